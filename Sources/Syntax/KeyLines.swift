/// A line of `authorized_keys` or of an ALLOWED SIGNERS file, as sshd(8) and ssh-keygen(1) have them.
package struct KeyLine: Hashable, Sendable {
  package struct Option: Hashable, Sendable {
    /// In lower case: names are compared so.
    package let name: String
    /// Without its quotes.
    package let value: String?
  }

  /// Who a key of ALLOWED SIGNERS is for; empty in `authorized_keys`.
  package let principals: String
  package let options: [Option]
  package let type: String
  package let key: String
  package let comment: String
  package let position: Position

  package enum Format: Sendable { case authorizedKeys, allowedSigners }

  package static func read(
    _ bytes: [UInt8],
    as format: Format,
    limits: SyntaxLimits = .init()
  ) throws(SyntaxError) -> [KeyLine] {
    let lines = try SourceLines(try SourceText.check(bytes, limits), limits)
    var budget = NodeBudget(limits.ofLines)
    var keys: [KeyLine] = []
    for number in 0..<lines.count {
      let line = trimmed(lines[number])
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let position = Position(line: number + 1, column: 1)
      try budget.spend(at: position)
      keys.append(try read(line, format, position))
    }
    return keys
  }

  private static func read(
    _ line: ArraySlice<UInt8>,
    _ format: Format,
    _ position: Position
  ) throws(SyntaxError) -> KeyLine {
    var rest = line
    let principals = format == .allowedSigners ? try field(&rest, position) : ""
    let beforeOptions = rest
    var type = try field(&rest, position)
    var options: [Option] = []
    if !isType(type) {
      rest = beforeOptions
      let text = try field(&rest, position)
      options = self.options(text)
      type = try field(&rest, position)
    }
    guard isType(type) else { throw SyntaxError("expected the type of a key", at: position) }
    let key = try field(&rest, position)
    guard !key.isEmpty else { throw SyntaxError("expected a key", at: position) }
    return KeyLine(
      principals: unquoted(principals),
      options: options,
      type: type,
      key: key,
      comment: String(decoding: rest, as: UTF8.self),
      position: position
    )
  }

  private static func isType(_ word: String) -> Bool {
    ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-", "webauthn-sk-"].contains { word.hasPrefix($0) }
  }

  /// Up to a blank that is not in double quotes.
  private static func field(
    _ text: inout ArraySlice<UInt8>,
    _ position: Position
  ) throws(SyntaxError) -> String {
    var end = text.startIndex
    var isQuoted = false
    while end < text.endIndex, isQuoted || !isBlank(text[end]) {
      if text[end] == UInt8(ascii: "\\"), isQuoted, end + 1 < text.endIndex {
        end += 1
      } else if text[end] == UInt8(ascii: "\"") {
        isQuoted.toggle()
      }
      end += 1
    }
    guard !isQuoted else { throw SyntaxError("a quote that does not end", at: position) }
    defer { text = text[end...].drop(while: isBlank) }
    return String(decoding: text[..<end], as: UTF8.self)
  }

  private static func options(_ text: String) -> [Option] {
    var options: [Option] = []
    var part = ""
    var isQuoted = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if scalar == ",", !isQuoted {
        options.append(option(part))
        part = ""
        continue
      }
      if scalar == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = scalar == "\\" && isQuoted && !isEscaped
      part.unicodeScalars.append(scalar)
    }
    options.append(option(part))
    return options
  }

  private static func option(_ text: String) -> Option {
    guard let sign = text.firstIndex(of: "=") else {
      return Option(name: text.lowercased(), value: nil)
    }
    return Option(
      name: text[..<sign].lowercased(),
      value: unquoted(String(text[text.index(after: sign)...]))
    )
  }

  private static func unquoted(_ text: String) -> String {
    guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast())
  }
}
