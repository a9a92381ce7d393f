// How everything reads that countersign prints for people: the rules in full; CONTRIBUTING.md has them in short.
//
//   - Lower case, no full stop, what is wrong first, names in single quotes, ids followed by a blank.
//   - `countersign: ` begins every line but one: a command to copy stands on a line of its own, after
//     four blanks, and is never broken, however long it is.
//   - 72 columns: git puts `remote: ` before what a hook says, and terminals have 80.
//   - A hint stands by itself; a command inside a sentence ('git fetch') is not broken either.
//   - At most ten of anything, then `… and 12 more`.
//   - Plain text: no colour, no control characters; what strangers wrote comes in escaped.
//   - The last line says what became of it.

/// Lines for people, by the rules above.
package struct Page: Sendable {
  package static let most = 10
  private static let width = 72

  private var lines: [String] = []
  private let prefix: String

  /// - Parameter prefix: what a host wants before each line; it strips that, so it takes no room.
  package init(prefix: String = "") { self.prefix = prefix }

  package var text: String {
    // What strangers wrote never holds a no-break space: it would have been escaped.
    lines.map { "\(prefix)\($0)\n" }.joined().split(separator: "\u{A0}").joined(separator: " ")
  }

  /// Adds a paragraph; its later lines are indented by four more than its first.
  package mutating func add(_ text: String, indent: Int = 0) {
    let lead = "countersign: " + String(repeating: " ", count: indent)
    var line = lead
    var isEmpty = true
    for word in Self.words(of: text) {
      if !isEmpty, Self.columns(line) + 1 + Self.columns(word) > Self.width {
        lines.append(line)
        line = lead + "    "
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    lines.append(line)
  }

  /// Two words that stay on one line: the space between them is replaced where a line ends, and not here.
  package static func together(_ words: String) -> String {
    words.split(separator: " ").joined(separator: "\u{A0}")
  }

  package mutating func hint(_ text: String) { add("hint: \(text)") }

  /// Adds a command to copy.
  package mutating func command(_ text: String) { lines.append("    \(text)") }

  /// Adds the first ten of some items, and how many more there are.
  package mutating func list(_ items: some Collection<String>, indent: Int) {
    for item in items.prefix(Self.most) { add(item, indent: indent) }
    if items.count > Self.most { add("… and \(items.count - Self.most) more", indent: indent) }
  }

  /// The words of a sentence; what stands in single quotes is one, so that a command is not broken.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var isOpen = false
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if isOpen, let last = words.popLast() {
        words.append("\(last) \(word)")
      } else {
        words.append(String(word))
      }
      let quotes = word.count { $0 == "'" }
      if isOpen {
        isOpen = quotes == 0
      } else {
        isOpen = word.drop { $0 == "(" }.first == "'" && quotes == 1
      }
    }
    return words
  }

  private static func columns(_ text: String) -> Int { text.unicodeScalars.count }
}

/// Words for people.
package enum Phrase {
  /// `a, b and c`; at most ten, then how many more.
  package static func list(_ items: [String], or: Bool = false) -> String {
    guard items.count <= Page.most else {
      let shown = items.prefix(Page.most).joined(separator: ", ")
      return "\(shown) … and \(items.count - Page.most) more"
    }
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + (or ? " or " : " and ") + last
  }

  /// A number of things: `1 commit`, `2 commits`.
  package static func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
