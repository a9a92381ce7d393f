import Syntax

extension Evaluator {
  func attribute(
    _ source: Expression,
    _ name: String,
    _ scope: Scope,
    _ origin: Origin
  ) -> Value {
    if case .variable(let root) = source.value, scope.variables[root] == nil, !scope.isClosed {
      switch root {
      case "local": return local(name, origin)
      case "var": return variable(name, origin)
      case "path": return Value(.opaque("path." + name), at: origin)
      case "terraform": return Value(.opaque("terraform." + name), at: origin)
      default: break
      }
    }
    if let rendered = rendered(name, of: source, scope) ?? ownKey(name, of: source, scope) {
      return rendered
    }
    return taken(name, of: evaluate(source, scope), origin)
  }

  private func taken(_ name: String, of source: Value, _ origin: Origin) -> Value {
    switch source.content {
    case .object(let fields):
      if let field = fields.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
        return field.value
      }
      if fields.contains(where: { $0.pieces != nil }) { break }
      return opaque("\(source.source).\(name)", origin, fails: true)
    case .opaque(let text):
      let taken = "\(text).\(name)"
      return standard(for: name, of: text, taken: taken)
        ?? opaque(taken, origin, fails: source.fails)
    default: return opaque("\(source.source).\(name)", origin, fails: true)
    }
    return opaque("\(source.source).\(name)", origin)
  }

  func index(_ source: Expression, _ key: Expression, _ scope: Scope, _ origin: Origin) -> Value {
    let source = evaluate(source, scope)
    let keyExpression = key
    let (key, isOpen) = deciding(key, scope)
    if let value = chosen(keyExpression, key, isOpen: isOpen, of: source) { return value }
    switch source.content {
    case .list(let items):
      guard let place = key.int else { break }
      if items.indices.contains(place) { return items[place] }
      return opaque("\(source.source)[\(place)]", origin, fails: true)
    case .object:
      if let name = key.literal { return taken(name, of: source, origin) }
      if let pieces = key.pieces?.rendered, let value = source[pieces] { return value }
    case .opaque(let text):
      note(shapes[text]?.element, of: "\(text)[\(key.source)]")
      return opaque("\(text)[\(key.source)]", origin, fails: source.fails)
    default: break
    }
    return opaque("\(source.source)[\(key.source)]", origin)
  }

  func splat(_ source: Expression, _ each: Expression, _ scope: Scope, _ origin: Origin) -> Value {
    let source = evaluate(source, scope)
    var scope = scope
    func taken(of item: Value) -> Value {
      scope.item = item
      return evaluate(each, scope)
    }
    switch source.content {
    case .list(let items): return Value(.list(items.map(taken)), at: origin)
    case .null: return Value(.list([]), at: origin)
    case .opaque(let text):
      note(shapes[text]?.element, of: text + "[*]")
      return opaque(taken(of: Value(.opaque(text + "[*]"), at: origin)).source, origin)
    default: return Value(.list([taken(of: source)]), at: origin)
    }
  }

  func local(_ name: String, _ origin: Origin) -> Value {
    guard let found = locals[name] else {
      return opaque("\(prefix)local.\(name)", origin, fails: true)
    }
    return remembered("local.\(name)", origin) { evaluator in
      evaluator.evaluate(found.value)
    } in: {
      found.file
    }
  }

  func variable(_ name: String, _ origin: Origin) -> Value {
    let type = variableTypes[name]
    let input = inputs[name]
    if let input, type == nil { return input }
    let standard = variables[name]
    if input == nil, standard == nil {
      note(shape(ofVariable: name), of: "\(prefix)var.\(name)")
      return opaque("\(prefix)var.\(name)", origin)
    }
    // What another module gives is given; here whoever runs it may give something else.
    if input == nil, prefix.isEmpty { openness.noteRead() }
    return remembered("var.\(name)", origin) { evaluator in
      let value = input ?? standard.map { evaluator.evaluate($0) }
      return evaluator.completed(value ?? Value(.null, at: origin), as: type)
    } in: {
      variableFiles[name] ?? file
    }
  }

  /// Evaluates once; a name that needs itself is opaque.
  func remembered(
    _ name: String,
    _ origin: Origin,
    _ evaluate: (Evaluator) -> Value,
    in file: () -> Int
  ) -> Value {
    if let value = known[name] {
      openness.recall(name)
      return value
    }
    guard underWay.insert(name).inserted else { return opaque(prefix + name, origin) }
    let before = self.file
    self.file = file()
    let (reads, decisions) = (openness.reads, openness.collect())
    let value = evaluate(self)
    let own = openness.collected(since: decisions)
    openness.remember(name, reads: openness.reads != reads, own)
    self.file = before
    underWay.remove(name)
    known[name] = value
    return value
  }
}
