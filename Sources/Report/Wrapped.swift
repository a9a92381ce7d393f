/// Lines of at most 72 columns: git puts `remote: ` before them, and terminals have 80.
struct Wrapped {
  private(set) var lines: [String] = []
  private let prefix: String
  private static let width = 72

  init(prefix: String) { self.prefix = prefix }

  /// Adds a paragraph; its later lines are indented by two more than its first.
  mutating func add(_ text: String, indent: Int = 0) {
    let lead = prefix + "countersign: " + String(repeating: " ", count: indent)
    var line = lead
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.unicodeScalars.count + 1 + word.unicodeScalars.count > Self.width {
        lines.append(line)
        line = lead + "  "
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    lines.append(line)
  }

  var text: String { lines.map { $0 + "\n" }.joined() }
}
