import Syntax

/// What a value would be if something were decided otherwise.
package struct Alternative: Sendable {
  /// What is decided how, such as `var.open is true`.
  package let label: String
  package let value: Value
}

extension Evaluator {
  /// A condition's value, and what it decides; a forced one is not evaluated.
  func decide(_ condition: Expression, _ scope: Scope) -> (value: Value, flag: Bool?) {
    let what = condition.normalized
    if let forced = openness.forced[what] {
      let flag = forced == "true"
      return (Value(.bool(flag), at: Origin(file: file, line: condition.position.line)), flag)
    }
    let (value, isOpen) = deciding(condition, scope)
    if value.bool == nil || isOpen { openness.note(.flag(what, value.bool)) }
    return (value, value.bool)
  }

  /// A value that decides, and whether another run may give another.
  func deciding(_ expression: Expression, _ scope: Scope) -> (value: Value, isOpen: Bool) {
    let before = openness.reads
    let value = evaluate(expression, scope)
    return (value, openness.reads != before)
  }

  /// Whether a loop over nothing is taken for one over something.
  func isForcedToRun(_ collection: Expression, isEmpty: Bool, isOpen: Bool) -> Bool {
    guard isEmpty, isOpen else { return false }
    let what = collection.normalized + " is empty"
    if openness.forced[what] != nil { return true }
    openness.note(Decision(what: what, chosen: "true", keys: ["false"]))
    return false
  }

  /// An object's item by a key that another run may give otherwise; `nil` where the plain one counts.
  func chosen(_ key: Expression, _ value: Value, isOpen: Bool, of source: Value) -> Value? {
    guard isOpen, let fields = source.fields, fields.count > 1, fields.count <= Self.mostKeys,
      fields.allSatisfy({ $0.pieces == nil })
    else { return nil }
    let what = key.normalized
    if let forced = openness.forced[what] { return source[forced] }
    openness.note(Decision(what: what, chosen: value.literal, keys: fields.map(\.name)))
    return nil
  }

  private static var mostKeys: Int { 12 }
  private static var most: Int { 24 }

  /// An argument with what it would be otherwise.
  func argument(_ expression: Expression, _ scope: Scope) -> Value {
    argument(spelled: { expression.normalized }) { $0.evaluate(expression, scope) }
  }

  func argument(spelled spelling: () -> String, _ evaluate: (Evaluator) -> Value) -> Value {
    var value = Value(.null, at: Origin(file: file, line: 1))
    let others = alternatives(of: { value = evaluate($0) }, spelled: spelling, evaluate)
    value.alternatives = others
    return value
  }

  /// What `evaluate` gives if the decisions that `deciding` comes to are made otherwise.
  ///
  /// A decision that only counts when another one is made is looked at then, and no other two together. What is too
  /// much to look at is one alternative that is known by its spelling.
  func alternatives(
    of deciding: (Evaluator) -> Void,
    spelled spelling: () -> String,
    _ evaluate: (Evaluator) -> Value
  ) -> [Alternative] {
    let before = openness.collect()
    deciding(self)
    let decisions = openness.collected(since: before)
    guard !openness.isOff, !decisions.isEmpty else { return [] }
    var found: [Alternative] = []
    if !explore(decisions, [:], evaluate, &found) {
      let text = Value(.opaque(longTexts.name(of: spelling())), at: Origin(file: file, line: 1))
      found.append(Alternative(label: "otherwise", value: text))
    }
    return found
  }

  private func explore(
    _ decisions: [Decision],
    _ forced: [String: String],
    _ evaluate: (Evaluator) -> Value,
    _ found: inout [Alternative]
  ) -> Bool {
    for decision in decisions {
      for key in decision.keys where key != decision.chosen {
        guard found.count < Self.most, forced.count < 4, openness.budget.exceeded == nil else {
          return false
        }
        let forced = forced.merging([decision.what: key]) { $1 }
        let (value, inner) = forcing(forced, evaluate)
        found.append(Alternative(label: Self.label(forced), value: value))
        let fresh = inner.filter { new in !decisions.contains { $0.what == new.what } }
        guard explore(fresh, forced, evaluate, &found) else { return false }
      }
    }
    return true
  }

  private static func label(_ forced: [String: String]) -> String {
    forced.map { (what, key) -> String in
      let isWhole = what.utf8.count <= 60
      let shown = isWhole ? what[...] : what.prefix(57) + "..."
      if what.hasSuffix(" is empty") { return "\(shown.dropLast(9)) has items" }
      // A condition is spelt within parentheses.
      guard isWhole, shown.hasPrefix("("), key == "true" else { return "\(shown) is \(key)" }
      return String(shown.dropFirst().dropLast())
    }
    .sorted().joined(separator: " and ")
  }

  /// Evaluates with decisions made, and forgets what it came to know.
  private func forcing(_ forced: [String: String], _ evaluate: (Evaluator) -> Value)
    -> (Value, [Decision])
  {
    let (plain, before, names, place) = (openness, known, underWay, budget)
    openness.forgetAll()
    openness.forced = forced
    openness.isOff = true
    budget = openness.budget
    (known, underWay) = ([:], [])
    _ = openness.collect()
    let value = evaluate(self)
    let inner = openness.collected(since: [])
    let spent = budget
    (openness, known, underWay, budget) = (plain, before, names, place)
    openness.budget = spent
    return (value, inner)
  }
}

extension Value {
  /// By label, what all alternatives in it are.
  package var alternativeTexts: [String: [String]] {
    var texts: [String: [String]] = [:]
    collectAlternatives(into: &texts)
    return texts
  }

  private func collectAlternatives(into texts: inout [String: [String]]) {
    for other in alternatives { texts[other.label, default: []].append(other.value.source) }
    switch content {
    case .object(let fields):
      for field in fields { field.value.collectAlternatives(into: &texts) }
    case .list(let items): for item in items { item.collectAlternatives(into: &texts) }
    default: break
    }
  }

  /// The value as it would be; an argument that would be null is none.
  package func otherwise(_ label: String) -> Value {
    if let other = alternatives.first(where: { $0.label == label }) {
      var value = other.value
      value.alternatives = []
      // A block's arguments have their own.
      return value.fields == nil ? value : value.otherwise(label)
    }
    switch content {
    case .object(let fields):
      let made = fields.compactMap { field -> Field? in
        let value = field.value.otherwise(label)
        if value.isNull, !field.value.isNull { return nil }
        return Field(field.name, pieces: field.pieces, value)
      }
      var value = self
      value.content = .object(made)
      return value
    case .list(let items):
      var value = self
      value.content = .list(items.map { $0.otherwise(label) })
      return value
    default: return self
    }
  }
}
