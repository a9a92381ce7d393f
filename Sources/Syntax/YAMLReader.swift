/// Reads the documents of a YAML text through libyaml's events.
///
/// Anchors, aliases and merge keys are written out, within the limits. What two readers could read
/// differently is an error: a key that stands twice, a key that is no scalar, an alias of what holds it.
package struct YAMLReader {
  private let events: [YAMLEvent]
  private var next = 0
  private var budget: NodeBudget
  private var anchors: [String: Part] = [:]

  /// A value and what it weighs, for when it is written out again.
  struct Part {
    var node: Node
    var count: Int
    var height: Int
  }

  /// An empty text has no documents.
  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> [Node] {
    let text = try SourceText.check(bytes, limits)
    var reader = YAMLReader(
      events: try YAMLEvents.read(text, limits),
      budget: NodeBudget(limits)
    )
    var documents: [Node] = []
    while reader.next < reader.events.count {
      reader.anchors = [:]
      documents.append(try reader.part(depth: 1).node)
      reader.next += 1
    }
    return documents
  }

  private mutating func part(depth: Int) throws(SyntaxError) -> Part {
    guard next < events.count else { throw broken() }
    let event = events[next]
    next += 1
    if let anchor = event.anchor { anchors[anchor] = nil }
    var part: Part
    switch event.kind {
    case .alias(let name): return try alias(name, depth: depth, at: event.position)
    case .scalar(let text, let isPlain):
      try budget.spend(at: event.position)
      part = Part(node: try scalar(text, isPlain, event), count: 1, height: 0)
    case .listStart:
      try budget.spend(at: event.position)
      part = try list(event, depth: depth)
    case .mapStart:
      try budget.spend(at: event.position)
      part = try map(event, depth: depth)
    case .end, .documentEnd: throw broken()
    }
    if let anchor = event.anchor { anchors[anchor] = part }
    return part
  }

  private mutating func alias(
    _ name: String,
    depth: Int,
    at position: Position
  ) throws(SyntaxError) -> Part {
    guard let part = anchors[name] else {
      throw SyntaxError("the alias '\(name)' has no anchor before it", at: position)
    }
    try budget.spend(part.count, at: position)
    try budget.check(depth: depth - 1 + part.height, at: position)
    return part
  }

  private mutating func list(_ event: YAMLEvent, depth: Int) throws(SyntaxError) -> Part {
    var part = Part(node: Node(.null, at: event.position), count: 1, height: 1)
    var items: [Node] = []
    while !isAtEnd {
      let item = try self.part(depth: depth + 1)
      items.append(item.node)
      part.add(item)
    }
    next += 1
    let tag = try collectionTag(event, own: "!!seq")
    part.node = Node(.array(items), at: event.position, tag: tag)
    return part
  }

  private mutating func map(_ event: YAMLEvent, depth: Int) throws(SyntaxError) -> Part {
    var part = Part(node: Node(.null, at: event.position), count: 1, height: 1)
    var members: [Node.Member] = []
    var keys = KeySet()
    var merged: Part?
    while !isAtEnd {
      let (key, position, isMerge) = try self.key()
      try keys.insert(key, at: position)
      let value = try self.part(depth: depth + 1)
      if isMerge {
        merged = value
      } else {
        members.append(Node.Member(key: key, keyPosition: position, value: value.node))
        part.add(value)
      }
    }
    next += 1
    if let merged {
      try YAMLMerge.add(merged.node, to: &members)
      part.add(merged)
    }
    let tag = try collectionTag(event, own: "!!map")
    part.node = Node(.object(members), at: event.position, tag: tag)
    return part
  }

  private mutating func key() throws(SyntaxError) -> (String, Position, isMerge: Bool) {
    let event = events[next]
    let key = try part(depth: 1)
    let isOwn = event.tag.map { ["!!str", "!!merge", "!"].contains($0) } ?? true
    guard let text = Self.keyText(key.node, event), isOwn else {
      throw SyntaxError("a key must be a scalar without a tag", at: event.position)
    }
    guard case .scalar("<<", let isPlain) = event.kind else { return (text, event.position, false) }
    return (text, event.position, event.tag == "!!merge" || isPlain && event.tag == nil)
  }

  private static func keyText(_ node: Node, _ event: YAMLEvent) -> String? {
    if case .scalar(let text, _) = event.kind { return text }
    return node.text
  }

  private var isAtEnd: Bool {
    guard next < events.count else { return true }
    if case .end = events[next].kind { return true }
    return false
  }

  private func scalar(
    _ text: String,
    _ isPlain: Bool,
    _ event: YAMLEvent
  ) throws(SyntaxError) -> Node {
    let position = event.position
    switch event.tag {
    case nil: return Node(YAMLScalar.value(text, isPlain: isPlain), at: position)
    case "!!str": return Node(.string(text), at: position)
    case "!" where isPlain:
      throw SyntaxError("a tag that some programs take for none", at: position)
    case "!": return Node(.string(text), at: position)
    case "!!null" where YAMLScalar.isNull(text): return Node(.null, at: position)
    case "!!int" where YAMLScalar.isInteger(text): return Node(.number(text), at: position)
    case "!!float" where YAMLScalar.isNumber(text): return Node(.number(text), at: position)
    case "!!bool":
      if let flag = YAMLScalar.bool(text) { return Node(.bool(flag), at: position) }
      throw SyntaxError("'\(text)' is no !!bool", at: position)
    case "!!null", "!!int", "!!float", "!!map", "!!seq":
      throw SyntaxError("'\(text)' is no \(event.tag ?? "")", at: position)
    default: return Node(.string(text), at: position, tag: event.tag)
    }
  }

  private func collectionTag(_ event: YAMLEvent, own: String) throws(SyntaxError) -> String? {
    switch event.tag {
    case nil, own, "!": return nil
    case "!!str", "!!null", "!!int", "!!float", "!!bool", "!!map", "!!seq":
      throw SyntaxError("a list or map is no \(event.tag ?? "")", at: event.position)
    default: return event.tag
    }
  }

  private func broken() -> SyntaxError {
    SyntaxError("no YAML: the text ends too early", at: events.last?.position ?? SourceText.start)
  }
}

extension YAMLReader.Part {
  fileprivate mutating func add(_ inner: Self) {
    count += inner.count
    height = max(height, inner.height + 1)
  }
}

/// Merge keys: `<<: *base`, `<<: [*first, *second]`.
enum YAMLMerge {
  /// A key of the map itself goes first, then the earlier map of a list.
  static func add(_ merged: Node, to members: inout [Node.Member]) throws(SyntaxError) {
    var known = Set(members.map(\.key))
    for map in merged.list {
      // Programs that put files together have such a text here, and no reader of YAML takes it for a map.
      if isExpression(map), known.insert("<<").inserted {
        members.append(Node.Member(key: "<<", keyPosition: map.position, value: map))
        continue
      }
      guard let inner = map.object, map.tag == nil else {
        throw SyntaxError("a merge key takes a map or a list of maps", at: map.position)
      }
      for member in inner where known.insert(member.key).inserted { members.append(member) }
    }
  }

  /// `(( merge ))`.
  private static func isExpression(_ node: Node) -> Bool {
    guard let text = node.string, node.tag == nil else { return false }
    return text.hasPrefix("((") && text.hasSuffix("))")
  }
}
