import Syntax

extension Evaluator {
  /// The value as a variable of this type has it: attributes that it leaves out have their `optional` defaults.
  func completed(_ value: Value, as type: Expression?, depth: Int = 0) -> Value {
    guard let type, depth < 16, case .call(let name, let arguments, _) = type.value,
      let inner = arguments.first
    else { return value }
    switch (name, value.content) {
    case ("object", .object(let fields)):
      guard case .object(let items) = inner.value else { return value }
      return Value(.object(members(fields, items, value.origin, depth)), at: value.origin)
    case ("list", .list(let items)), ("set", .list(let items)):
      return Value(
        .list(items.map { completed($0, as: inner, depth: depth + 1) }),
        at: value.origin
      )
    case ("map", .object(let fields)):
      return Value(
        .object(
          fields.map {
            Value.Field(
              $0.name,
              pieces: $0.pieces,
              completed($0.value, as: inner, depth: depth + 1)
            )
          }
        ),
        at: value.origin
      )
    case ("optional", _): return completed(value, as: inner, depth: depth + 1)
    default: return value
    }
  }

  private func members(
    _ fields: [Value.Field],
    _ items: [Expression.Item],
    _ origin: Origin,
    _ depth: Int
  ) -> [Value.Field] {
    var made = fields
    for item in items {
      guard let name = item.key.name, budget.spend(1) else { continue }
      var value = fields.first { $0.name == name }?.value
      // A null is as good as nothing.
      if value?.isNull ?? true, case .call("optional", let arguments, _) = item.value.value,
        arguments.count == 2
      {
        value = evaluate(arguments[1], Scope(isClosed: true))
      }
      guard let value else { continue }
      let field = Value.Field(name, completed(value, as: item.value, depth: depth + 1))
      if let place = made.firstIndex(where: { $0.name == name }) {
        made[place] = field
      } else {
        made.append(field)
      }
    }
    return made
  }
}

extension Expression {
  /// Whether a type says what stands for something that is left out.
  var hasDefaults: Bool {
    switch value {
    case .call("optional", let arguments, _) where arguments.count == 2: true
    case .call(_, let arguments, _): arguments.contains(where: \.hasDefaults)
    case .tuple(let items): items.contains(where: \.hasDefaults)
    case .object(let items): items.contains { $0.value.hasDefaults }
    default: false
    }
  }

  /// A key of an object, as a name or in quotes.
  var name: String? {
    switch value {
    case .variable(let name): return name
    case .template(let parts):
      guard parts.count == 1, case .literal(let text) = parts[0] else { return nil }
      return text
    default: return nil
    }
  }
}
