/// JSON that a template engine completes: `${…}`, `{{ … }}` and `<%= … %>` stand for a value, or for a part of a
/// string.
///
/// What stands for a whole value is read as a string of its own spelling. Which of the three means something, and
/// which is plain text, depends on the engine, so each is read only where both come to the same: names and calls,
/// without a quote or a brace that could end what they stand in. Whatever makes text come and go (loops,
/// conditions, comments) is an error, in strings, too.
package enum JSONTemplate {
  package static func read(_ bytes: [UInt8], limits: SyntaxLimits = SyntaxLimits())
    throws(SyntaxError) -> Node
  {
    var quoter = Quoter(bytes)
    return try JSONReader.read(try quoter.quoted(), limits: limits)
  }
}

/// Puts what stands for a whole value in quotes; lines stay what they are.
private struct Quoter {
  private let bytes: [UInt8]
  private var position = 0
  private var result: [UInt8] = []
  private var isQuoted = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func quoted() throws(SyntaxError) -> [UInt8] {
    result.reserveCapacity(bytes.count)
    while position < bytes.count {
      if let end = try endOfMark() {
        if !isQuoted { result.append(UInt8(ascii: "\"")) }
        result += bytes[position..<end]
        if !isQuoted { result.append(UInt8(ascii: "\"")) }
        position = end
        continue
      }
      if bytes[position] == UInt8(ascii: "\\"), isQuoted, position + 1 < bytes.count {
        result.append(bytes[position])
        position += 1
      } else if bytes[position] == UInt8(ascii: "\"") {
        isQuoted.toggle()
      }
      result.append(bytes[position])
      position += 1
    }
    return result
  }

  /// Where the mark ends that begins here; `nil` where none does.
  private func endOfMark() throws(SyntaxError) -> Int? {
    guard let opening = Self.openings.first(where: { begins($0.begin) }) else { return nil }
    let start = position + opening.begin.count
    let length = bytes[start...].prefix(while: Self.isPlain).count
    guard let end = opening.end, bytes[(start + length)...].starts(with: end),
      !Self.decides(bytes[start..<(start + length)])
    else {
      let line = bytes[..<position].count { $0 == UInt8(ascii: "\n") } + 1
      throw SyntaxError(
        "a template does more here than name a value",
        at: Position(line: line, column: 1)
      )
    }
    return start + length + end.count
  }

  private func begins(_ text: [UInt8]) -> Bool {
    bytes[position] == text[0] && bytes[position...].starts(with: text)
  }

  /// Those without an end are never read.
  private static let openings: [(begin: [UInt8], end: [UInt8]?)] = [
    ("${", "}"), ("{{", "}}"), ("<%=", "%>"), ("<%", nil), ("%{", nil), ("{%", nil), ("{#", nil),
  ].map { begin, end in (Array(begin.utf8), end.map { Array($0.utf8) }) }

  private static func isPlain(_ byte: UInt8) -> Bool {
    isOfWord(byte) || " .,()[]|-:$".utf8.contains(byte)
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte.isDigit || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  /// Whether its first word decides what of the text counts.
  private static func decides(_ mark: ArraySlice<UInt8>) -> Bool {
    let word = mark.drop { !isOfWord($0) }.prefix(while: isOfWord)
    return deciding.contains(String(decoding: word, as: UTF8.self))
  }

  private static let deciding: Set<String> = [
    "if", "else", "end", "range", "with", "define", "block", "template", "include", "break",
    "continue", "for", "unless", "each",
  ]
}
