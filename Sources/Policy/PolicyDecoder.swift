internal import GitObjects
internal import SSH

/// Turns the YAML of a policy into values, or into an error that names file, line and column.
struct PolicyDecoder {
  let file: String

  static func decode(_ bytes: [UInt8], file: String) throws(PolicyError) -> Policy {
    try PolicyDecoder(file: file).policy(try YAMLReader.read(bytes, file: file))
  }

  private static let keys = [
    "version", "repository", "server_keys", "people", "groups", "contributors", "keys", "governance",
    "authorship", "agents", "targets", "classes", "rules", "environments", "data", "owned",
    "approvals", "break_glass",
  ]

  private func policy(_ node: YAMLNode) throws(PolicyError) -> Policy {
    let map = try MapReader(node, file: file, what: "the policy", keys: Self.keys)
    let version = try map.required("version")
    guard try map.text(version) == "1" else {
      throw PolicyError(file: file, at: version.position, "this version of countersign reads version 1")
    }
    let requirements = RequirementDecoder(file: file)
    var policy = Policy(
      repository: try repository(map),
      governance: try requirements.requirement(try map.required("governance"), what: "governance"))
    policy.people = try people(map)
    policy.groups = try groups(map)
    policy.contributors = try wildcards(map, "contributors")
    policy.keyFiles = try keyFiles(map)
    policy.authorship = try map.choice("authorship") ?? .anchored
    policy.agents = try items(map, "agents") { (node) throws(PolicyError) in try agent(node) }
    policy.targets = try items(map, "targets") { (node) throws(PolicyError) in try target(node) }
    policy.classes = try classes(map)
    policy.rules = try items(map, "rules") { (node) throws(PolicyError) in
      try RuleDecoder(file: file).rule(node)
    }
    policy.environments = try environments(map)
    policy.data = try tables(map, "data", keys: [])
    policy.owned = try tables(map, "owned", keys: ["accounts", "buckets", "domains"])
    policy.serverKeys = try serverKeys(map)
    policy.approvals = try approvals(map)
    policy.breakGlass = try breakGlass(map)
    return policy
  }

