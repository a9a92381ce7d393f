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
      spelled: { dynamic.content.normalized }
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
      return (Value(.opaque(expression.normalized), at: block.origin), nil, isOpen)
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
    let once = body(block.content, scope, block.origin)
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

    func values(_ label: String?) -> [Value] {
      alternatives.first { $0.label == label }?.value.asList ?? values
    }
  }

  let origin: Origin
  var arguments: [(name: String, value: Value)] = []
  var groups: [Group] = []

  /// With what it would be if something stood there that does not, or the other way around.
  var object: Value {
    var value = object(nil)
    var labels: Set<String> = []
    for argument in arguments where argument.value.isNull {
      labels.formUnion(argument.value.alternatives.map(\.label))
    }
    for group in groups { labels.formUnion(group.alternatives.map(\.label)) }
    value.alternatives = labels.sorted().map { Alternative(label: $0, value: object($0)) }
    return value
  }

  private func object(_ label: String?) -> Value {
    var fields: [Value.Field] = []
    for (name, value) in arguments {
      if !value.isNull {
        fields.append(Value.Field(name, value))
      } else if let other = value.alternatives.first(where: { $0.label == label })?.value,
        !other.isNull
      {
        fields.append(Value.Field(name, other))
      }
    }
    var nested: [(type: String, values: [Value])] = []
    for group in groups {
      if let place = nested.firstIndex(where: { $0.type == group.type }) {
        nested[place].values += group.values(label)
      } else {
        nested.append((group.type, group.values(label)))
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
    return Value(.object(fields), at: origin)
  }
}
