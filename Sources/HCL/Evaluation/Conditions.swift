import Syntax

/// Conditions are decided by their parts: what `a && b` hangs on is `a` and `b`, however it is put together, and in which
/// local it stands.
extension Evaluator {
  typealias Verdict = (value: Value, flag: Bool?)

  /// What a condition comes to, by the value that its parts have or are forced to.
  func decide(_ condition: Expression, _ scope: Scope) -> Verdict {
    depth += 1
    defer { depth -= 1 }
    guard budget.spend(1), budget.enter(depth) else { return (evaluate(condition, scope), nil) }
    let flag: Bool?
    switch condition.value {
    case .unary(.not, let inner): flag = decide(inner, scope).flag.map { !$0 }
    case .binary(.and, let left, let right): flag = both(left, right, scope)
    case .binary(.or, let left, let right): flag = both(left, right, scope, isOr: true)
    case .conditional(let inner, let yes, let no):
      flag = decide(inner, scope).flag.flatMap { decide($0 ? yes : no, scope).flag }
    case .attribute(let root, let name):
      guard case .variable("local") = root.value, !scope.isClosed, let local = locals[name],
        scope.variables["local"] == nil, underWay.insert("decide " + name).inserted
      else { return part(condition, scope) }
      let before = file
      file = local.file
      let verdict = decide(local.value, Scope())
      file = before
      underWay.remove("decide " + name)
      return verdict
    case .call("contains", let arguments, false) where arguments.count == 2:
      guard let found = contained(arguments[1], in: arguments[0], scope) else {
        return part(condition, scope)
      }
      flag = found
    default: return part(condition, scope)
    }
    guard let flag else { return (evaluate(condition, scope), nil) }
    return (Value(.bool(flag), at: Origin(file: file, line: condition.position.line)), flag)
  }

  /// A flag that is not written as a condition.
  func decided(_ expression: Expression, _ value: Value, isOpen: Bool, _ scope: Scope) -> Value {
    guard isOpen, case .bool = value.content else { return value }
    if case .conditional = expression.value { return value }
    return decide(expression, scope).flag.map { Value(.bool($0), at: value.origin) } ?? value
  }

  private func both(
    _ left: Expression,
    _ right: Expression,
    _ scope: Scope,
    isOr: Bool = false
  ) -> Bool? {
    let first = decide(left, scope).flag
    if first == isOr { return isOr }
    let second = decide(right, scope).flag
    if second == isOr { return isOr }
    return first == nil || second == nil ? nil : !isOr
  }

  /// Whether one of the items of a list is a key that may be another.
  private func contained(_ key: Expression, in list: Expression, _ scope: Scope) -> Bool? {
    let (value, isOpen) = deciding(key, scope)
    guard isOpen || value.opaque != nil, let items = evaluate(list, scope).list, items.count <= 24
    else { return nil }
    var found = false
    for item in items {
      guard let text = item.literal else { return nil }
      let isIt = value.literal.map { $0 == text }
      guard let flag = settle("(\(key.normalized) == \"\(text)\")", isIt) else { return nil }
      if flag { found = true }
    }
    return found
  }

  /// A part that is no condition made of others.
  private func part(_ expression: Expression, _ scope: Scope) -> Verdict {
    let (value, isOpen) = deciding(expression, scope)
    guard value.bool == nil || isOpen, budget.spend(1 + expression.height) else {
      return (value, value.bool)
    }
    let (what, isNegated) = Self.spelling(of: expression)
    let flag = settle(what, value.bool.map { $0 != isNegated }).map { $0 != isNegated }
    guard let flag, flag != value.bool else { return (value, value.bool) }
    return (Value(.bool(flag), at: value.origin), flag)
  }

  /// What is forced, or else what is so by default, which is noted.
  private func settle(_ what: String, _ flag: Bool?) -> Bool? {
    guard budget.spend(1 + what.utf8.count / 16) else { return flag }
    if let forced = openness.forced[what] { return forced == "true" }
    openness.note(.flag(what, flag))
    return flag
  }

  /// One spelling for what is asked, and whether it is asked the other way around.
  private static func spelling(of expression: Expression) -> (what: String, isNegated: Bool) {
    guard case .binary(let sign, var left, var right) = expression.value,
      sign == .equal || sign == .notEqual
    else { return (expression.normalized, false) }
    if isLiteral(left) { swap(&left, &right) }
    if case .bool(let flag) = right.value {
      return (left.normalized, flag != (sign == .equal))
    }
    return ("(\(left.normalized) == \(right.normalized))", sign == .notEqual)
  }

  private static func isLiteral(_ expression: Expression) -> Bool {
    switch expression.value {
    case .null, .bool, .number: true
    case .template(let parts):
      parts.allSatisfy { if case .literal = $0 { true } else { false } }
    default: false
    }
  }
}
