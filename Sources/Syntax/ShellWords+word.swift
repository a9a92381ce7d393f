extension ShellWords {
  /// One word from its first byte, which ends no command.
  mutating func word() throws(SyntaxError) -> ShellWord {
    let start = cursor.index
    var word = ShellWord(position: cursor.position)
    try budget.spend(at: word.position)
    while let byte = cursor.next, !Self.isBlank(byte), !Self.endsCommand(byte) {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        guard try processSubstitution(&word) else {
          word.raw = cursor.text(from: start)
          return word
        }
      case UInt8(ascii: "\\"): escaped(&word)
      case UInt8(ascii: "'"): try singleQuoted(&word)
      case UInt8(ascii: "\""): try doubleQuoted(&word)
      case UInt8(ascii: "$"), UInt8(ascii: "`"): try expansion(&word, isQuoted: false)
      default: plain(&word) { !Self.isSpecial($0) }
      }
    }
    word.raw = cursor.text(from: start)
    return word
  }

  /// `<(…)`; of a redirection `false`.
  private mutating func processSubstitution(_ word: inout ShellWord) throws(SyntaxError) -> Bool {
    guard cursor.peek(1) == UInt8(ascii: "(") else { return false }
    let start = cursor.index
    let position = cursor.position
    cursor.advance(by: 2)
    try substitution(from: position)
    word.parts.append(.opaque(cursor.text(from: start)))
    return true
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    isBlank(byte) || endsCommand(byte) || "\\'\"$`<>".utf8.contains(byte)
  }

  /// At least one byte, and all that follow and are as plain.
  private mutating func plain(_ word: inout ShellWord, while isPlain: (UInt8) -> Bool) {
    let start = cursor.index
    cursor.advance()
    cursor.skip(while: isPlain)
    word.append(cursor.bytes[start..<cursor.index])
  }

  private mutating func escaped(_ word: inout ShellWord) {
    cursor.advance()
    guard let byte = cursor.next else { return }
    if byte != UInt8(ascii: "\n") {
      word.isQuoted = true
      let start = cursor.index
      cursor.advance()
      cursor.skip { $0 & 0xC0 == 0x80 }
      word.append(cursor.bytes[start..<cursor.index])
    } else {
      cursor.advance()
    }
  }

  private mutating func singleQuoted(_ word: inout ShellWord) throws(SyntaxError) {
    let position = cursor.position
    word.isQuoted = true
    cursor.advance()
    let start = cursor.index
    cursor.skip { $0 != UInt8(ascii: "'") }
    word.append(cursor.bytes[start..<cursor.index])
    guard cursor.take(UInt8(ascii: "'")) else {
      throw SyntaxError("a quote that does not end", at: position)
    }
  }

  private mutating func doubleQuoted(_ word: inout ShellWord) throws(SyntaxError) {
    let position = cursor.position
    word.isQuoted = true
    cursor.advance()
    word.append([])
    while let byte = cursor.next {
      switch byte {
      case UInt8(ascii: "\""):
        cursor.advance()
        return
      case UInt8(ascii: "\\"):
        if let next = cursor.peek(1), "$`\"\\\n".utf8.contains(next) {
          escaped(&word)
        } else {
          plain(&word) { _ in false }
        }
      case UInt8(ascii: "$"), UInt8(ascii: "`"): try expansion(&word, isQuoted: true)
      default: plain(&word) { !"\"\\$`".utf8.contains($0) }
      }
    }
    throw SyntaxError("a quote that does not end", at: position)
  }

  private mutating func expansion(
    _ word: inout ShellWord,
    isQuoted: Bool
  ) throws(SyntaxError) {
    let start = cursor.index
    let position = cursor.position
    try budget.spend(at: position)
    if cursor.next == UInt8(ascii: "`") {
      try backquoted(position)
    } else if cursor.starts(with: "$((") {
      cursor.advance()
      try skipArithmetic()
    } else if cursor.starts(with: "$(") {
      cursor.advance(by: 2)
      try substitution(from: position)
    } else if cursor.starts(with: "${") {
      if let name = try braced(position) {
        word.parts.append(.variable(name))
        return
      }
    } else if !isQuoted, cursor.starts(with: "$'") {
      try ansiQuoted(position)
    } else if let next = cursor.peek(1), Self.isNameByte(next) || "@*#?-$!".utf8.contains(next) {
      cursor.advance(by: 2)
      if Self.isNameByte(next), !next.isDigit { cursor.skip(while: Self.isNameByte) }
      word.parts.append(.variable(String(cursor.text(from: start).dropFirst())))
      return
    } else {
      plain(&word) { _ in false }
      return
    }
    word.parts.append(.opaque(cursor.text(from: start)))
  }

  private mutating func backquoted(_ position: Position) throws(SyntaxError) {
    cursor.advance()
    let place = cursor.position
    var text: [UInt8] = []
    while let byte = cursor.next, byte != UInt8(ascii: "`") {
      if byte == UInt8(ascii: "\\"), let next = cursor.peek(1), "$`\\".utf8.contains(next) {
        cursor.advance()
      }
      if let byte = cursor.next { text.append(byte) }
      cursor.advance()
    }
    guard cursor.take(UInt8(ascii: "`")) else {
      throw SyntaxError("a substitution that does not end", at: position)
    }
    try commands(in: text, at: place)
  }

  /// `${NAME}`; of any other expansion `nil`, after its end.
  private mutating func braced(_ position: Position) throws(SyntaxError) -> String? {
    cursor.advance(by: 2)
    let start = cursor.index
    cursor.skip(while: Self.isNameByte)
    let name = cursor.text(from: start)
    if !name.isEmpty, cursor.take(UInt8(ascii: "}")) { return name }
    // What stands in for a missing value is a text of its own, with quotes and substitutions.
    var value = ShellWord(position: position)
    var open = 1
    while let byte = cursor.next {
      switch byte {
      case UInt8(ascii: "}"):
        cursor.advance()
        open -= 1
        if open == 0 { return nil }
      case UInt8(ascii: "{"):
        cursor.advance()
        open += 1
      case UInt8(ascii: "\\"): escaped(&value)
      case UInt8(ascii: "'"): try singleQuoted(&value)
      case UInt8(ascii: "\""): try nestedQuote(&value, position)
      case UInt8(ascii: "$"), UInt8(ascii: "`"): try nestedExpansion(&value, position)
      default: cursor.advance()
      }
    }
    throw SyntaxError("an expansion that does not end", at: position)
  }

  private mutating func nestedQuote(
    _ word: inout ShellWord,
    _ position: Position
  ) throws(SyntaxError) {
    try deeper(position)
    try doubleQuoted(&word)
    depth -= 1
  }

  private mutating func nestedExpansion(
    _ word: inout ShellWord,
    _ position: Position
  ) throws(SyntaxError) {
    try deeper(position)
    try expansion(&word, isQuoted: false)
    depth -= 1
  }

  private mutating func deeper(_ position: Position) throws(SyntaxError) {
    depth += 1
    try budget.check(depth: depth, at: position)
  }

  private mutating func ansiQuoted(_ position: Position) throws(SyntaxError) {
    cursor.advance(by: 2)
    while let byte = cursor.next {
      cursor.advance(by: byte == UInt8(ascii: "\\") ? 2 : 1)
      if byte == UInt8(ascii: "'") { return }
    }
    throw SyntaxError("a quote that does not end", at: position)
  }

  /// From `((` to the parentheses that close it.
  mutating func skipArithmetic() throws(SyntaxError) {
    let position = cursor.position
    var open = 0
    while let byte = cursor.next {
      cursor.advance()
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") {
        open -= 1
        if open == 0 { return }
      }
    }
    throw SyntaxError("arithmetic that does not end", at: position)
  }
}
