internal import GitObjects
internal import Syntax

/// Turns the YAML of a policy into values, or into an error that names file, line and column.
struct PolicyDecoder {
  let file: String

  private static let keys = [
    "version", "repository", "server_keys", "people", "groups", "contributors", "keys",
    "governance",
    "authorship", "agents", "targets", "classes", "rules", "environments", "data", "owned",
    "approvals", "break_glass",
  ]

  func policy(_ node: YAMLNode) throws(PolicyError) -> Policy {
    let map = try MapReader(node, file: file, what: "the policy", keys: Self.keys)
    let version = try map.required("version")
    guard try map.text(version) == "1" else {
      throw PolicyError(
        file: file,
        at: version.position,
        "this version of countersign reads version 1"
      )
    }
    let requirements = RequirementDecoder(file: file)
    var policy = Policy(
      repository: try repository(map),
      governance: try requirements.requirement(try map.required("governance"), what: "governance")
    )
    let people = PeopleDecoder(file: file)
    policy.people = try people.people(map)
    policy.groups = try people.groups(map)
    policy.contributors = try wildcards(map, "contributors")
    policy.keyFiles = try keyFiles(map)
    policy.authorship = try map.choice("authorship") ?? .anchored
    policy.agents = try items(map, "agents") { (node) throws(PolicyError) in try people.agent(node)
    }
    policy.targets = try items(map, "targets") { (node) throws(PolicyError) in try target(node) }
    policy.classes = try ClassDecoder(file: file).classes(map)
    policy.rules = try items(map, "rules") { (node) throws(PolicyError) in
      try RuleDecoder(file: file).rule(node)
    }
    policy.environments = try ClassDecoder(file: file).environments(map)
    policy.data = try tables(map, "data", keys: nil)
    policy.owned = try tables(map, "owned", keys: ["accounts", "buckets", "domains"])
    let settings = SettingsDecoder(file: file)
    policy.serverKeys = try settings.serverKeys(map)
    policy.approvals = try settings.approvals(map)
    policy.breakGlass = try settings.breakGlass(map)
    return policy
  }

  private func repository(_ map: MapReader) throws(PolicyError) -> String {
    let node = try map.required("repository")
    let text = try map.text(node)
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "%") }) else {
      throw PolicyError(
        file: file,
        at: node.position,
        "'repository' must be plain ASCII without spaces"
      )
    }
    return text
  }

  private func target(_ node: YAMLNode) throws(PolicyError) -> Target {
    let map = try MapReader(
      node,
      file: file,
      what: "a target",
      keys: ["ref", "environment", "honours"]
    )
    let ref = try map.required("ref")
    let honours = try map.texts("honours") ?? []
    var patterns: [RefPattern] = []
    for (text, position) in honours { patterns.append(try refPattern(text, position)) }
    return Target(
      pattern: try refPattern(try map.text(ref), ref.position),
      environment: try map.name("environment", as: Label.self)?.rawValue,
      honours: patterns
    )
  }

  private func refPattern(_ text: String, _ position: Position) throws(PolicyError) -> RefPattern {
    guard text.hasPrefix("refs/") else {
      let isHalf = text.hasPrefix("heads/") || text.hasPrefix("tags/")
      throw PolicyError(
        file: file,
        at: position,
        "'\(Escaped.text(text))' is no full reference name",
        fix: "write \(isHalf ? "refs/" : "refs/heads/")\(Escaped.text(text))"
      )
    }
    let pattern = RefPattern(text)
    guard pattern.isSatisfiable else {
      throw PolicyError(
        file: file,
        at: position,
        "git allows no reference that '\(pattern)' could name",
        fix: "write one that 'git check-ref-format' takes; '*' stands for anything"
      )
    }
    return pattern
  }

  private func tables(_ map: MapReader, _ key: String, keys: [String]?) throws(PolicyError)
    -> [String: [Wildcard]]
  {
    guard let node = map.node(key) else { return [:] }
    let read = try MapReader(node, file: file, what: key, keys: keys)
    var tables: [String: [Wildcard]] = [:]
    for pair in read.entries { tables[pair.key] = try wildcards(read, pair.key) }
    return tables
  }

  private func wildcards(_ map: MapReader, _ key: String) throws(PolicyError) -> [Wildcard] {
    try map.texts(key)?.map { Wildcard($0.text) } ?? []
  }

  private func keyFiles(_ map: MapReader) throws(PolicyError) -> KeyFiles {
    guard let node = map.node("keys") else { return KeyFiles() }
    let keys = try MapReader(node, file: file, what: "keys", keys: ["ssh", "openpgp", "revoked"])
    func name(_ key: String) throws(PolicyError) -> String? {
      guard let node = keys.node(key) else { return nil }
      let name = try keys.text(node)
      guard name != "..", name != ".", !name.utf8.contains(UInt8(ascii: "/")) else {
        throw PolicyError(
          file: file,
          at: node.position,
          "'\(key)' must be a file beside the policy"
        )
      }
      return name
    }
    let files = KeyFiles(
      ssh: try name("ssh"),
      openPGP: try name("openpgp"),
      revoked: try name("revoked")
    )
    var names: Set<String> = [file]
    for name in [files.ssh, files.openPGP, files.revoked].compactMap(\.self)
    where !names.insert(name).inserted {
      throw PolicyError(
        file: file,
        at: node.position,
        "'\(Escaped.text(name))' cannot be two of the policy's files"
      )
    }
    return files
  }

  private func items<Item>(
    _ map: MapReader,
    _ key: String,
    _ read: (YAMLNode) throws(PolicyError) -> Item
  ) throws(PolicyError) -> [Item] {
    guard let node = map.node(key) else { return [] }
    guard case .list(let nodes) = node.value else {
      throw PolicyError(file: file, at: node.position, "'\(key)' must be a list")
    }
    var items: [Item] = []
    for node in nodes { items.append(try read(node)) }
    return items
  }
}
