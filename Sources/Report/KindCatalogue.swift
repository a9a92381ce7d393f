internal import Detection
internal import Detectors

/// The page of all kinds, by family: what each means, and what its detector says of an example.
package enum KindCatalogue {
  package static func markdown() -> String {
    var text = """
      # What changes are told apart

      A class asks for families with `detect:`, a rule for kinds with `when: {kind: […]}` ([policy.md](policy.md)). This page is what
      `countersign policy kinds` prints: it is made from the detectors, and each example is read by them as the page is made.

      """
    for family in Family.allCases {
      let kinds = Catalogue.kinds.filter { $0.family == family }
      guard !kinds.isEmpty else { continue }
      text += "\n## \(family.rawValue)\n" + kinds.map(section).joined()
    }
    return text
  }

  private static func section(_ kind: Kind) -> String {
    let example = kind.example
    var text = "\n### `\(kind.name)`\n\n\(kind.title). \(kind.help)\n\n"
    text += "```diff\n--- \(example.old == nil ? "nothing" : example.path)\n"
    text += "+++ \(example.new == nil ? "nothing" : example.path)\n"
    let (old, new) = (lines(example.old), lines(example.new))
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed())
      .prefix { $0 == $1 }.count
    text += old.prefix(start).map { "  \($0)\n" }.joined()
    text += old.dropFirst(start).dropLast(end).map { "- \($0)\n" }.joined()
    text += new.dropFirst(start).dropLast(end).map { "+ \($0)\n" }.joined()
    text += new.suffix(end).map { "  \($0)\n" }.joined()
    return text + "```\n\n" + said(of: kind)
  }

  private static func lines(_ text: String?) -> [Substring] {
    var lines = text?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private static func said(of kind: Kind) -> String {
    let example = kind.example
    let pair = FilePair(
      path: Array(example.path.utf8),
      old: example.old.map { Array($0.utf8) },
      new: example.new.map { Array($0.utf8) }
    )
    let observations = Catalogue.detectors.lazy.flatMap { $0.read(pair).observations }
    guard let said = observations.first(where: { $0.kind == kind.name }) else { return "" }
    let line = (said.line ?? said.oldLine).map { ":\($0)" } ?? ""
    let proof = said.witness.map { "; for example: `\($0)`" } ?? ""
    return "`\(example.path)\(line)`: \(said.summary) (\(said.direction.rawValue), "
      + "\(said.severity.rawValue))\(proof)\n"
  }
}
