import Syntax

extension Parser {
  /// Attributes, indexes and splats that are taken of a term.
  mutating func traversal(of source: Expression) throws(SyntaxError) -> Expression {
    var value = source
    while true {
      try skipBlanks()
      if byte == UInt8(ascii: "."), byte(after: 1) != UInt8(ascii: ".") {
        offset += 1
        try skipBlanks()
        value =
          byte == UInt8(ascii: "*")
          ? try attributeSplat(of: value) : try attribute(of: value)
      } else if byte == UInt8(ascii: "[") {
        guard let taken = try index(of: value) else { return try fullSplat(of: value) }
        value = taken
      } else {
        return value
      }
    }
  }

  private mutating func attribute(of source: Expression) throws(SyntaxError) -> Expression {
    let start = position
    if let byte, isDigit(byte) {
      let from = offset
      skipDigits()
      // Before 0.12 a name may begin with digits.
      if isOld, atName {
        offset += nameLength
        let name = String(decoding: bytes[from..<offset], as: UTF8.self)
        return try node(.attribute(source, name), at: source.position)
      }
      let digits = String(decoding: bytes[from..<offset], as: UTF8.self)
      let index = try node(.number(digits), at: start)
      return try node(.index(source, index), at: source.position)
    }
    return try node(.attribute(source, try name("an attribute's name")), at: source.position)
  }

  /// Only attributes go on within `.*`.
  private mutating func attributeSplat(of source: Expression) throws(SyntaxError) -> Expression {
    offset += 1
    var each = try node(.splatItem, at: position)
    try skipBlanks()
    while byte == UInt8(ascii: "."), byte(after: 1) != UInt8(ascii: "."),
      byte(after: 1) != UInt8(ascii: "*")
    {
      offset += 1
      try skipBlanks()
      each = try attribute(of: each)
      try skipBlanks()
    }
    return try node(.splat(source, each: each), at: source.position)
  }

  /// `nil` where it is `[*]`, which it then is behind.
  private mutating func index(of source: Expression) throws(SyntaxError) -> Expression? {
    let key: Expression? = try within("]", "after an index") { parser throws(SyntaxError) in
      guard parser.byte == UInt8(ascii: "*") else { return try parser.expression() }
      parser.offset += 1
      return nil
    }
    return try key.map { (key) throws(SyntaxError) in
      try node(.index(source, key), at: source.position)
    }
  }

  /// Everything behind `[*]` is taken of each.
  private mutating func fullSplat(of source: Expression) throws(SyntaxError) -> Expression {
    try enter()
    defer { depth -= 1 }
    let item = try node(.splatItem, at: position)
    return try node(.splat(source, each: try traversal(of: item)), at: source.position)
  }
}
