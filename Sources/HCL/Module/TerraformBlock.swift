/// A block of a module, or one instance of it, with what its arguments come to.
package struct TerraformBlock: Sendable {
  package enum Kind: String, Sendable {
    case resource, data, module, provider, variable, output, local, terraform, check, ephemeral
  }

  package let kind: Kind
  /// Such as `aws_s3_bucket`; empty where the kind has none.
  package let type: String
  package let name: String
  /// Without the instance's key: what `moved` and references name.
  package let base: String
  /// Such as `aws_s3_bucket.logs["eu"]`.
  package let address: String
  /// An object of its arguments; nested blocks are lists of objects by their type.
  package private(set) var body: Value
  /// The `count` or `for_each` that is not known; the block stands once then.
  package let repetition: Value?
  /// Whether it stands nowhere by the module's defaults.
  package var isDormant = false
  /// The `count` or `for_each` where it could be otherwise.
  package var times: Value?
  package let origin: Origin

  package subscript(name: String) -> Value? { body[name] }

  /// Nested blocks, or the objects of an argument that is a list of them.
  package func blocks(_ type: String) -> [Value] { body.blocks(type) }

  /// The block with one argument more.
  func adding(_ field: Value.Field) -> TerraformBlock {
    var block = self
    block.body = Value(.object((body.fields ?? []) + [field]), at: body.origin)
    return block
  }

  /// As it would be where it stands, if it stands nowhere by default.
  package var standing: TerraformBlock {
    let wanted = times?.alternatives.first { other in
      other.value.literal.map { $0 != "0" } ?? other.value.list.map { !$0.isEmpty }
        ?? other.value.fields.map { !$0.isEmpty } ?? true
    }
    return isDormant ? wanted.map { otherwise($0.way) } ?? self : self
  }

  /// The block as it would be if something were decided otherwise.
  package func otherwise(_ way: Way) -> TerraformBlock {
    var block = self
    block.body = body.otherwise(way)
    return block
  }
}

extension TerraformBlock {
  /// Values in a file of this name, as the call of a module that is not known would give them.
  package init(values name: String, body: Value) {
    self.init(
      kind: .module,
      type: "",
      name: name,
      base: name,
      address: name,
      body: body,
      repetition: nil,
      origin: body.origin
    )
  }

  /// A resource that stands once, at its body's origin.
  package init(
    resource type: String,
    name: String,
    address: String,
    body: Value,
    repetition: Value?
  ) {
    self.init(
      kind: .resource,
      type: type,
      name: name,
      base: address,
      address: address,
      body: body,
      repetition: repetition,
      origin: body.origin
    )
  }
}

extension Value {
  package func blocks(_ type: String) -> [Value] {
    guard let value = self[type] else { return [] }
    return value.list ?? [value]
  }

  /// All values at a path of names joined by dots, through lists.
  package func all(at path: String) -> [Value] {
    var values = [self]
    for name in path.split(separator: ".") {
      values = values.flatMap(\.asList).compactMap { $0[String(name)] }
    }
    return values.flatMap(\.asList).filter { !$0.isNull }
  }

  /// What a dynamic block that is not known has beside its content: the collection it goes over.
  package static let dynamicName = "for_each of a dynamic block"
}
