/// Finds which patterns of which statements make a difference, and why they did not before.
struct Explainer {
  var judge: Judge
  let probes: Probes
  /// Of changes of one side; what is beyond is covered by the verdict and its witness.
  private static let limit = 64

  init(judge: Judge, probes: Probes) {
    self.judge = judge
    self.probes = probes
  }

  mutating func changes(_ sides: Sides) throws(LimitExceeded) -> [Change] {
    var found: [Change] = []
    for statement in sides.new.allow.intersection(sides.new.own).members {
      found += try grants(statement, sides)
      if found.count > Explainer.limit { return found }
    }
    for denial in sides.old.deny.intersection(sides.old.own).members {
      if let change = try undenied(denial, sides) { found.append(change) }
      if found.count > Explainer.limit { return found }
    }
    return found
  }

  /// What one statement allows anew, a change for each cause.
  private mutating func grants(_ statement: Int, _ sides: Sides) throws(LimitExceeded) -> [Change] {
    guard let place = try judge.gain(by: statement, sides) else { return [] }
    var order: [Change.Cause] = []
    var groups: [Change.Cause: (actions: [Glob], place: RequestSpace.Place)] = [:]
    for probe in probes.of(statement, .action) {
      guard let place = try judge.gain(by: probe.index, sides) else { continue }
      let cause = cause(of: place, statement, sides)
      if groups[cause] == nil { order.append(cause) }
      groups[cause, default: ([], place)].actions.append(probe.glob)
    }
    if order.isEmpty {
      let cause = cause(of: place, statement, sides)
      order = [cause]
      groups[cause] = (judge.space.statements[statement].actions.patterns, place)
    }
    let resources = try patterns(.resource, statement, sides)
    let principals = try patterns(.principal, statement, sides)
    return order.compactMap { cause in
      groups[cause].map { group in
        change(cause, statement, group.actions, resources, principals, group.place)
      }
    }
  }

  private mutating func patterns(_ respect: Probes.Respect, _ statement: Int, _ sides: Sides)
    throws(LimitExceeded) -> [Glob]?
  {
    var found: [Glob] = []
    for probe in probes.of(statement, respect)
    where try judge.gain(by: probe.index, sides) != nil { found.append(probe.glob) }
    return found.isEmpty ? nil : found
  }

  /// What a denial forbade that is forbidden no more.
  private mutating func undenied(_ denial: Int, _ sides: Sides) throws(LimitExceeded) -> Change? {
    for statement in sides.new.allow.members {
      if let place = try judge.gain(by: statement, without: denial, sides) {
        return change(.denial, denial, try freed(denial, sides), nil, nil, place)
      }
    }
    let place = try judge.space.place(
      meeting: [denial],
      avoiding: sides.new.deny,
      &judge.budget
    )
    guard let place else { return nil }
    return change(.idleDenial, denial, try freed(denial, sides), nil, nil, place)
  }

  private mutating func freed(_ denial: Int, _ sides: Sides) throws(LimitExceeded) -> [Glob] {
    var found: [Glob] = []
    for probe in probes.of(denial, .action) {
      let place = try judge.space.place(
        meeting: [probe.index],
        avoiding: sides.new.deny,
        &judge.budget
      )
      if place != nil { found.append(probe.glob) }
    }
    return found.isEmpty ? judge.space.statements[denial].actions.patterns : found
  }

  /// What the statements before wanted that the request does not have.
  private func cause(of place: RequestSpace.Place, _ statement: Int, _ sides: Sides)
    -> Change.Cause
  {
    let space = judge.space
    var wanting: (conditions: Set<String>, principal: Bool)?
    for before in sides.old.allow.members {
      var (keys, isOther, principal) = (Set<String>(), false, false)
      for (index, cell) in place.cells.enumerated() {
        let dimension = space.dimensions[index]
        guard !dimension.cells[cell].statements.contains(before) else { continue }
        switch dimension.cells[cell].example {
        case .action, .resource: isOther = true
        case .principal: principal = true
        case .absent(let key), .values(let key, _): keys.insert(key)
        case .opaque(let test, _): keys.insert(test)
        }
      }
      if isOther || (principal && wanting?.principal == false) { continue }
      if wanting == nil || (wanting?.principal == true && !principal)
        || keys.count < wanting?.conditions.count ?? 0
      {
        wanting = (keys, principal)
      }
    }
    guard let wanting else { return .granted }
    if wanting.principal { return .principal }
    let still = Set(space.statements[statement].conditions.map(\.key))
    return .condition(
      keys: wanting.conditions.sorted(),
      removed: wanting.conditions.allSatisfy { !still.contains($0.lowercased()) }
    )
  }

  private func change(
    _ cause: Change.Cause,
    _ statement: Int,
    _ actions: [Glob],
    _ resources: [Glob]?,
    _ principals: [Glob]?,
    _ place: RequestSpace.Place
  ) -> Change {
    let told = judge.space.statements[statement]
    return Change(
      cause: cause,
      statement: told,
      actions: Explainer.words(actions, told.actions.isNegated),
      resources: Explainer.words(
        resources ?? told.resources?.patterns ?? [],
        told.resources?.isNegated ?? false
      ),
      principals: Explainer.words(
        principals ?? told.principals?.patterns ?? [],
        told.principals?.isNegated ?? false
      ),
      actionGlobs: actions,
      witness: judge.space.request(place)
    )
  }

  private static func words(_ globs: [Glob], _ isNegated: Bool) -> [String] {
    let texts = globs.map(\.text)
    return isNegated ? ["everything but " + texts.joined(separator: ", ")] : texts
  }
}
