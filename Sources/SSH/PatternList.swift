/// A comma-separated list of patterns as OpenSSH's `match_pattern_list` reads it: `*` and `?`, and
/// a leading `!` for what is excluded, wherever in the list it stands.
package struct PatternList: Hashable, Sendable {
  package let patterns: [[UInt8]]

  package init(_ text: [UInt8]) {
    patterns = text.split(separator: UInt8(ascii: ",")).map { Array($0) }
  }

  package func matches(_ text: [UInt8]) -> Bool {
    var isMatched = false
    for pattern in patterns {
      if pattern.first == UInt8(ascii: "!") {
        if Self.matches(pattern.dropFirst(), text) { return false }
      } else {
        isMatched = isMatched || Self.matches(pattern[...], text)
      }
    }
    return isMatched
  }

  /// Goes back to the last `*` alone, so that no pattern takes more than length times length steps.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ text: [UInt8]) -> Bool {
    var position = pattern.startIndex
    var index = 0
    var retry: (position: Int, index: Int)?
    while index < text.count {
      if position < pattern.endIndex, pattern[position] == UInt8(ascii: "*") {
        position += 1
        retry = (position, index)
      } else if position < pattern.endIndex,
        pattern[position] == UInt8(ascii: "?") || pattern[position] == text[index]
      {
        position += 1
        index += 1
      } else if let last = retry {
        retry = (last.position, last.index + 1)
        (position, index) = (last.position, last.index + 1)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
