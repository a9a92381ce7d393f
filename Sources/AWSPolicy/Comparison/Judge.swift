/// Both documents in one space of requests.
struct Judge {
  let space: RequestSpace
  let sides: Sides
  var budget: Budget

  /// `probes` are further statements, which neither document has, to ask after.
  init(
    _ old: PolicyDocument,
    _ new: PolicyDocument,
    probes: [PolicyDocument.Statement] = [],
    _ limits: ComparisonLimits
  ) throws(LimitExceeded) {
    var budget = Budget(limits)
    try budget.check(max(old.statements.count, new.statements.count), \.statements, "statements")
    try budget.check(old.patternCount + new.patternCount, \.uses, "patterns")
    space = try RequestSpace(old.statements + new.statements + probes, &budget)
    sides = Sides(old, new, rows: space.statements.count)
    self.budget = budget
  }

  mutating func comparison() throws(LimitExceeded) -> Comparison {
    let gained = try gain(sides).map(space.request)
    let lost = try gain(sides.swapped).map(space.request)
    var verdict: Comparison.Verdict =
      switch (gained, lost) {
      case (nil, nil): .equal
      case (_?, nil): .widened
      case (nil, _?): .narrowed
      case (_?, _?): .incomparable
      }
    let doubt = gained == nil || sides.unknownsDiffer ? try self.doubt(sides) : nil
    // That nothing is lost need not be proved, but not be claimed either.
    if verdict == .equal, doubt == nil, try self.doubt(sides.swapped) != nil { verdict = .narrowed }
    return Comparison(
      doubt.map { .unknown($0) } ?? verdict,
      gained: gained,
      lost: lost,
      undenied: try denial(sides).map(space.request),
      denied: try denial(sides.swapped).map(space.request)
    )
  }

  /// A request that the second side allows and the first does not.
  private mutating func gain(_ sides: Sides) throws(LimitExceeded) -> RequestSpace.Place? {
    for statement in sides.new.allow.intersection(sides.new.own).members {
      if let place = try gain(by: statement, sides) { return place }
    }
    for denial in sides.old.deny.intersection(sides.old.own).members {
      for statement in sides.new.allow.members {
        if let place = try gain(by: statement, without: denial, sides) { return place }
      }
    }
    return nil
  }

  /// What a statement allows and nothing before did.
  mutating func gain(by statement: Int, _ sides: Sides) throws(LimitExceeded)
    -> RequestSpace.Place?
  {
    try space.place(
      meeting: [statement],
      avoiding: sides.old.allow.union(sides.new.deny),
      &budget
    )
  }

  /// What a statement allows and a denial before forbade.
  mutating func gain(by statement: Int, without denial: Int, _ sides: Sides) throws(LimitExceeded)
    -> RequestSpace.Place?
  {
    try space.place(meeting: [statement, denial], avoiding: sides.new.deny, &budget)
  }

  /// A request that the first side denies and the second does not.
  private mutating func denial(_ sides: Sides) throws(LimitExceeded) -> RequestSpace.Place? {
    for statement in sides.old.deny.intersection(sides.old.own).members {
      let place = try space.place(meeting: [statement], avoiding: sides.new.deny, &budget)
      if let place { return place }
    }
    return nil
  }

  /// Why "nothing is gained" is not proved: a text that is not known may meet what is denied.
  ///
  /// A reference is taken for a text of its own. That one pattern covers another then holds whatever
  /// it is, but not that two are apart: so what is allowed must be covered by what was allowed, and
  /// what was denied by what is denied, neither with the help of the other.
  private mutating func doubt(_ sides: Sides) throws(LimitExceeded) -> String? {
    if sides.unknownsDiffer { return "a statement is a reference whose value is not known" }
    guard sides.hasUnknowns else { return nil }
    let words = "a reference whose value is not known may meet what is denied or excepted"
    let checks = [
      (sides.new.allow.intersection(sides.new.own), sides.old.allow.intersection(sides.old.sure)),
      (sides.old.deny.intersection(sides.old.own), sides.new.deny.intersection(sides.new.sure)),
    ]
    for (asked, covering) in checks {
      for statement in asked.members {
        if space.statements[statement].negatesAtom { return words }
        if try space.place(meeting: [statement], avoiding: covering, &budget) != nil {
          return words
        }
      }
    }
    return nil
  }
}
