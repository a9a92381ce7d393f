/// Which statements of the two documents allow and deny.
struct Sides {
  struct Side {
    var allow: BitSet
    var deny: BitSet

    func allows(_ met: BitSet) -> Bool { met.meets(allow) && !met.meets(deny) }
  }

  private(set) var old: Side
  private(set) var new: Side
  /// New allowances without their like in the old document, and old ones that can stand for them.
  private var added: BitSet
  private var standing: BitSet
  /// The same of denials: old ones without their like, and new ones that can stand for them.
  private var dropped: BitSet
  private var kept: BitSet
  private let hasAtoms: Bool
  let unknownChanged: Bool
  private let negated: Bool
  private let hasUnknown: Bool

  init(_ before: PolicyDocument, _ after: PolicyDocument) {
    let statements = before.statements + after.statements
    let none = BitSet(count: statements.count)
    old = Side(allow: none, deny: none)
    new = old
    (added, standing, dropped, kept) = (none, none, none, none)
    let known = Set(before.statements.map(\.meaning))
    let knownAfter = Set(after.statements.map(\.meaning))
    var negated = false
    for (index, statement) in statements.enumerated() {
      let isOld = index < before.statements.count
      let hasLike = (isOld ? knownAfter : known).contains(statement.meaning)
      switch (isOld, statement.effect) {
      case (true, .allow):
        old.allow.insert(index)
        if !statement.negatesAtom { standing.insert(index) }
      case (true, .deny):
        old.deny.insert(index)
        if !hasLike { dropped.insert(index) }
      case (false, .allow):
        new.allow.insert(index)
        if !hasLike { added.insert(index) }
      case (false, .deny):
        new.deny.insert(index)
        if !statement.negatesAtom { kept.insert(index) }
      }
      let isChecked = isOld == (statement.effect == .deny)
      if isChecked, !hasLike, statement.negatesAtom { negated = true }
    }
    self.negated = negated
    hasAtoms = statements.contains(where: \.hasAtom)
    unknownChanged = before.unknownStatements != after.unknownStatements
    hasUnknown = !before.unknownStatements.isEmpty
  }

  /// Why "nothing is gained" is not proved: a text that is not known may meet what is denied.
  ///
  /// A reference is taken for a text of its own. That two patterns cover one another then holds
  /// whatever it is, but not that they are apart: so what is allowed must be covered by what was
  /// allowed, and what was denied by what is denied, neither with the help of the other.
  func doubt(_ outcomes: [RequestSpace.Outcome]) -> String? {
    if unknownChanged { return "a statement is a reference whose value is not known" }
    guard hasAtoms || hasUnknown else { return nil }
    let isProved = outcomes.allSatisfy { outcome in
      (!outcome.met.meets(added) || outcome.met.meets(standing))
        && (!outcome.met.meets(dropped) || outcome.met.meets(kept))
    }
    return isProved && !negated
      ? nil : "a reference whose value is not known may meet what is denied or excepted"
  }
}

extension PolicyDocument.Statement {
  var hasAtom: Bool {
    let elements = [actions, resources, principals].compactMap { $0 }
    return elements.contains { $0.patterns.contains { !$0.atoms.isEmpty } }
      || conditions.contains { $0.values.contains { !$0.atoms.isEmpty } }
  }
}
