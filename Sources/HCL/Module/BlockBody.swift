import Syntax

extension Evaluator {
  /// A block's arguments and nested blocks as an object; an argument that is null is none.
  func body(
    _ body: Body,
    _ scope: Scope,
    _ origin: Origin,
    without names: Set<String> = []
  ) -> Value {
    var parts = BodyParts(origin: origin)
    for attribute in body.attributes where !names.contains(attribute.name) {
      parts.arguments.append((attribute.name, argument(attribute.value, scope)))
    }
    for block in body.blocks { parts.groups.append(nested(block, scope)) }
    return parts.object
  }

  private func nested(_ block: Block, _ scope: Scope) -> BodyParts.Group {
    let origin = Origin(file: file, line: block.position.line)
    guard block.type == "dynamic", let type = block.labels.first,
      let content = block.body.blocks("content").first
    else {
      var value = body(block.body, scope, origin)
      if !block.labels.isEmpty, let fields = value.fields {
        let labels = block.labels.map { Value.string($0, at: origin) }
        value.content = .object(fields + [Value.Field("labels", Value(.list(labels), at: origin))])
      }
      return BodyParts.Group(type: block.type, values: [value])
    }
    let dynamic = DynamicBlock(type: type, outer: block.body, content: content.body, origin: origin)
    let others = alternatives(
      of: { _ = $0.collection(of: dynamic, scope) },
      spelled: { dynamic.outer.normalized },
      block.position.line
    ) { evaluator in
      Value(.list(evaluator.values(of: dynamic, scope)), at: origin)
    }
    return BodyParts.Group(type: type, values: values(of: dynamic, scope), alternatives: others)
  }

  /// What a dynamic block goes over; `items` are `nil` where that is not known, or where it is to be something though
  /// it is nothing by default.
  private func collection(of block: DynamicBlock, _ scope: Scope)
    -> (value: Value, items: [(key: Value, value: Value)]?, isOpen: Bool)
  {
    guard let expression = block.outer["for_each"] else {
      return (Value(.opaque("for_each"), at: block.origin), nil, false)
    }
    let (value, isOpen) = deciding(expression, scope)
    let items = Self.items(of: value)
    if isForcedToRun(expression, isEmpty: items?.isEmpty ?? false, isOpen: isOpen) {
      return (Value(.opaque("anything"), at: block.origin), nil, isOpen)
    }
    return (value, items, isOpen)
  }

  private func values(of block: DynamicBlock, _ scope: Scope) -> [Value] {
    let (collection, items, isOpen) = collection(of: block, scope)
    let iterator =
      if case .variable(let name)? = block.outer["iterator"]?.value { name } else { block.type }
    if let items, items.count <= Expansion.instanceLimit {
      return items.map {
        let inner = scope.with(iterator, Self.iterator($0)).opened(isOpen)
        return body(block.content, inner, block.origin)
      }
    }
    let shape = block.outer["for_each"].flatMap { self.shape(of: $0, scope) }
    note(shape?.element, of: "\(block.type).value")
    let item = Self.iterator(
      (
        Value(.opaque("\(block.type).key"), at: block.origin),
        Value(.opaque("\(block.type).value"), at: block.origin)
      )
    )
    let once = body(block.content, scope.with(iterator, item), block.origin)
    let fields = (once.fields ?? []) + [Value.Field(Value.dynamicName, collection)]
    return [Value(.object(fields), at: block.origin)]
  }
}

/// A block that stands once for each item of a collection.
private struct DynamicBlock {
  let type: String
  let outer: Body
  let content: Body
  let origin: Origin
}

/// What a body is made of.
private struct BodyParts {
  struct Group {
    let type: String
    let values: [Value]
    /// Each a list of what would be in the place of the values.
    var alternatives: [Alternative] = []

    func values(_ way: Way) -> [Value] {
      alternatives.first { $0.way == way }?.value.asList ?? values
    }
  }

  let origin: Origin
  var arguments: [(name: String, value: Value)] = []
  var groups: [Group] = []

  /// With what comes into it, or goes, if something is decided otherwise.
  var object: Value {
    var value = Value(.object(fields), at: origin)
    value.alternatives = overlays.sorted { $0.key < $1.key }.map { way, fields in
      Alternative(way: way, value: Value(.object(fields), at: origin), isOverlay: true)
    }
    return value
  }

  /// By way, the arguments that are there then and are not now, and the blocks of the kinds that are others then.
  private var overlays: [Way: [Value.Field]] {
    var overlays: [Way: [Value.Field]] = [:]
    for (name, value) in arguments where value.isNull {
      for other in value.alternatives where !other.value.isNull {
        overlays[other.way, default: []].append(Value.Field(name, other.value))
      }
    }
    var kinds: [Way: Set<String>] = [:]
    for group in groups {
      for other in group.alternatives { kinds[other.way, default: []].insert(group.type) }
    }
    for (way, types) in kinds {
      for type in types.sorted() {
        let values = groups.filter { $0.type == type }.flatMap { $0.values(way) }
        let none = Value(.null, at: origin)
        let list = values.isEmpty ? none : Value(.list(values), at: values[0].origin)
        overlays[way, default: []].append(Value.Field(type, list))
      }
    }
    return overlays
  }

  private var fields: [Value.Field] {
    var fields = arguments.filter { !$0.value.isNull }.map { Value.Field($0.name, $0.value) }
    var nested: [(type: String, values: [Value])] = []
    for group in groups {
      if let place = nested.firstIndex(where: { $0.type == group.type }) {
        nested[place].values += group.values
      } else {
        nested.append((group.type, group.values))
      }
    }
    for (type, values) in nested where !values.isEmpty {
      let here = values[0].origin
      if let place = fields.firstIndex(where: { $0.name == type }) {
        let before = fields[place].value
        fields[place] = Value.Field(
          type,
          Value(.list((before.list ?? [before]) + values), at: here)
        )
      } else {
        fields.append(Value.Field(type, Value(.list(values), at: here)))
      }
    }
    return fields
  }
}
