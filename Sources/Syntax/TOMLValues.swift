/// Reads the keys and values of a TOML text.
struct TOMLValues {
  var cursor: Cursor
  private(set) var budget: NodeBudget

  init(cursor: Cursor, budget: NodeBudget) {
    self.cursor = cursor
    self.budget = budget
  }

  mutating func value(depth: Int) throws(SyntaxError) -> Node {
    let position = cursor.position
    try budget.spend(at: position)
    switch cursor.next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return Node(.string(try TOMLString.read(&cursor, mayHoldLines: true)), at: position)
    case UInt8(ascii: "["):
      try budget.check(depth: depth, at: position)
      return Node(.array(try items(depth: depth)), at: position)
    case UInt8(ascii: "{"):
      try budget.check(depth: depth, at: position)
      return try inlineTable(depth: depth)
    default: return try TOMLScalar.read(&cursor)
    }
  }

  /// `a . "b".c`, and the blanks behind it.
  mutating func keyPath() throws(SyntaxError) -> [TOMLKey] {
    var path: [TOMLKey] = []
    repeat {
      skipSpace()
      path.append(try key())
      try budget.check(depth: path.count, at: cursor.position)
      skipSpace()
    } while cursor.take(UInt8(ascii: "."))
    return path
  }

  private mutating func key() throws(SyntaxError) -> TOMLKey {
    let position = cursor.position
    try budget.spend(at: position)
    if cursor.next == UInt8(ascii: "\"") || cursor.next == UInt8(ascii: "'") {
      let name = try TOMLString.read(&cursor, mayHoldLines: false)
      return TOMLKey(name: name, position: position)
    }
    let start = cursor.index
    cursor.skip(while: Self.isBare)
    guard cursor.index > start else { throw SyntaxError("expected a key", at: position) }
    return TOMLKey(name: cursor.text(from: start), position: position)
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z") where byte >= 0x41: true
    default: byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
  }

  private mutating func items(depth: Int) throws(SyntaxError) -> [Node] {
    var items: [Node] = []
    cursor.advance()
    while true {
      try skipLines()
      if cursor.take(UInt8(ascii: "]")) { return items }
      items.append(try value(depth: depth + 1))
      try skipLines()
      if cursor.take(UInt8(ascii: "]")) { return items }
      guard cursor.take(UInt8(ascii: ",")) else {
        throw SyntaxError("expected ',' or ']'", at: cursor.position)
      }
    }
  }

  private mutating func inlineTable(depth: Int) throws(SyntaxError) -> Node {
    let position = cursor.position
    var table = TOMLTables(budget: NodeBudget(budget.limits))
    cursor.advance()
    skipSpace()
    if cursor.take(UInt8(ascii: "}")) { return Node(.object([]), at: position) }
    while true {
      let path = try keyPath()
      try expect(UInt8(ascii: "="))
      skipSpace()
      let place = try table.enter(dotted: path, in: TOMLTables.root)
      let value = try value(depth: depth + table.depth(of: place))
      try table.set(path[path.count - 1], to: value, in: place)
      skipSpace()
      if cursor.take(UInt8(ascii: "}")) { return Node(table.node().value, at: position) }
      guard cursor.take(UInt8(ascii: ",")) else {
        throw SyntaxError("expected ',' or '}'", at: cursor.position)
      }
    }
  }

  mutating func skipSpace() { cursor.skip { $0 == 0x20 || $0 == 0x09 } }

  mutating func expect(_ byte: UInt8, isNext: Bool = false) throws(SyntaxError) {
    if !isNext { skipSpace() }
    guard cursor.take(byte) else {
      throw SyntaxError("expected '\(Unicode.Scalar(byte))'", at: cursor.position)
    }
  }

  /// A comment, and the end of the line or of the text.
  mutating func endLine() throws(SyntaxError) {
    skipSpace()
    try skipComment()
    guard try newline() || cursor.isAtEnd else {
      throw SyntaxError("expected the end of the line", at: cursor.position)
    }
  }

  private mutating func skipLines() throws(SyntaxError) {
    repeat {
      skipSpace()
      try skipComment()
    } while try newline()
  }

  private mutating func newline() throws(SyntaxError) -> Bool {
    if cursor.starts(with: "\r\n") { cursor.advance() }
    return cursor.take(UInt8(ascii: "\n"))
  }

  private mutating func skipComment() throws(SyntaxError) {
    guard cursor.next == UInt8(ascii: "#") else { return }
    cursor.skip { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
    guard cursor.isAtEnd || cursor.next == UInt8(ascii: "\n") || cursor.starts(with: "\r\n") else {
      throw SyntaxError("a control character in a comment", at: cursor.position)
    }
  }
}
