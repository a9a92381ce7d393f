import Syntax

/// The named templates of one side of a file.
struct HelperText {
  struct Definition {
    let lines: [String]
    let line: Int

    /// The lines that only one of them has; `nil` where nothing hangs on any of them.
    func difference(from other: Definition?, named name: String) -> [String]? {
      let before = other?.lines ?? []
      let changed = lines.difference(from: before).map { step in
        switch step {
        case .insert(_, let line, _), .remove(_, let line, _): line
        }
      }
      let last = name.split { $0 == "." || $0 == "/" }.last.map(String.init) ?? name
      let isPlain = Self.plain.contains(last.lowercased())
      let told = isPlain ? changed.filter(Self.isHeld) : changed
      return told.isEmpty ? nil : [name] + told
    }

    /// What charts have these for: names and labels of objects.
    private static let plain: Set<String> = [
      "labels", "selectorlabels", "chart", "name", "fullname", "matchlabels", "commonlabels",
      "standardlabels", "version", "annotations",
    ]

    private static func isHeld(_ line: String) -> Bool {
      guard let colon = line.lastIndex(of: ":") else { return false }
      let key = line[..<colon]
      if key.hasSuffix("}}") { return true }
      return !key.contains("{{") && PowerMarks.areHeld(key.filter { $0 != "\"" && $0 != "'" })
    }
  }

  private(set) var definitions: [String: Definition] = [:]
  /// Actions that define nothing, without comments.
  private(set) var others: [String] = []
  /// Whether nothing stands around the actions.
  let hasOnlyActions: Bool

  init(_ bytes: [UInt8]?) throws(SyntaxError) {
    guard let bytes, Templates.arePresent(in: bytes) else {
      hasOnlyActions = bytes?.allSatisfy { $0 <= 0x20 } ?? true
      return
    }
    let templates = try Templates.takeOut(of: bytes)
    hasOnlyActions = templates.bytes.allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: "-") }
    for action in templates.actions {
      let text = action.text.drop { "{-% \t\n".contains($0) }
      if text.hasPrefix("define") {
        let parts = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { continue }
        definitions[String(parts[1])] = Definition(
          lines: Self.lines(String(parts[2])),
          line: action.position.line
        )
      } else if !text.hasPrefix("/*") {
        others.append(action.text.split { $0.isWhitespace }.joined(separator: " "))
      }
    }
  }

  /// Without comments, and however far they stand in.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.split { $0.isWhitespace }.joined(separator: " ") }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") && !($0.hasPrefix("{{") && $0.contains("/*")) }
  }
}
