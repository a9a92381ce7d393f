import Syntax

extension Evaluator {
  /// A block's arguments and nested blocks as an object; an argument that is null is none.
  func body(
    _ body: Body,
    _ scope: Scope,
    _ origin: Origin,
    without names: Set<String> = []
  ) -> Value {
    var fields: [Value.Field] = []
    for attribute in body.attributes where !names.contains(attribute.name) {
      let value = evaluate(attribute.value, scope)
      if !value.isNull { fields.append(Value.Field(attribute.name, value)) }
    }
    var nested: [(type: String, values: [Value])] = []
    for block in body.blocks {
      let (type, values) = self.nested(block, scope)
      if let place = nested.firstIndex(where: { $0.type == type }) {
        nested[place].values += values
      } else {
        nested.append((type, values))
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

  private func nested(_ block: Block, _ scope: Scope) -> (String, [Value]) {
    let origin = Origin(file: file, line: block.position.line)
    guard block.type == "dynamic", let type = block.labels.first,
      let content = block.body.blocks("content").first
    else {
      var value = body(block.body, scope, origin)
      if !block.labels.isEmpty, let fields = value.fields {
        let labels = block.labels.map { Value.string($0, at: origin) }
        value.content = .object(fields + [Value.Field("labels", Value(.list(labels), at: origin))])
      }
      return (block.type, [value])
    }
    let collection =
      block.body["for_each"].map { evaluate($0, scope) } ?? Value(.opaque("for_each"), at: origin)
    let iterator =
      if case .variable(let name)? = block.body["iterator"]?.value { name } else { type }
    if let items = Self.dynamicItems(of: collection), items.count <= Expansion.instanceLimit {
      return (
        type,
        items.map { body(content.body, scope.with(iterator, Self.iterator($0)), origin) }
      )
    }
    let once = body(content.body, scope, origin)
    let fields = (once.fields ?? []) + [Value.Field(Value.dynamicName, collection)]
    return (type, [Value(.object(fields), at: origin)])
  }

  private static func dynamicItems(of collection: Value) -> [(key: Value, value: Value)]? {
    items(of: collection)
  }
}
