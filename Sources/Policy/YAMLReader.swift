internal import Clibyaml

/// Reads one YAML document through libyaml's events.
///
/// What two readers could read differently is an error: two values for one key, anchors, aliases, merge keys,
/// tags, a second document, NUL.
package struct YAMLReader {
  private let file: String
  private var events: [Event] = []
  private var next = 0
  private static let depthLimit = 32

  private struct Event {
    enum Kind {
      case scalar(String)
      case listStart, listEnd, mapStart, mapEnd, documentEnd
    }

    let kind: Kind
    let position: Position
  }

  package static func read(_ bytes: [UInt8], file: String) throws(PolicyError) -> YAMLNode {
    var reader = YAMLReader(file: file)
    guard bytes.count <= 1 << 20 else { throw PolicyError(file: file, "longer than 1 MiB") }
    guard !bytes.contains(0) else { throw PolicyError(file: file, "it holds a NUL byte") }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw PolicyError(file: file, "it is not UTF-8")
    }
    try reader.collect(bytes)
    let node = try reader.node(depth: 0)
    guard case .documentEnd = reader.events[reader.next].kind,
      reader.next == reader.events.count - 1
    else {
      throw PolicyError(
        file: file,
        at: reader.events[reader.next].position,
        "a second document begins here"
      )
    }
    return node
  }

  private init(file: String) { self.file = file }

  private mutating func node(depth: Int) throws(PolicyError) -> YAMLNode {
    guard next < events.count else { throw PolicyError(file: file, "it is empty") }
    let event = events[next]
    guard depth < Self.depthLimit else {
      throw PolicyError(file: file, at: event.position, "nested more than \(Self.depthLimit) deep")
    }
    next += 1
    switch event.kind {
    case .scalar(let text): return YAMLNode(value: .scalar(text), position: event.position)
    case .listStart:
      var items: [YAMLNode] = []
      while next < events.count {
        if case .listEnd = events[next].kind { break }
        items.append(try node(depth: depth + 1))
      }
      next += 1
      return YAMLNode(value: .list(items), position: event.position)
    case .mapStart: return YAMLNode(value: .map(try pairs(depth: depth)), position: event.position)
    default: throw PolicyError(file: file, at: event.position, "it is empty")
    }
  }

  private mutating func pairs(depth: Int) throws(PolicyError) -> [YAMLNode.Pair] {
    var pairs: [YAMLNode.Pair] = []
    var keys: Set<[UInt8]> = []
    while next < events.count {
      if case .mapEnd = events[next].kind { break }
      let key = try node(depth: depth + 1)
      guard case .scalar(let name) = key.value else {
        throw PolicyError(file: file, at: key.position, "a key must be plain text")
      }
      guard keys.insert(Array(name.utf8)).inserted else {
        throw PolicyError(
          file: file,
          at: key.position,
          "the key '\(name)' stands here twice",
          fix: "keep one"
        )
      }
      pairs.append(
        YAMLNode.Pair(key: name, keyPosition: key.position, value: try node(depth: depth + 1))
      )
    }
    next += 1
    return pairs
  }

  private mutating func collect(_ bytes: [UInt8]) throws(PolicyError) {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else {
      throw PolicyError(file: file, "libyaml did not start")
    }
    defer { unsafe yaml_parser_delete(&parser) }
    let failure: PolicyError? = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var isDone = false
      while !isDone {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
          let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "broken"
          return PolicyError(
            file: file,
            at: unsafe Self.position(parser.problem_mark),
            "no YAML: \(problem)"
          )
        }
        defer { unsafe yaml_event_delete(&event) }
        isDone = unsafe event.type == YAML_STREAM_END_EVENT
        if let failure = unsafe add(event) { return failure }
      }
      return nil
    }
    if let failure { throw failure }
    if events.isEmpty { throw PolicyError(file: file, "it is empty") }
  }

  private mutating func add(_ event: yaml_event_t) -> PolicyError? {
    let position = unsafe Self.position(event.start_mark)
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      if let failure = unsafe extras(anchor: scalar.anchor, tag: scalar.tag, position) {
        return failure
      }
      let bytes = unsafe Array(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
      let text = String(decoding: bytes, as: UTF8.self)
      if text == "<<", unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE {
        return PolicyError(file: file, at: position, "merge keys are not read", fix: "write it out")
      }
      events.append(Event(kind: .scalar(text), position: position))
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      if let failure = unsafe extras(anchor: start.anchor, tag: start.tag, position) {
        return failure
      }
      events.append(Event(kind: .listStart, position: position))
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      if let failure = unsafe extras(anchor: start.anchor, tag: start.tag, position) {
        return failure
      }
      events.append(Event(kind: .mapStart, position: position))
    case YAML_SEQUENCE_END_EVENT: events.append(Event(kind: .listEnd, position: position))
    case YAML_MAPPING_END_EVENT: events.append(Event(kind: .mapEnd, position: position))
    case YAML_DOCUMENT_END_EVENT: events.append(Event(kind: .documentEnd, position: position))
    case YAML_ALIAS_EVENT:
      return PolicyError(file: file, at: position, "aliases are not read", fix: "write it out")
    default: break
    }
    return nil
  }

  private func extras(
    anchor: UnsafeMutablePointer<UInt8>?,
    tag: UnsafeMutablePointer<UInt8>?,
    _ position: Position
  ) -> PolicyError? {
    if unsafe anchor != nil {
      return PolicyError(file: file, at: position, "anchors are not read", fix: "write it out")
    }
    if unsafe tag != nil { return PolicyError(file: file, at: position, "tags are not read") }
    return nil
  }

  private static func position(_ mark: yaml_mark_t) -> Position {
    Position(line: mark.line + 1, column: mark.column + 1)
  }
}
