import Syntax

extension Parser {
  mutating func object() throws(SyntaxError) -> Expression {
    let start = position
    let matter = newlinesMatter
    defer { newlinesMatter = matter }
    offset += 1
    try skipLines()
    if atWord("for") {
      newlinesMatter = false
      let made = try loop(makesObject: true, at: start)
      try skipBlanks()
      try expect("}", "at the end of an object")
      return made
    }
    newlinesMatter = true
    var items: [Expression.Item] = []
    while byte != UInt8(ascii: "}") {
      items.append(try item())
      try skipBlanks()
      if byte == UInt8(ascii: ",") {
        offset += 1
      } else if !atNewline {
        break
      }
      try skipLines()
    }
    try expect("}", "at the end of an object")
    return try node(.object(items), at: start)
  }

  private mutating func item() throws(SyntaxError) -> Expression.Item {
    let start = position
    let isWord = atName
    var key = try expression()
    if isWord, case .variable(let word) = key.value {
      key = try node(.template([.literal(word)]), at: start)
    }
    try skipBlanks()
    guard byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") else {
      throw failure("expected '=' or ':' after a key, found \(found)")
    }
    offset += 1
    try skipBlanks()
    return Expression.Item(key: key, value: try expression())
  }

  /// From `for` to before the bracket that closes.
  mutating func loop(makesObject: Bool, at start: Position) throws(SyntaxError) -> Expression {
    offset += 3
    let (keyName, valueName, collection) = try loopHead()
    try skipBlanks()
    try expect(":", "in a for expression")
    try skipBlanks()
    var key: Expression?
    var value = try expression()
    try skipBlanks()
    if makesObject {
      guard starts(with: "=>") else {
        throw failure("expected '=>' in a for expression, found \(found)")
      }
      offset += 2
      try skipBlanks()
      key = value
      value = try expression()
      try skipBlanks()
    }
    let groups = makesObject && starts(with: "...")
    if groups {
      offset += 3
      try skipBlanks()
    }
    var condition: Expression?
    if atWord("if") {
      offset += 2
      try skipBlanks()
      condition = try expression()
    }
    let loop = Expression.Loop(
      keyName: keyName,
      valueName: valueName,
      collection: collection,
      key: key,
      value: value,
      condition: condition,
      groups: groups
    )
    return try node(.loop(loop), at: start)
  }

  /// `key, value in collection`.
  mutating func loopHead() throws(SyntaxError) -> (String?, String, Expression) {
    try skipBlanks()
    var key: String?
    var value = try name("a name after 'for'")
    try skipBlanks()
    if byte == UInt8(ascii: ",") {
      offset += 1
      try skipBlanks()
      key = value
      value = try name("a second name after 'for'")
      try skipBlanks()
    }
    guard atWord("in") else { throw failure("expected 'in' after 'for', found \(found)") }
    offset += 2
    try skipBlanks()
    return (key, value, try expression())
  }
}
