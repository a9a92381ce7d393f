import Syntax

extension Parser {
  mutating func file() throws(SyntaxError) -> Body {
    let body = try body()
    guard byte == nil else { throw failure("expected a block or an argument, found \(found)") }
    return body
  }

  /// Attributes and blocks up to a brace that closes, or the end.
  private mutating func body() throws(SyntaxError) -> Body {
    var body = Body()
    var names: Set<String> = []
    try skipLines()
    while atName || isOld && byte == UInt8(ascii: "\"") {
      let start = position
      let name = try itemName()
      try skipBlanks()
      if byte == UInt8(ascii: "="), byte(after: 1) != UInt8(ascii: "=") {
        if !names.insert(name).inserted {
          guard isOld else { throw SyntaxError("the argument '\(name)' stands twice", at: start) }
          body.attributes.removeAll { $0.name == name }
        }
        offset += 1
        try skipBlanks()
        let value = try expression()
        body.attributes.append(Attribute(name: name, position: start, value: value))
      } else {
        body.blocks.append(try block(name, at: start))
      }
      try endItem()
    }
    return body
  }

  private mutating func itemName() throws(SyntaxError) -> String {
    if byte == UInt8(ascii: "\"") { return try label() }
    var name = try name("a name")
    while isOld, byte == UInt8(ascii: ".") {
      offset += 1
      name += "." + (try self.name("a name"))
    }
    return name
  }

  /// After an attribute or a block the line ends, or the block does.
  private mutating func endItem() throws(SyntaxError) {
    try skipBlanks()
    if byte == nil || byte == UInt8(ascii: "}") && depth > 0 { return }
    guard atNewline else { throw failure("expected the end of the line, found \(found)") }
    try skipLines()
  }

  private mutating func block(_ type: String, at start: Position) throws(SyntaxError) -> Block {
    try enter()
    defer { depth -= 1 }
    var labels: [String] = []
    while byte != UInt8(ascii: "{") {
      if byte == UInt8(ascii: "\"") {
        labels.append(try label())
      } else {
        labels.append(try name("'=', '{' or a label after '\(type)'"))
      }
      guard labels.count <= limits.depth else { throw failure("more than \(limits.depth) labels") }
      try skipBlanks()
    }
    offset += 1
    let body = try body()
    try expect("}", "at the end of block '\(type)'")
    nodes += 1
    guard nodes <= limits.nodes else { throw failure("more than \(limits.nodes) values") }
    return Block(type: type, labels: labels, position: start, body: body)
  }

  private mutating func label() throws(SyntaxError) -> String {
    let start = position
    offset += 1
    let parts = try template(until: .quote)
    switch parts.count {
    case 0: return ""
    case 1: if case .literal(let text) = parts[0] { return text }
    default: break
    }
    throw SyntaxError("a label with an interpolation", at: start)
  }
}
