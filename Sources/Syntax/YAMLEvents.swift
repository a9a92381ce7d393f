internal import Clibyaml

/// One of libyaml's events, as far as a tree is made of it.
package struct YAMLEvent {
  package enum Kind {
    case scalar(String, isPlain: Bool)
    case listStart, mapStart
    case end
    case alias(String)
    case documentEnd
  }

  package let kind: Kind
  package let position: Position
  package var anchor: String?
  /// Short for YAML's own tags (`!!str`), else as written (`!Ref`) or with its prefix written out.
  package var tag: String?
}

/// Has libyaml take a text apart.
package struct YAMLEvents {
  private(set) var events: [YAMLEvent] = []
  private let bytes: [UInt8]
  private var lines: YAMLLines
  private var budget: NodeBudget
  private var depth = 0

  /// The events of a text that ``SourceText/check(_:_:)`` has let through.
  package static func read(_ bytes: [UInt8], _ limits: SyntaxLimits) throws(SyntaxError)
    -> [YAMLEvent]
  {
    var reader = YAMLEvents(
      bytes: bytes,
      lines: try YAMLLines(bytes),
      budget: NodeBudget(limits)
    )
    if let failure = reader.collect() { throw failure }
    return reader.events
  }

  private mutating func collect() -> SyntaxError? {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else {
      return SyntaxError("libyaml did not start", at: SourceText.start)
    }
    defer { unsafe yaml_parser_delete(&parser) }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      while true {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
          return unsafe failure(of: parser)
        }
        defer { unsafe yaml_event_delete(&event) }
        if unsafe event.type == YAML_STREAM_END_EVENT { return nil }
        do throws(SyntaxError) {
          unsafe try add(event)
        } catch {
          return error
        }
      }
    }
  }

  private mutating func add(_ event: yaml_event_t) throws(SyntaxError) {
    let position = unsafe lines.position(event.start_mark)
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let value = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let kind = YAMLEvent.Kind.scalar(
        unsafe String(decoding: value, as: UTF8.self),
        isPlain: unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
      )
      try budget.spend(at: position)
      unsafe try append(kind, position, scalar.anchor, scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      try enter(position)
      let start = unsafe event.data.sequence_start
      unsafe try append(.listStart, position, start.anchor, start.tag)
    case YAML_MAPPING_START_EVENT:
      try enter(position)
      let start = unsafe event.data.mapping_start
      unsafe try append(.mapStart, position, start.anchor, start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      depth -= 1
      unsafe try append(.end, position, nil, nil)
    case YAML_ALIAS_EVENT:
      try budget.spend(at: position)
      let name = unsafe Self.text(event.data.alias.anchor) ?? ""
      unsafe try append(.alias(name), position, nil, nil)
    case YAML_DOCUMENT_END_EVENT:
      unsafe try append(.documentEnd, position, nil, nil)
    default: break
    }
  }

  private mutating func enter(_ position: Position) throws(SyntaxError) {
    depth += 1
    try budget.spend(at: position)
    try budget.check(depth: depth, at: position)
  }

  private mutating func append(
    _ kind: YAMLEvent.Kind,
    _ position: Position,
    _ anchor: UnsafeMutablePointer<UInt8>?,
    _ tag: UnsafeMutablePointer<UInt8>?
  ) throws(SyntaxError) {
    if unsafe tag != nil, !lines.hasPlainTag(at: position) {
      throw SyntaxError("a tag that does not end at a blank", at: position)
    }
    events.append(
      unsafe YAMLEvent(
        kind: kind,
        position: position,
        anchor: Self.text(anchor),
        tag: Self.text(tag).map(Self.short)
      )
    )
  }

  private mutating func failure(of parser: yaml_parser_t) -> SyntaxError {
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "broken"
    guard unsafe parser.error != YAML_READER_ERROR else {
      return SyntaxError(
        "no YAML: \(problem)",
        at: unsafe lines.position(at: parser.problem_offset)
      )
    }
    return SyntaxError("no YAML: \(problem)", at: unsafe lines.position(parser.problem_mark))
  }

  private static func text(_ bytes: UnsafeMutablePointer<UInt8>?) -> String? {
    unsafe bytes.map { unsafe String(cString: $0) }
  }

  private static func short(_ tag: String) -> String {
    let prefix = "tag:yaml.org,2002:"
    return tag.utf8.starts(with: prefix.utf8) ? "!!" + tag.dropFirst(prefix.count) : tag
  }
}
