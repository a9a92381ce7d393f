package import Detection

/// What the difference between two sides' facts is.
package struct FactComparison {
  package private(set) var observations: [Observation] = []
  /// The first difference that hangs on what only a template's values tell.
  package private(set) var unclear: (line: Int, reason: String)?
  private let old: Facts
  private let new: Facts
  private let isTemplate: (String) -> Bool

  /// `isTemplate` tells text that stands for something unknown.
  package init(old: Facts, new: Facts, isTemplate: @escaping (String) -> Bool = { _ in false }) {
    self.old = old
    self.new = new
    self.isTemplate = isTemplate
    for key in new.order { compare(old[key], new[key]) }
    for key in old.order where new[key] == nil { compare(old[key], nil) }
  }

  private mutating func compare(_ before: Fact?, _ after: Fact?) {
    switch (before, after) {
    case (nil, let fact?): comes(fact)
    case (let fact?, nil): goes(fact)
    case (let before?, let after?): changes(before, after)
    case (nil, nil): break
    }
  }

  private mutating func comes(_ fact: Fact) {
    if let owner = fact.owner, !old.owners.contains(owner) { return }
    note(fact, templated: isTemplated(fact))
    observe(
      fact,
      direction(from: 0, to: fact.rank),
      line: fact.line,
      oldLine: nil,
      [fact.verbs.comes, fact.noun, Self.shown(fact.value), fact.place]
    )
  }

  private mutating func goes(_ fact: Fact) {
    if let owner = fact.owner, !new.owners.contains(owner) { return }
    note(fact, templated: isTemplated(fact))
    observe(
      fact,
      direction(from: fact.rank, to: 0),
      line: nil,
      oldLine: fact.line,
      [fact.verbs.goes, fact.noun, Self.shown(fact.value), fact.place]
    )
  }

  private mutating func changes(_ before: Fact, _ after: Fact) {
    guard before.rank != after.rank || before.value != after.value else { return }
    note(after, templated: isTemplated(before) || isTemplated(after))
    let change: [String?] =
      before.value == after.value
      ? ["changes", after.noun, after.place]
      : [
        "changes", after.noun, "from", Self.shown(before.value) ?? "none", "to",
        Self.shown(after.value) ?? "none", after.place,
      ]
    observe(
      before.severity > after.severity ? before : after,
      direction(from: before.rank, to: after.rank),
      line: after.line,
      oldLine: before.line,
      change
    )
  }

  private func direction(from old: Int, to new: Int) -> Direction {
    old == new ? .incomparable : old < new ? .widened : .narrowed
  }

  private mutating func observe(
    _ fact: Fact,
    _ direction: Direction,
    line: Int?,
    oldLine: Int?,
    _ words: [String?]
  ) {
    observations.append(
      Observation(
        fact.kind,
        direction,
        direction == .narrowed ? .low : fact.severity,
        line: line,
        oldLine: oldLine,
        summary: words.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " "),
        data: fact.data,
        environments: fact.environments
      )
    )
  }

  /// Enough of a long value to know it by.
  private static func shown(_ value: String?) -> String? {
    guard let value else { return nil }
    let line = String(value.map { $0.isNewline ? " " : $0 })
    return line.count > 80 ? line.prefix(77) + "..." : line
  }

  private func isTemplated(_ fact: Fact) -> Bool {
    !fact.isFirm && (isTemplate(fact.slot) || fact.value.map(isTemplate) ?? false)
  }

  private mutating func note(_ fact: Fact, templated: Bool) {
    guard templated, unclear == nil else { return }
    unclear = (fact.line, "a template stands in \(fact.noun) \(fact.place)")
  }
}
