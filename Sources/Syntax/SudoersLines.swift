/// The entries of a sudoers file, as sudo's lexer takes them: without comments, continued lines as one.
struct SudoersLines {
  private(set) var entries: [(text: SudoersText, position: Position)] = []

  private var text: [UInt8] = []
  private var isQuoted = false

  init(_ lines: SourceLines) throws(SyntaxError) {
    var start: Position?
    for number in 0..<lines.count {
      let position = start ?? Position(line: number + 1, column: 1)
      let goesOn = try take(lines.plain(number), Position(line: number + 1, column: 1))
      start = goesOn ? position : nil
      if !goesOn { close(position) }
    }
    if let start { close(start) }
  }

  private mutating func close(_ position: Position) {
    let entry = SudoersText(text)
    if !entry.isEmpty { entries.append((entry, position)) }
    text = []
  }

  /// Whether the next line goes on with this one: after a backslash that is not in a comment.
  ///
  /// A comment ends where its line does, so that a backslash at its end cannot take a rule out of sight.
  private mutating func take(
    _ line: ArraySlice<UInt8>,
    _ position: Position
  ) throws(SyntaxError) -> Bool {
    var isEscaped = false
    for place in line.indices {
      let byte = line[place]
      if isEscaped {
        isEscaped = false
        // Blanks between the backslash and the end of the line do not count.
        if isBlank(byte), line[place...].allSatisfy(isBlank) {
          text.removeLast()
          return true
        }
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: "#"), beginsComment(line[place...]) {
        guard !isQuoted || isSetting else {
          throw SyntaxError("a '#' within quotes, which may begin a comment", at: position)
        }
        if !isQuoted { return false }
      }
      text.append(byte)
    }
    if isEscaped {
      text.removeLast()
      return true
    }
    guard !isQuoted else { throw SyntaxError("a quote that does not end", at: position) }
    return false
  }

  /// `#` begins a comment unless a user's or group's number or an `include` follows.
  private func beginsComment(_ rest: ArraySlice<UInt8>) -> Bool {
    let after = rest.dropFirst()
    let number = after.first == UInt8(ascii: "-") ? after.dropFirst() : after
    if number.first?.isDigit ?? false { return false }
    return !text.allSatisfy(isBlank) || !after.starts(with: "include".utf8)
  }

  /// Only there a text in quotes is one, whatever stands in it.
  private var isSetting: Bool { text.drop(while: isBlank).starts(with: "Defaults".utf8) }
}
