internal import Clibyaml

/// Turns libyaml's marks, which count characters, into positions, which count bytes.
struct YAMLLines {
  private let bytes: [UInt8]
  private var starts: [Int] = [0]
  private let isASCII: Bool
  /// The last place that was asked for: marks mostly come in the text's order.
  private var last = (line: 0, characters: 0, bytes: 0)

  /// Refuses what YAML 1.1 takes for the end of a line and YAML 1.2 does not.
  init(_ bytes: [UInt8]) throws(SyntaxError) {
    self.bytes = bytes
    isASCII = bytes.allSatisfy { $0 < 0x80 }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0: throw failure("a NUL byte", index)
      case UInt8(ascii: "\n"): starts.append(index + 1)
      case UInt8(ascii: "\r") where index + 1 >= bytes.count || bytes[index + 1] != 0x0A:
        throw failure("a carriage return within a line", index)
      case 0xC2 where bytes[index + 1] == 0x85, 0xE2 where isSeparator(index):
        throw failure("a line break that not all programs take for one", index)
      case 0xEF where bytes[(index + 1)...].starts(with: [0xBB, 0xBF]):
        throw failure("a byte order mark within the text", index)
      default: break
      }
    }
  }

  mutating func position(_ mark: yaml_mark_t) -> Position {
    let line = mark.line
    // libyaml puts the end of the text on a line of its own.
    guard line < starts.count else { return position(at: bytes.count) }
    guard !isASCII else { return Position(line: line + 1, column: mark.column + 1) }
    if line != last.line || mark.column < last.characters { last = (line, 0, 0) }
    let start = starts[line]
    while last.characters < mark.column, start + last.bytes < bytes.count {
      last.bytes += 1
      while start + last.bytes < bytes.count, bytes[start + last.bytes] & 0xC0 == 0x80 {
        last.bytes += 1
      }
      last.characters += 1
    }
    return Position(line: line + 1, column: last.bytes + 1)
  }

  func position(at offset: Int) -> Position {
    let line = starts.lastIndex { $0 <= offset } ?? 0
    return Position(line: line + 1, column: offset - starts[line] + 1)
  }

  /// Whether the tag that a value begins with ends at a blank, by every reader's grammar.
  ///
  /// `[!a, b]` is two values under YAML 1.2, and one with the tag `!a,` for readers of 1.1.
  func hasPlainTag(at position: Position) -> Bool {
    var rest = bytes[min(starts[position.line - 1] + position.column - 1, bytes.count)...]
    while let first = rest.first, first != UInt8(ascii: "!") {
      guard first == UInt8(ascii: "&") else { return true }
      rest = rest.drop { !$0.isYAMLSpace }.drop(while: \.isYAMLSpace)
    }
    if rest.starts(with: "!<".utf8) {
      rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
      return rest.first?.isYAMLSpace ?? true
    }
    return !rest.prefix { !$0.isYAMLSpace }.contains { ",[]{}".utf8.contains($0) }
  }

  private func isSeparator(_ index: Int) -> Bool {
    bytes[index + 1] == 0x80 && (bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9)
  }

  private func failure(_ reason: String, _ index: Int) -> SyntaxError {
    SyntaxError(reason, at: position(at: index))
  }
}

extension UInt8 {
  fileprivate var isYAMLSpace: Bool {
    self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D
  }
}
