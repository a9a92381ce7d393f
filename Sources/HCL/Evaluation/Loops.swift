extension Evaluator {
  /// What a loop goes over: indexes or names, and values.
  ///
  /// `nil` where it is not known.
  static func items(of collection: Value) -> [(key: Value, value: Value)]? {
    switch collection.content {
    case .list(let items):
      items.enumerated().map { (Value(.number(String($0)), at: $1.origin), $1) }
    case .object(let fields):
      fields.map { field in
        (Value(.text(field.pieces ?? [.literal(field.name)]), at: field.value.origin), field.value)
      }
    default: nil
    }
  }

  func loop(_ loop: Expression.Loop, _ scope: Scope, _ origin: Origin) -> Value {
    let (collection, isOpen) = deciding(loop.collection, scope)
    guard let items = Self.items(of: collection) else {
      return opaqueLoop(loop, over: collection.source, scope, origin)
    }
    if isForcedToRun(loop.collection, isEmpty: items.isEmpty, isOpen: isOpen) {
      return opaqueLoop(loop, over: "anything", scope, origin)
    }
    let scope = scope.opened(isOpen)
    var made: [(key: Value?, value: Value)] = []
    for item in items {
      var inner = scope.with(loop.valueName, item.value)
      if let name = loop.keyName { inner = inner.with(name, item.key) }
      if let condition = loop.condition {
        guard let flag = decide(condition, inner).flag else {
          return opaqueLoop(loop, over: collection.source, scope, origin)
        }
        if !flag { continue }
      }
      made.append((loop.key.map { evaluate($0, inner) }, evaluate(loop.value, inner)))
    }
    guard loop.key != nil else { return Value(.list(made.map(\.value)), at: origin) }
    return object(made, groups: loop.groups, origin)
      ?? opaqueLoop(loop, over: collection.source, scope, origin)
  }

  private func object(
    _ made: [(key: Value?, value: Value)],
    groups: Bool,
    _ origin: Origin
  ) -> Value? {
    var fields: [Value.Field] = []
    var places: [String: Int] = [:]
    for item in made {
      guard let pieces = item.key?.pieces else { return nil }
      let field = Self.field(pieces, item.value)
      if let place = places[field.name] {
        guard groups, let before = fields[place].value.list else { return nil }
        fields[place] = Value.Field(
          field.name,
          pieces: field.pieces,
          Value(.list(before + [item.value]), at: origin)
        )
      } else {
        places[field.name] = fields.count
        fields.append(
          groups
            ? Value.Field(field.name, pieces: field.pieces, Value(.list([item.value]), at: origin))
            : field
        )
      }
    }
    return Value(.object(fields), at: origin)
  }

  private func opaqueLoop(
    _ loop: Expression.Loop,
    over source: String,
    _ scope: Scope,
    _ origin: Origin
  ) -> Value {
    // Whatever they are called.
    let (item, index) = ("item\(scope.variables.count)", "key\(scope.variables.count)")
    note(shape(of: loop.collection, scope)?.element, of: item)
    var inner = scope.with(loop.valueName, Value(.opaque(item), at: origin))
    if let name = loop.keyName { inner = inner.with(name, Value(.opaque(index), at: origin)) }
    let key = loop.key.map { evaluate($0, inner).source + " => " } ?? ""
    let filter = loop.condition.map { " if " + evaluate($0, inner).source } ?? ""
    let groups = loop.groups ? "..." : ""
    let names = loop.keyName == nil ? "" : index + ", "
    return opaque(
      "[for \(names)\(item) in \(source) : \(key)"
        + "\(evaluate(loop.value, inner).source)\(groups)\(filter)]",
      origin
    )
  }
}
