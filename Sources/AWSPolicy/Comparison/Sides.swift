/// Which statements of the two documents allow and deny, by their places in one list.
struct Sides {
  struct Side {
    private(set) var allow: BitSet
    private(set) var deny: BitSet
    /// Those whose like the other document does not have.
    private(set) var own: BitSet
    /// Those whose patterns cover what they cover whatever a reference stands for.
    private(set) var sure: BitSet

    init(_ document: PolicyDocument, from start: Int, of count: Int, other: PolicyDocument) {
      let none = BitSet(count: count)
      (allow, deny, own, sure) = (none, none, none, none)
      let known = Set(other.statements.map(\.meaning))
      for (offset, statement) in document.statements.enumerated() {
        let index = start + offset
        if statement.effect == .allow { allow.insert(index) } else { deny.insert(index) }
        if !known.contains(statement.meaning) { own.insert(index) }
        if !statement.negatesAtom { sure.insert(index) }
      }
    }
  }

  let old: Side
  let new: Side
  let hasUnknowns: Bool
  let unknownsDiffer: Bool

  init(_ old: PolicyDocument, _ new: PolicyDocument, rows: Int) {
    self.old = Side(old, from: 0, of: rows, other: new)
    self.new = Side(new, from: old.statements.count, of: rows, other: old)
    unknownsDiffer = old.unknownStatements != new.unknownStatements
    hasUnknowns =
      !old.unknownStatements.isEmpty
      || (old.statements + new.statements).contains(where: \.hasAtom)
  }

  init(_ old: Side, _ new: Side, _ sides: Sides) {
    self.old = old
    self.new = new
    hasUnknowns = sides.hasUnknowns
    unknownsDiffer = sides.unknownsDiffer
  }

  var swapped: Sides { Sides(new, old, self) }
}

extension PolicyDocument.Statement {
  var hasAtom: Bool {
    let elements = [actions, resources, principals].compactMap { $0 }
    return elements.contains { $0.patterns.contains { !$0.atoms.isEmpty } }
      || conditions.contains { $0.values.contains { !$0.atoms.isEmpty } }
  }
}
