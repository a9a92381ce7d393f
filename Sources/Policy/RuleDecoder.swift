internal import GitObjects

/// Reads one rule: what it is about, when, and what it asks.
struct RuleDecoder {
  let file: String

  func rule(_ node: YAMLNode) throws(PolicyError) -> Rule {
    let keys = ["name", "classes", "when", "require", "refuse", "allow"]
    let map = try MapReader(node, file: file, what: "a rule", keys: keys)
    let nameNode = try map.required("name")
    let name: RuleName = try map.name(try map.text(nameNode), at: nameNode.position)
    guard ![.governance, .firstPush, .breakGlass].contains(name) else {
      throw PolicyError(
        file: file,
        at: nameNode.position,
        "'\(name)' is built in",
        fix: "choose another name"
      )
    }
    guard let classes = try map.names("classes", as: ClassID.self) else {
      throw PolicyError(file: file, at: node.position, "rule '\(name)' has no 'classes'")
    }
    guard !classes.contains(.policy) else {
      throw PolicyError(
        file: file,
        at: node.position,
        "class 'policy' is always under 'governance'"
      )
    }
    return Rule(
      name: name,
      classes: classes,
      when: try when(map),
      effect: try effect(map, name: name)
    )
  }

  private func effect(_ map: MapReader, name: RuleName) throws(PolicyError) -> Rule.Effect {
    let present = ["require", "refuse", "allow"].filter { map.node($0) != nil }
    guard present.count == 1 else {
      throw PolicyError(
        file: file,
        at: map.position,
        "rule '\(name)' must have exactly one of 'require', 'refuse', 'allow'"
      )
    }
    if let node = map.node("require") {
      return .require(
        try RequirementDecoder(file: file).requirement(node, what: "rule '\(name)'")
      )
    }
    if let text = try map.text("refuse") { return .refuse(text) }
    return .allow(try map.text("allow") ?? "")
  }

  private func when(_ map: MapReader) throws(PolicyError) -> When {
    guard let node = map.node("when") else { return When() }
    let keys = ["environment", "actor", "direction", "kind", "severity", "data"]
    let fields = try MapReader(node, file: file, what: "when", keys: keys)
    var when = When()
    when.environment = try fields.texts("environment").map { Set($0.map(\.text)) }
    when.actor = try fields.choices("actor")
    when.direction = try fields.choices("direction")
    when.kind = try fields.texts("kind")?.map { Wildcard($0.text) }
    when.severity = try fields.choices("severity")
    when.data = try fields.texts("data").map { Set($0.map(\.text)) }
    return when
  }
}

/// Reads `{approvals, from, presence}` and `all` and `any` of them.
struct RequirementDecoder {
  let file: String
  private static let depthLimit = 10
  private static let alternativeLimit = 256

  init(file: String) { self.file = file }

  func requirement(_ node: YAMLNode, what: String) throws(PolicyError) -> Requirement {
    let requirement = try requirement(node, what: what, depth: 1)
    guard requirement.alternativeCount <= Self.alternativeLimit else {
      throw PolicyError(
        file: file,
        at: node.position,
        "\(what) can be met in more than \(Self.alternativeLimit) ways: write fewer 'any'"
      )
    }
    return requirement
  }

  private func requirement(_ node: YAMLNode, what: String, depth: Int) throws(PolicyError)
    -> Requirement
  {
    guard depth <= Self.depthLimit else {
      throw PolicyError(
        file: file,
        at: node.position,
        "\(what) is nested more than \(Self.depthLimit) deep"
      )
    }
    let map = try MapReader(
      node,
      file: file,
      what: what,
      keys: ["approvals", "from", "presence", "all", "any"]
    )
    let branches = ["all", "any"].filter { map.node($0) != nil }
    if let key = branches.first {
      guard map.entries.count == 1 else {
        throw PolicyError(file: file, at: node.position, "'\(key)' stands alone")
      }
      let read = try list(try map.required(key), key: key, what: what, depth: depth)
      return key == "all" ? .all(read) : .any(read)
    }
    guard let groups = try map.names("from", as: GroupID.self) else {
      throw PolicyError(
        file: file,
        at: node.position,
        "\(what) has no 'from'",
        fix: "name the groups"
      )
    }
    return .approvals(
      Requirement.Leaf(
        count: try map.count("approvals"),
        from: groups,
        presence: try map.choice("presence") ?? .none
      )
    )
  }

  private func list(_ node: YAMLNode, key: String, what: String, depth: Int) throws(PolicyError)
    -> [Requirement]
  {
    guard case .list(let nodes) = node.value, !nodes.isEmpty else {
      throw PolicyError(
        file: file,
        at: node.position,
        "'\(key)' must be a list with something in it"
      )
    }
    var branches: [Requirement] = []
    for node in nodes { branches.append(try requirement(node, what: what, depth: depth + 1)) }
    return branches
  }
}
