/// The lines of a text, without their ends.
struct SourceLines {
  private let lines: [ArraySlice<UInt8>]

  /// As many lines as values at most: an empty line costs as much as a full one.
  init(_ bytes: [UInt8], _ limits: SyntaxLimits) throws(SyntaxError) {
    try Self.check(bytes, limits)
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0
    }
  }

  static func check(_ bytes: [UInt8], _ limits: SyntaxLimits) throws(SyntaxError) {
    guard bytes.count(where: { $0 == UInt8(ascii: "\n") }) < limits.nodes else {
      throw SyntaxError("more than \(limits.nodes) lines", at: SourceText.start)
    }
  }

  var count: Int { lines.count }
  subscript(index: Int) -> ArraySlice<UInt8> { lines[index] }

  /// The line, where nothing within it ends it for the program that reads it, and not for whoever looks at a
  /// difference.
  func plain(_ index: Int) throws(SyntaxError) -> ArraySlice<UInt8> {
    guard !lines[index].contains(where: { $0 == 0 || $0 == UInt8(ascii: "\r") }) else {
      throw SyntaxError(
        "a carriage return or NUL within a line",
        at: Position(line: index + 1, column: 1)
      )
    }
    return lines[index]
  }

  /// Whether a byte of a line is a blank.
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

func isBlank(_ byte: UInt8) -> Bool { SourceLines.isBlank(byte) }

/// The text without the blanks around it.
func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let start = text.drop(while: isBlank)
  guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start }
  return start[...last]
}
