/// A text with wildcards, references and policy variables.
package struct Glob: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case letter(UInt32)
    /// A letter of either case.
    case folded(UInt32)
    /// `*`: any text.
    case any
    /// `?`: any one character.
    case one
    /// Some text that is the same wherever the name is.
    case atom(String)
  }

  package let parts: [Part]
  /// As the document has it.
  package let text: String

  package init(parts: [Part], text: String) {
    self.parts = Glob.normalized(parts)
    self.text = text
  }

  package enum Case: Sendable { case exact, folded }

  /// With `wildcards`, `*` and `?` are any text and character; with `variables`, `${…}` in a literal is one.
  package init(
    _ source: [Term.Part],
    wildcards: Bool,
    variables: Bool,
    letters: Case = .exact
  ) {
    var parts: [Part] = []
    for piece in source {
      switch piece {
      case .unknown(let name): parts.append(.atom(name))
      case .literal(let text):
        Glob.read(Array(text.unicodeScalars), wildcards, variables, letters, into: &parts)
      }
    }
    self.init(parts: parts, text: Term.text(of: source))
  }

  package var atoms: [String] {
    parts.compactMap { if case .atom(let name) = $0 { name } else { nil } }
  }

  package var isEverything: Bool { parts == [.any] }

  /// The text that it is, when it has neither wildcards nor references.
  package var literal: String? {
    var text = String.UnicodeScalarView()
    for part in parts {
      switch part {
      case .letter(let code), .folded(let code): text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
      case .any, .one, .atom: return nil
      }
    }
    return String(text)
  }

  private static func read(
    _ text: [Unicode.Scalar],
    _ wildcards: Bool,
    _ variables: Bool,
    _ letters: Case,
    into parts: inout [Part]
  ) {
    var index = 0
    while index < text.count {
      if variables, text[index] == "$", index + 1 < text.count, text[index + 1] == "{",
        let end = text[index...].firstIndex(of: "}")
      {
        parts.append(variable(text[(index + 2)..<end]))
        index = end + 1
        continue
      }
      parts.append(letter(text[index], wildcards, letters))
      index += 1
    }
  }

  /// `${*}`, `${?}` and `${$}` are those characters themselves.
  private static func variable(_ name: ArraySlice<Unicode.Scalar>) -> Part {
    if name.count == 1, let only = name.first, "*?$".unicodeScalars.contains(only) {
      return .letter(only.value)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: name)
    // Keys are the same in either case; a default after the comma is not.
    let halves = String(text).split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    let key = halves.first.map { $0.lowercased() } ?? ""
    return .atom("aws variable " + key + (halves.count > 1 ? "," + halves[1] : ""))
  }

  private static func letter(_ scalar: Unicode.Scalar, _ wildcards: Bool, _ letters: Case) -> Part {
    if wildcards, scalar == "*" { return .any }
    if wildcards, scalar == "?" { return .one }
    guard letters == .folded else { return .letter(scalar.value) }
    let folded = scalar.properties.lowercaseMapping.unicodeScalars
    return .folded(folded.count == 1 ? folded.first?.value ?? scalar.value : scalar.value)
  }

  /// `**` is `*`, and `*?` is `?*`.
  private static func normalized(_ parts: [Part]) -> [Part] {
    var result: [Part] = []
    result.reserveCapacity(parts.count)
    for part in parts {
      if part == .any, result.last == .any { continue }
      if part == .one, result.last == .any {
        result[result.count - 1] = .one
        result.append(.any)
        continue
      }
      result.append(part)
    }
    return result
  }
}
