internal import Syntax

/// Reads one YAML document that can be read in one way only.
///
/// What two readers could read differently is an error: two values for one key, anchors, aliases, merge keys,
/// tags, a second document, line breaks that not all programs take for one.
package struct YAMLReader {
  private let file: String
  private let events: [YAMLEvent]
  private var next = 0

  private static let limits: SyntaxLimits = {
    var limits = SyntaxLimits()
    limits.bytes = 1 << 20
    limits.depth = 32
    return limits
  }()

  package static func read(_ bytes: [UInt8], file: String) throws(PolicyError) -> YAMLNode {
    var reader = YAMLReader(file: file, events: try events(of: bytes, file: file))
    let node = try reader.node()
    guard reader.next == reader.events.count - 1 else {
      throw reader.failure("a second document begins here", at: reader.events[reader.next].position)
    }
    return node
  }

  private static func events(of bytes: [UInt8], file: String) throws(PolicyError) -> [YAMLEvent] {
    do throws(SyntaxError) {
      return try YAMLEvents.read(try SourceText.check(bytes, limits), limits)
    } catch {
      throw PolicyError(file: file, at: error.position, error.reason)
    }
  }

  private mutating func node() throws(PolicyError) -> YAMLNode {
    guard next < events.count else { throw PolicyError(file: file, "it is empty") }
    let event = events[next]
    try checkPlain(event)
    next += 1
    switch event.kind {
    case .scalar(let text, _): return YAMLNode(value: .scalar(text), position: event.position)
    case .listStart: return YAMLNode(value: .list(try items()), position: event.position)
    case .mapStart: return YAMLNode(value: .map(try pairs()), position: event.position)
    case .alias: throw failure("aliases are not read", at: event.position, fix: "write it out")
    case .end, .documentEnd: throw failure("it is empty", at: event.position)
    }
  }

  private func checkPlain(_ event: YAMLEvent) throws(PolicyError) {
    if event.anchor != nil {
      throw failure("anchors are not read", at: event.position, fix: "write it out")
    }
    if event.tag != nil { throw failure("tags are not read", at: event.position) }
    if case .scalar("<<", isPlain: true) = event.kind {
      throw failure("merge keys are not read", at: event.position, fix: "write it out")
    }
  }

  private mutating func items() throws(PolicyError) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while !isAtEnd { items.append(try node()) }
    next += 1
    return items
  }

  private mutating func pairs() throws(PolicyError) -> [YAMLNode.Pair] {
    var pairs: [YAMLNode.Pair] = []
    var keys: Set<[UInt8]> = []
    while !isAtEnd {
      let key = try node()
      guard case .scalar(let name) = key.value else {
        throw failure("a key must be plain text", at: key.position)
      }
      guard keys.insert(Array(name.utf8)).inserted else {
        throw failure("the key '\(name)' stands here twice", at: key.position, fix: "keep one")
      }
      pairs.append(YAMLNode.Pair(key: name, keyPosition: key.position, value: try node()))
    }
    next += 1
    return pairs
  }

  /// libyaml closes what it opens, so there always is an end.
  private var isAtEnd: Bool {
    if case .end = events[next].kind { true } else { false }
  }

  private func failure(_ message: String, at position: Position, fix: String? = nil) -> PolicyError
  {
    PolicyError(file: file, at: position, message, fix: fix)
  }
}
