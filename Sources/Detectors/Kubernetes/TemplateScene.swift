import Syntax

/// An action of a template that decides over lines, and what it decides over.
struct TemplateScene {
  enum Deed {
    /// `if`, `range`, `else`, `end`: what it covers counts or not.
    case condition
    /// Gives a variable a value for what follows.
    case assignment
    /// Writes lines, of which only the values tell.
    case output
    /// Text that other actions write.
    case definition
  }

  let text: String
  let deed: Deed
  let line: Int
  /// The same for an action that decides over the same in another text.
  let words: String
  /// What it may decide over.
  let lines: ClosedRange<Int>
  /// Whether what it decides over is nothing that a rule looks at.
  let isHarmless: Bool
  let isClosing: Bool

  /// `nil` for a comment.
  init?(_ action: Templates.Action, in layout: TemplateLayout) {
    guard !["{{/*", "{{- /*", "{#"].contains(where: action.text.hasPrefix) else { return nil }
    let word = Self.word(of: action.text)
    let place = action.position.line
    let next = layout.nextLine(after: place)
    deed = Self.deed(word, action.text)
    text = Self.normal(action.text)
    line = place
    isClosing = word.hasPrefix("end") || word == "else"
    words =
      deed == .definition
      ? action.text
      : Self.trimmed(action.text, layout, place, next) + "\u{0}"
        + (next.map(layout.words) ?? "")
    switch deed {
    case .condition: lines = action.lines
    case .assignment: lines = place...max(place, layout.lastLine)
    case .output, .definition: lines = place...place
    }
    isHarmless = Self.isHarmless(action, deed, layout)
  }

  private static func isHarmless(
    _ action: Templates.Action,
    _ deed: Deed,
    _ layout: TemplateLayout
  ) -> Bool {
    let depth: Int?
    switch deed {
    case .condition:
      if let keys = layout.keys(within: action.lines) {
        return keys.above.contains(where: harmless.contains)
          || keys.own.allSatisfy(harmless.contains)
      }
      depth = action.position.column - 1
    case .output: depth = indentation(action.text)
    case .assignment, .definition: depth = nil
    }
    guard let depth else { return false }
    return layout.keys(above: action.position.line, indentation: depth)
      .contains(where: harmless.contains)
  }

  private static func word(of action: String) -> String {
    let inside = action.dropFirst(2).drop { "-+ \t\r\n".contains($0) }
    return String(inside.prefix { $0.isASCII && $0.isLetter })
  }

  private static func deed(_ word: String, _ action: String) -> Deed {
    switch word {
    case "if", "else", "elif", "with", "range", "for": return .condition
    case "define", "macro": return .definition
    case "set": return .assignment
    default:
      if word.hasPrefix("end") { return .condition }
      let inside = action.dropFirst(2).drop { "- ".contains($0) }
      let name = inside.prefix { $0 == "$" || $0.isLetter || $0.isNumber || $0 == "_" }
      let sign = inside.dropFirst(name.count).drop { $0 == " " }
      let isSet = name.hasPrefix("$") && (sign.hasPrefix(":=") || sign.hasPrefix("="))
      return isSet ? .assignment : .output
    }
  }

  /// Without the signs that take blanks away, and with single blanks.
  private static func normal(_ action: String) -> String {
    var inside = action.dropFirst(2).dropLast(2)
    if inside.hasPrefix("-") { inside = inside.dropFirst() }
    if inside.hasSuffix("-") { inside = inside.dropLast() }
    let words = inside.split { $0.isWhitespace }.joined(separator: " ")
    return "\(action.prefix(2)) \(words) \(action.suffix(2))"
  }

  /// The same, but with the sign behind where it joins lines, or takes a line's indentation away.
  private static func trimmed(
    _ action: String,
    _ layout: TemplateLayout,
    _ line: Int,
    _ next: Int?
  ) -> String {
    let joins = action.dropFirst(2).hasPrefix("-") && !layout.isFirst(line)
    let keeps = next.map(layout.startsAtMargin) ?? true
    return action.dropLast(2).hasSuffix("-") && (joins || !keeps)
      ? normal(action) + "-" : normal(action)
  }

  /// How far in what it writes begins; `nil` where it could begin anywhere.
  private static func indentation(_ action: String) -> Int? {
    guard let range = action.firstRange(of: "indent ") else { return nil }
    return Int(String(action[range.upperBound...].prefix { $0.isNumber }))
  }

  /// Keys that no rule looks below.
  static let harmless: Set<String> = [
    "labels", "resources", "nodeSelector", "tolerations", "affinity", "topologySpreadConstraints",
    "livenessProbe", "readinessProbe", "startupProbe", "imagePullPolicy", "strategy",
    "updateStrategy", "terminationGracePeriodSeconds", "priorityClassName", "revisionHistoryLimit",
  ]
}
