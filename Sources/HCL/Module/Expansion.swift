import Syntax

/// Makes blocks of what the files say: one for each instance that is known.
struct Expansion {
  let evaluator: Evaluator
  static let instanceLimit = 1000

  func blocks(of reader: ModuleReader) -> [TerraformBlock] {
    reader.blocks.flatMap { block, file in
      evaluator.file = file
      return blocks(of: block, in: file)
    }
  }

  private func blocks(of block: Block, in file: Int) -> [TerraformBlock] {
    switch (block.type, block.labels.count) {
    case ("resource", 2): instances(of: block, .resource, block.labels.joined(separator: "."), file)
    case ("data", 2):
      instances(of: block, .data, "data." + block.labels.joined(separator: "."), file)
    case ("ephemeral", 2):
      instances(of: block, .ephemeral, "ephemeral." + block.labels.joined(separator: "."), file)
    case ("module", 1): instances(of: block, .module, "module." + block.labels[0], file)
    case ("provider", 1): instances(of: block, .provider, "provider." + providerName(block), file)
    case ("output", 1): instances(of: block, .output, "output." + block.labels[0], file)
    case ("variable", 1): instances(of: block, .variable, "var." + block.labels[0], file)
    case ("check", 1): instances(of: block, .check, "check." + block.labels[0], file)
    case ("terraform", 0): instances(of: block, .terraform, "terraform", file)
    case ("locals", 0): locals(block, file)
    default: []
    }
  }

  private func providerName(_ block: Block) -> String {
    guard let alias = block.body["alias"] else { return block.labels[0] }
    return block.labels[0] + "." + evaluator.evaluate(alias).rendered
  }

  private func locals(_ block: Block, _ file: Int) -> [TerraformBlock] {
    block.body.attributes.map { attribute in
      let origin = Origin(file: file, line: attribute.position.line)
      let value = evaluator.argument(
        spelled: { attribute.value.normalized },
        attribute.position.line
      ) {
        $0.local(attribute.name, origin)
      }
      let address = evaluator.prefix + "local." + attribute.name
      return TerraformBlock(
        kind: .local,
        type: "",
        name: attribute.name,
        base: address,
        address: address,
        body: Value(.object([Value.Field("value", value)]), at: origin),
        repetition: nil,
        origin: origin
      )
    }
  }

  private func instances(
    of block: Block,
    _ kind: TerraformBlock.Kind,
    _ base: String,
    _ file: Int
  ) -> [TerraformBlock] {
    let base = evaluator.prefix + base
    let origin = Origin(file: file, line: block.position.line)
    let repetition = evaluator.repetition(of: block.body)
    let times = evaluator.times(of: block.body)
    evaluator.isDormant = repetition.isDormant
    defer { evaluator.isDormant = false }
    return repetition.instances.map { instance in
      TerraformBlock(
        kind: kind,
        type: block.labels.count == 2 ? block.labels[0] : "",
        name: block.labels.last ?? "",
        base: base,
        address: base + instance.key,
        body: evaluator.body(
          block.body,
          instance.scope,
          origin,
          without: ["count", "for_each", "depends_on"]
        ),
        repetition: repetition.unknown,
        isDormant: repetition.isDormant,
        times: times,
        origin: origin
      )
    }
  }
}

/// How often a block stands.
struct Repetition {
  /// The key as it stands behind an address; the first of a count has none.
  var instances: [(key: String, scope: Scope)]
  var unknown: Value?
  /// Whether it stands nowhere by a default, and the one instance is what would stand if that were otherwise.
  var isDormant = false
}

extension Evaluator {
  /// The `count` or `for_each`, if it could be otherwise.
  func times(of body: Body) -> Value? {
    guard let expression = body["count"] ?? body["for_each"] else { return nil }
    let value = argument(expression, Scope())
    return value.alternatives.isEmpty ? nil : value
  }

  func repetition(of body: Body) -> Repetition {
    if let (count, isOpen) = body["count"].map({ deciding($0, Scope()) }) {
      guard let number = count.int, number <= Expansion.instanceLimit else {
        return Repetition(instances: [("", Scope())], unknown: count)
      }
      if number <= 0, isOpen { return Repetition(instances: [("", Scope())], isDormant: true) }
      return Repetition(
        instances: (0..<max(0, number)).map { index in
          let value = Value(.number(String(index)), at: count.origin)
          let object = Value(.object([Value.Field("index", value)]), at: count.origin)
          let scope = Scope(variables: ["count": object], isOpen: isOpen)
          return (index == 0 ? "" : "[\(index)]", scope)
        }
      )
    }
    guard let (collection, isOpen) = body["for_each"].map({ deciding($0, Scope()) }) else {
      return Repetition(instances: [("", Scope())])
    }
    note(body["for_each"].flatMap { shape(of: $0, Scope()) }?.element, of: "each.value")
    guard let items = Self.each(of: collection), items.count <= Expansion.instanceLimit else {
      return Repetition(instances: [("", Scope())], unknown: collection)
    }
    if items.isEmpty, isOpen { return Repetition(instances: [("", Scope())], isDormant: true) }
    return Repetition(
      instances: items.map { item in
        let scope = Scope(variables: ["each": Self.iterator(item)], isOpen: isOpen)
        return ("[\(item.key.source)]", scope)
      }
    )
  }

  /// A set's items are their own keys.
  static func each(of collection: Value) -> [(key: Value, value: Value)]? {
    if let items = collection.list {
      return items.allSatisfy { $0.pieces != nil } ? items.map { ($0, $0) } : nil
    }
    return items(of: collection)
  }

  static func iterator(_ item: (key: Value, value: Value)) -> Value {
    Value(
      .object([Value.Field("key", item.key), Value.Field("value", item.value)]),
      at: item.value.origin
    )
  }
}