  private func repository(_ map: MapReader) throws(PolicyError) -> String {
    let node = try map.required("repository")
    let text = try map.text(node)
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "%") }) else {
      throw PolicyError(file: file, at: node.position, "'repository' must be plain ASCII without spaces")
    }
    return text
  }

  private func people(_ map: MapReader) throws(PolicyError) -> [PersonID: Person] {
    guard let node = map.node("people") else { return [:] }
    var people: [PersonID: Person] = [:]
    for pair in try MapReader(node, file: file, what: "people", keys: []).entries {
      let id: PersonID = try map.name(pair.key, at: pair.keyPosition)
      people[id] = try person(pair, id: id)
    }
    return people
  }

  private func person(_ pair: YAMLNode.Pair, id: PersonID) throws(PolicyError) -> Person {
    let keys = ["name", "emails", "logins", "kind", "operator", "openpgp"]
    let map = try MapReader(pair.value, file: file, what: "'\(id)'", keys: keys)
    var person = Person(id: id)
    person.name = try map.text("name")
    person.emails = try map.texts("emails")?.map { ASCII.lowercased($0.text.utf8) } ?? []
    if let logins = try map.texts("logins") { person.logins = logins.map { Array($0.text.utf8) } }
    person.kind = try map.choice("kind") ?? .human
    person.operatedBy = try map.names("operator", as: PersonID.self)?.first
    person.openPGP = try map.texts("openpgp")?.map(\.text) ?? []
    return person
  }

  private func groups(_ map: MapReader) throws(PolicyError) -> [GroupID: [PersonID]] {
    guard let node = map.node("groups") else { return [:] }
    let read = try MapReader(node, file: file, what: "groups", keys: [])
    var groups: [GroupID: [PersonID]] = [:]
    for pair in read.entries {
      groups[try map.name(pair.key, at: pair.keyPosition)] =
        try read.names(pair.key, as: PersonID.self)
    }
    return groups
  }

  private func keyFiles(_ map: MapReader) throws(PolicyError) -> KeyFiles {
    guard let node = map.node("keys") else { return KeyFiles() }
    let keys = try MapReader(node, file: file, what: "keys", keys: ["ssh", "openpgp", "revoked"])
    func name(_ key: String) throws(PolicyError) -> String? {
      guard let node = keys.node(key) else { return nil }
      let name = try keys.text(node)
      guard name != "..", name != ".", !name.utf8.contains(UInt8(ascii: "/")) else {
        throw PolicyError(file: file, at: node.position, "'\(key)' must be a file beside the policy")
      }
      return name
    }
    return KeyFiles(ssh: try name("ssh"), openPGP: try name("openpgp"), revoked: try name("revoked"))
  }

  private func agent(_ node: YAMLNode) throws(PolicyError) -> AgentPattern {
    let keys = ["trailer", "author", "name", "operator"]
    let map = try MapReader(node, file: file, what: "an agent", keys: keys)
    let place: AgentPattern.Place
    switch (try map.text("trailer"), try map.text("author")) {
    case (let trailer?, nil): place = .trailer(Wildcard(trailer))
    case (nil, let author?): place = .author(Wildcard(author))
    default:
      throw PolicyError(file: file, at: node.position, "an agent has either 'trailer' or 'author'")
    }
    return AgentPattern(
      place: place, name: try map.text("name"),
      operatedBy: try map.names("operator", as: PersonID.self)?.first)
  }

  private func target(_ node: YAMLNode) throws(PolicyError) -> Target {
    let map = try MapReader(
      node, file: file, what: "a target", keys: ["ref", "environment", "honours"])
    let ref = try map.required("ref")
    let honours = try map.texts("honours") ?? []
    var patterns: [RefPattern] = []
    for (text, position) in honours { patterns.append(try refPattern(text, position)) }
    return Target(
      pattern: try refPattern(try map.text(ref), ref.position),
      environment: try map.names("environment", as: GroupID.self)?.first?.rawValue,
      honours: patterns)
  }

  private func refPattern(_ text: String, _ position: Position) throws(PolicyError) -> RefPattern {
    guard text.hasPrefix("refs/") else {
      throw PolicyError(
        file: file, at: position, "'\(Escaped.text(text))' is no full reference name",
        fix: "write refs/heads/\(Escaped.text(text))")
    }
    return RefPattern(text)
  }

  private func classes(_ map: MapReader) throws(PolicyError) -> [ChangeClass] {
    guard let node = map.node("classes") else { return [] }
    var classes: [ChangeClass] = []
    for pair in try MapReader(node, file: file, what: "classes", keys: []).entries {
      let id: ClassID = try map.name(pair.key, at: pair.keyPosition)
      guard id != .policy, id != .meta else {
        throw PolicyError(file: file, at: pair.keyPosition, "'\(id)' is built in", fix: "choose another name")
      }
      let fields = try MapReader(
        pair.value, file: file, what: "class '\(id)'",
        keys: ["paths", "ignore", "detect", "content"])
      classes.append(
        ChangeClass(
          id: id, paths: try patterns(fields, "paths"), ignore: try patterns(fields, "ignore"),
          detect: try fields.texts("detect")?.map(\.text) ?? [],
          content: try fields.texts("content")?.map(\.text) ?? []))
      guard !fields.entries.isEmpty else {
        throw PolicyError(file: file, at: pair.value.position, "class '\(id)' matches nothing")
      }
    }
    return classes
  }

  func patterns(_ map: MapReader, _ key: String) throws(PolicyError) -> [PathPattern] {
    var patterns: [PathPattern] = []
    for (text, position) in try map.texts(key) ?? [] {
      do throws(PathPattern.Malformed) {
        patterns.append(try PathPattern(Array(text.utf8)))
      } catch {
        let why =
          switch error {
          case .empty: "matches nothing"
          case .negated: "cannot be negated: use 'ignore'"
          case .emptyComponent: "has two slashes in a row"
          case .mixedStars: "has '**' beside other letters: write '*', or put '**' between slashes"
          case .badGlob: "has a '[' or a backslash that does not end, or a class that is not known"
          case .tooDeep: "has too many components"
          }
        throw PolicyError(file: file, at: position, "the pattern '\(Escaped.text(text))' \(why)")
      }
    }
    return patterns
  }

  private func environments(_ map: MapReader) throws(PolicyError) -> [Environment] {
    guard let node = map.node("environments") else { return [] }
    var environments: [Environment] = []
    for pair in try MapReader(node, file: file, what: "environments", keys: []).entries {
      let fields = try MapReader(
        pair.value, file: file, what: "environment '\(pair.key)'", keys: ["paths", "accounts"])
      let name: GroupID = try map.name(pair.key, at: pair.keyPosition)
      environments.append(
        Environment(
          name: name.rawValue, paths: try patterns(fields, "paths"),
          accounts: try fields.texts("accounts")?.map(\.text) ?? []))
    }
    return environments
  }

  private func tables(_ map: MapReader, _ key: String, keys: [String]) throws(PolicyError)
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

  private func serverKeys(_ map: MapReader) throws(PolicyError) -> [ServerKey] {
    guard let node = map.node("server_keys") else { return [] }
    var keys: [ServerKey] = []
    for pair in try MapReader(node, file: file, what: "server_keys", keys: []).entries {
      let name: GroupID = try map.name(pair.key, at: pair.keyPosition)
      let fields = try MapReader(
        pair.value, file: file, what: "server key '\(name)'",
        keys: ["key", "valid_from", "valid_to", "ledgers"])
      let text = try fields.required("key")
      guard let key = try? SSHPublicKey(authorizedKeysText: Array(try fields.text(text).utf8)) else {
        throw PolicyError(file: file, at: text.position, "'key' is no SSH public key", fix: "paste the .pub file")
      }
      keys.append(
        ServerKey(
          name: name.rawValue, key: key, validFrom: try fields.time("valid_from"),
          validTo: try fields.time("valid_to"),
          ledgers: Set(try fields.texts("ledgers")?.map(\.text) ?? [])))
    }
    return keys
  }

  private func approvals(_ map: MapReader) throws(PolicyError) -> ApprovalSettings {
    guard let node = map.node("approvals") else { return ApprovalSettings() }
    let fields = try MapReader(
      node, file: file, what: "approvals", keys: ["valid_for", "binding", "single_use"])
    var settings = ApprovalSettings()
    settings.validFor = try fields.duration("valid_for") ?? settings.validFor
    settings.binding = try fields.choice("binding") ?? settings.binding
    settings.singleUse = try fields.bool("single_use") ?? settings.singleUse
    return settings
  }

  private func breakGlass(_ map: MapReader) throws(PolicyError) -> BreakGlass? {
    guard let node = map.node("break_glass") else { return nil }
    let fields = try MapReader(
      node, file: file, what: "break_glass", keys: ["approvals", "from", "review_within"])
    guard let groups = try fields.names("from", as: GroupID.self),
      let within = try fields.duration("review_within")
    else {
      throw PolicyError(file: file, at: node.position, "break_glass needs 'approvals', 'from' and 'review_within'")
    }
    return BreakGlass(approvals: try fields.count("approvals"), from: groups, reviewWithin: within)
  }

  private func items<Item>(
    _ map: MapReader, _ key: String, _ read: (YAMLNode) throws(PolicyError) -> Item
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
