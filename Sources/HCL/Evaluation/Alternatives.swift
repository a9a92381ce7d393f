import Syntax

extension Evaluator {
  /// An argument with what it would be otherwise.
  func argument(_ expression: Expression, _ scope: Scope) -> Value {
    argument(spelled: { expression.normalized }, expression.position.line) { evaluator in
      let (value, isOpen) = evaluator.deciding(expression, scope)
      return evaluator.decided(expression, value, isOpen: isOpen, scope)
    }
  }

  func argument(
    spelled spelling: () -> String,
    _ line: Int,
    _ evaluate: (Evaluator) -> Value
  ) -> Value {
    var value = Value(.null, at: Origin(file: file, line: line))
    let others = alternatives(of: { value = evaluate($0) }, spelled: spelling, line, evaluate)
    value.alternatives += others
    return value
  }

  /// What `evaluate` gives if the decisions that `deciding` comes to are made otherwise.
  ///
  /// Each by itself, and with those that only count when it is made so; of all others two or more together as long
  /// as there are few. What is too much to look at is one alternative that is known by how all of it is written.
  func alternatives(
    of deciding: (Evaluator) -> Void,
    spelled spelling: () -> String,
    _ line: Int,
    _ evaluate: (Evaluator) -> Value
  ) -> [Alternative] {
    let before = openness.collect()
    deciding(self)
    let decisions = openness.collected(since: before)
    guard !openness.isOff else { return [] }
    // Nobody asks what a whole block hangs on.
    _ = openness.collect()
    guard !decisions.isEmpty else { return [] }
    var search = AlternativeSearch(decisions)
    while let forced = search.next() {
      guard openness.budget.exceeded == nil, openness.made < Openness.most else {
        search.isCut = true
        break
      }
      let (value, inner) = forcing(forced, evaluate)
      openness.made += value.weight
      // What ran into the limit is the same whatever it is.
      if openness.budget.exceeded != nil {
        search.isCut = true
      } else {
        search.add(value, forced, inner)
      }
    }
    guard search.isCut else { return search.found }
    let text = longTexts.name(of: spelling() + " with " + spelledWhole)
    let whole = Value(.opaque(text), at: Origin(file: file, line: line))
    return search.found + [Alternative(way: Way(decided: [Way.whole: "true"]), value: whole)]
  }

  /// Evaluates with decisions made, and forgets what it came to know.
  private func forcing(_ forced: [String: String], _ evaluate: (Evaluator) -> Value)
    -> (Value, Decisions)
  {
    let (plain, before, names, place) = (openness, known, underWay, budget)
    openness.forgetAll()
    openness.forced = forced
    openness.isOff = true
    budget = openness.budget
    (known, underWay) = ([:], [])
    _ = openness.collect()
    let value = evaluate(self)
    let inner = openness.collect()
    let spent = budget
    (openness, known, underWay, budget) = (plain, before, names, place)
    openness.budget = spent
    return (value, inner)
  }
}
