internal import GitObjects

/// A pattern whose only wildcard is `*`, for any bytes: e-mails, trailers, names.
///
/// Brackets are literal, since agents are called `name[bot]`. ASCII letters match in either case.
package struct Wildcard: Hashable, Sendable, CustomStringConvertible {
  package let text: [UInt8]
  private let lowercased: [UInt8]

  package init(_ text: [UInt8]) {
    self.text = text
    lowercased = ASCII.lowercased(text)
  }

  package init(_ text: String) { self.init(Array(text.utf8)) }

  package var description: String { Escaped.text(text) }

  package func matches(_ candidate: some Collection<UInt8>) -> Bool {
    Self.matches(lowercased, ASCII.lowercased(candidate))
  }

  /// Only the last star is ever gone back to: the work is at most the product of the two lengths.
  static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var (p, t) = (0, 0)
    var restart: (pattern: Int, text: Int)?
    while t < text.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        restart = (p + 1, t)
        p += 1
      } else if p < pattern.count, pattern[p] == text[t] {
        (p, t) = (p + 1, t + 1)
      } else if let (afterStar, from) = restart {
        restart = (afterStar, from + 1)
        (p, t) = (afterStar, from + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
