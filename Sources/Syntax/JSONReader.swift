/// Reads JSON as RFC 8259 has it, and nothing else.
///
/// What two parsers could read differently is an error: a key that stands twice, half a surrogate pair,
/// a comment, anything behind the value.
package struct JSONReader {
  private var cursor: Cursor
  private var budget: NodeBudget

  package static func read(
    _ bytes: [UInt8],
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> Node {
    var reader = JSONReader(
      cursor: Cursor(try SourceText.check(bytes, limits)),
      budget: NodeBudget(limits)
    )
    reader.skipSpace()
    let node = try reader.value(depth: 1)
    reader.skipSpace()
    guard reader.cursor.isAtEnd else { throw reader.unexpected("the end of the text") }
    return node
  }

  private mutating func value(depth: Int) throws(SyntaxError) -> Node {
    let position = cursor.position
    try budget.spend(at: position)
    switch cursor.next {
    case UInt8(ascii: "{"):
      try budget.check(depth: depth, at: position)
      return Node(.object(try members(depth: depth)), at: position)
    case UInt8(ascii: "["):
      try budget.check(depth: depth, at: position)
      return Node(.array(try items(depth: depth)), at: position)
    case UInt8(ascii: "\""):
      return Node(.string(try JSONString.read(&cursor)), at: position)
    case let byte? where byte == UInt8(ascii: "-") || byte.isDigit:
      return Node(.number(try number()), at: position)
    default:
      return Node(try word(), at: position)
    }
  }

  private mutating func members(depth: Int) throws(SyntaxError) -> [Node.Member] {
    var members: [Node.Member] = []
    var keys = KeySet()
    cursor.advance()
    skipSpace()
    if cursor.take(UInt8(ascii: "}")) { return members }
    while true {
      let position = cursor.position
      guard cursor.next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
      let key = try JSONString.read(&cursor)
      try keys.insert(key, at: position)
      skipSpace()
      guard cursor.take(UInt8(ascii: ":")) else { throw unexpected("':'") }
      skipSpace()
      let value = try value(depth: depth + 1)
      members.append(Node.Member(key: key, keyPosition: position, value: value))
      skipSpace()
      if cursor.take(UInt8(ascii: "}")) { return members }
      guard cursor.take(UInt8(ascii: ",")) else { throw unexpected("',' or '}'") }
      skipSpace()
    }
  }

  private mutating func items(depth: Int) throws(SyntaxError) -> [Node] {
    var items: [Node] = []
    cursor.advance()
    skipSpace()
    if cursor.take(UInt8(ascii: "]")) { return items }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if cursor.take(UInt8(ascii: "]")) { return items }
      guard cursor.take(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
      skipSpace()
    }
  }

  private mutating func word() throws(SyntaxError) -> Node.Value {
    let words: [(String, Node.Value)] = [
      ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
    ]
    for (word, value) in words where cursor.starts(with: word) {
      cursor.advance(by: word.utf8.count)
      return value
    }
    throw unexpected("a value")
  }

  private mutating func number() throws(SyntaxError) -> String {
    let start = cursor.index
    _ = cursor.take(UInt8(ascii: "-"))
    if !cursor.take(UInt8(ascii: "0")) { try digits() }
    if cursor.take(UInt8(ascii: ".")) { try digits() }
    if cursor.take(UInt8(ascii: "e")) || cursor.take(UInt8(ascii: "E")) {
      if !cursor.take(UInt8(ascii: "+")) { _ = cursor.take(UInt8(ascii: "-")) }
      try digits()
    }
    return cursor.text(from: start)
  }

  private mutating func digits() throws(SyntaxError) {
    guard let first = cursor.next, first.isDigit else { throw unexpected("a digit") }
    cursor.skip(while: \.isDigit)
  }

  private mutating func skipSpace() { cursor.skip(while: \.isJSONSpace) }

  private func unexpected(_ expected: String) -> SyntaxError {
    SyntaxError("expected \(expected)", at: cursor.position)
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  var hexValue: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
