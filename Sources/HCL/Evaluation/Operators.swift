extension Evaluator {
  func unary(_ sign: Expression.Operator, _ value: Value, _ origin: Origin) -> Value {
    if sign == .not, let flag = value.bool { return Value(.bool(!flag), at: origin) }
    if sign == .minus, let number = value.literal.flatMap({ Double($0) }),
      let text = Value.text(of: -number)
    {
      return Value(.number(text), at: origin)
    }
    return opaque(sign.rawValue + value.source, origin, fails: value.fails)
  }

  func binary(
    _ sign: Expression.Operator,
    _ left: Expression,
    _ right: Expression,
    _ scope: Scope,
    _ origin: Origin
  ) -> Value {
    let left = evaluate(left, scope)
    if let flag = left.bool, sign == .and && !flag || sign == .or && flag {
      return Value(.bool(flag), at: origin)
    }
    let right = evaluate(right, scope)
    let content: Value.Content? =
      switch sign {
      case .and, .or: Self.logic(sign, left, right)
      case .equal, .notEqual: Self.equality(sign, left, right)
      case .less, .lessOrEqual, .greater, .greaterOrEqual: Self.comparison(sign, left, right)
      default: Self.arithmetic(sign, left, right)
      }
    if let content { return Value(content, at: origin) }
    return opaque(
      "(\(left.source) \(sign.rawValue) \(right.source))",
      origin,
      fails: left.fails || right.fails
    )
  }

  private static func logic(
    _ sign: Expression.Operator,
    _ left: Value,
    _ right: Value
  ) -> Value.Content? {
    guard let right = right.bool else { return nil }
    if let left = left.bool { return .bool(sign == .and ? left && right : left || right) }
    return right == (sign == .or) ? .bool(right) : nil
  }

  private static func equality(
    _ sign: Expression.Operator,
    _ left: Value,
    _ right: Value
  ) -> Value.Content? {
    guard left.isKnown, right.isKnown else { return nil }
    return .bool(left.isEquivalent(to: right) == (sign == .equal))
  }

  private static func comparison(
    _ sign: Expression.Operator,
    _ left: Value,
    _ right: Value
  ) -> Value.Content? {
    guard let a = left.literal.flatMap({ Double($0) }),
      let b = right.literal.flatMap({ Double($0) })
    else { return nil }
    switch sign {
    case .less: return .bool(a < b)
    case .lessOrEqual: return .bool(a <= b)
    case .greater: return .bool(a > b)
    default: return .bool(a >= b)
    }
  }

  private static func arithmetic(
    _ sign: Expression.Operator,
    _ left: Value,
    _ right: Value
  ) -> Value.Content? {
    guard let a = left.literal.flatMap({ Double($0) }),
      let b = right.literal.flatMap({ Double($0) })
    else { return nil }
    let made: Double
    switch sign {
    case .plus: made = a + b
    case .minus: made = a - b
    case .times: made = a * b
    case .divided: made = a / b
    default: made = a.truncatingRemainder(dividingBy: b)
    }
    return Value.text(of: made).map { .number($0) }
  }
}
