extension Evaluator {
  func template(_ parts: [TemplatePart], _ scope: Scope, _ origin: Origin) -> Value {
    if parts.count == 1, case .interpolation(let inner) = parts[0] {
      return evaluate(inner, scope)
    }
    var pieces: [Value.Piece] = []
    var fails = false
    add(parts, to: &pieces, &fails, scope)
    if pieces.count == 1, case .atom(let atom) = pieces[0] {
      return Value(.opaque(atom), at: origin, fails: fails)
    }
    return Value(.text(pieces), at: origin, fails: fails)
  }

  private func add(
    _ parts: [TemplatePart],
    to pieces: inout [Value.Piece],
    _ fails: inout Bool,
    _ scope: Scope
  ) {
    for part in parts {
      switch part {
      case .literal(let text):
        guard budget.spend(1 + text.utf8.count / 64) else {
          return pieces.add(.atom("(beyond a limit)"))
        }
        pieces.add(.literal(text))
      case .interpolation(let inner): add(evaluate(inner, scope), to: &pieces, &fails)
      case .conditional(let condition, let then, let otherwise):
        let (value, flag) = decide(condition, scope)
        if let flag {
          add(flag ? then : otherwise, to: &pieces, &fails, scope)
        } else {
          let (yes, no) = (rendered(then, scope), rendered(otherwise, scope))
          pieces.add(.atom(opaque("(\(value.source) ? \(yes) : \(no))", value.origin).source))
        }
      case .loop(let key, let name, let collection, let body):
        let (source, isOpen) = deciding(collection, scope)
        let items = Self.items(of: source)
        let isForced = isForcedToRun(collection, isEmpty: items?.isEmpty ?? false, isOpen: isOpen)
        guard let items, !isForced else {
          let inner = scope.with(name, Value(.opaque(name), at: source.origin))
          pieces.add(
            .atom(opaque("for(\(source.source))\(rendered(body, inner))", source.origin).source)
          )
          continue
        }
        for item in items {
          var inner = scope.with(name, item.value).opened(isOpen)
          if let key { inner = inner.with(key, item.key) }
          add(body, to: &pieces, &fails, inner)
        }
      }
    }
  }

  private func add(_ value: Value, to pieces: inout [Value.Piece], _ fails: inout Bool) {
    guard let inner = value.pieces else {
      fails = true
      return pieces.add(.atom(opaque(value.source, value.origin).source))
    }
    if value.fails { fails = true }
    for piece in inner {
      let cost = if case .literal(let text) = piece { text.utf8.count / 64 } else { 1 }
      guard budget.spend(1 + cost) else { return pieces.add(.atom("(beyond a limit)")) }
      pieces.add(piece)
    }
  }

  private func rendered(_ parts: [TemplatePart], _ scope: Scope) -> String {
    var pieces: [Value.Piece] = []
    var fails = false
    add(parts, to: &pieces, &fails, scope)
    return "\"\(pieces.rendered)\""
  }
}
