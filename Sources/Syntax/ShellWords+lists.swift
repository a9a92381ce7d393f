extension ShellWords {
  /// Whether `NAME=` stands right in front of `(`.
  func isArray(_ place: Int) -> Bool {
    guard cursor.next == UInt8(ascii: "("), cursor.index > 0,
      cursor.bytes[cursor.index - 1] == UInt8(ascii: "=")
    else { return false }
    let command = commands[place]
    if command.words.isEmpty { return command.assignments.last?.value.raw.hasSuffix("=") == true }
    let declares = ["local", "declare", "typeset", "readonly", "export"]
    return declares.contains(command.name ?? "") && command.words.count > 1
      && command.words.last?.raw.hasSuffix("=") == true
  }

  /// Whether `[[` is open on this line: up to `]]` its signs compare, and end no command.
  func isTest(_ place: Int, _ byte: UInt8) -> Bool {
    let command = commands[place]
    guard let first = command.words.first, first.raw == "[[", command.assignments.isEmpty else {
      return false
    }
    return command.words.last?.raw != "]]" && byte != UInt8(ascii: "\n")
      && byte != UInt8(ascii: ";")
  }

  /// The items of `NAME=(a b)` are words, not commands.
  mutating func array() throws(SyntaxError) {
    cursor.advance()
    while let byte = cursor.next, byte != UInt8(ascii: ")") {
      let start = cursor.index
      if byte == UInt8(ascii: "#") {
        cursor.skip { $0 != UInt8(ascii: "\n") }
      } else if !Self.isBlank(byte), !Self.endsCommand(byte) {
        _ = try word()
      }
      if cursor.index == start { cursor.advance() }
    }
    cursor.advance()
  }
}
