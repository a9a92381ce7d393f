import Syntax

extension Evaluator {
  /// The document that an `aws_iam_policy_document` renders.
  func policyDocument(_ body: Value) -> Value {
    let origin = body.origin
    var statements = sources(body, "source_policy_documents", "source_json")
    statements += body.blocks("statement").map(statement)
    for stronger in sources(body, "override_policy_documents", "override_json") {
      let sid = stronger["Sid"]?.literal
      if let sid, !sid.isEmpty,
        let place = statements.firstIndex(where: { $0["Sid"]?.literal == sid })
      {
        statements[place] = stronger
      } else {
        statements.append(stronger)
      }
    }
    return Value(
      .object([
        Value.Field("Version", body["version"] ?? .string("2012-10-17", at: origin)),
        Value.Field("Statement", Value(.list(statements), at: origin)),
      ]),
      at: origin
    )
  }

  /// Statements of other documents; one that is not known stands as it is.
  private func sources(_ body: Value, _ list: String, _ single: String) -> [Value] {
    let texts = (body[list].map { $0.list ?? [$0] } ?? []) + (body[single].map { [$0] } ?? [])
    return texts.flatMap { text -> [Value] in
      guard let inner = text.document else { return [opaque(text.source, text.origin)] }
      guard let statements = inner["Statement"] else { return [] }
      return statements.list ?? [statements]
    }
  }

  private func statement(_ block: Value) -> Value {
    let origin = block.origin
    if block[Value.dynamicName] != nil { return opaque(block.source, origin) }
    var fields: [Value.Field] = []
    if let sid = block["sid"] { fields.append(Value.Field("Sid", sid)) }
    fields.append(Value.Field("Effect", block["effect"] ?? .string("Allow", at: origin)))
    for (name, element) in [
      ("actions", "Action"), ("not_actions", "NotAction"), ("resources", "Resource"),
      ("not_resources", "NotResource"),
    ] {
      if let value = block[name] { fields.append(Value.Field(element, value.withPolicyVariables)) }
    }
    for (name, element) in [("principals", "Principal"), ("not_principals", "NotPrincipal")] {
      let blocks = block.blocks(name)
      if !blocks.isEmpty { fields.append(Value.Field(element, principals(blocks, origin))) }
    }
    let conditions = block.blocks("condition")
    if !conditions.isEmpty {
      fields.append(Value.Field("Condition", self.conditions(conditions, origin)))
    }
    return Value(.object(fields), at: origin)
  }

  private func principals(_ blocks: [Value], _ origin: Origin) -> Value {
    if blocks.contains(where: { $0[Value.dynamicName] != nil }) {
      return opaque(Self.source(blocks), origin)
    }
    if blocks.count == 1, blocks[0]["type"]?.literal == "*" { return .string("*", at: origin) }
    return grouped(blocks.map { ($0["type"], $0["identifiers"]) }, origin)
  }

  private func conditions(_ blocks: [Value], _ origin: Origin) -> Value {
    if blocks.contains(where: { $0[Value.dynamicName] != nil }) {
      return opaque(Self.source(blocks), origin)
    }
    var tests: [(Value, [(Value?, Value?)])] = []
    for block in blocks {
      guard let test = block["test"] else { continue }
      let entry = (block["variable"], block["values"]?.withPolicyVariables)
      if let place = tests.firstIndex(where: { $0.0.isEquivalent(to: test) }) {
        tests[place].1.append(entry)
      } else {
        tests.append((test, [entry]))
      }
    }
    return grouped(tests.map { ($0.0, grouped($0.1, $0.0.origin)) }, origin)
  }

  /// An object whose lists are joined where a name stands twice.
  private func grouped(_ entries: [(name: Value?, value: Value?)], _ origin: Origin) -> Value {
    var fields: [Value.Field] = []
    for (name, value) in entries {
      guard let pieces = name?.pieces, let value else { continue }
      let field = Self.field(pieces, value)
      if let place = fields.firstIndex(where: { $0.name == field.name }) {
        let both = (fields[place].value.list ?? [fields[place].value]) + (value.list ?? [value])
        fields[place] = Value.Field(
          field.name,
          pieces: field.pieces,
          Value(.list(both), at: field.value.origin)
        )
      } else {
        fields.append(field)
      }
    }
    return Value(.object(fields), at: origin)
  }
}

extension Value {
  /// `&{aws:username}` is how such a block writes a policy's `${aws:username}`.
  fileprivate var withPolicyVariables: Value {
    switch content {
    case .list(let items):
      return Value(.list(items.map(\.withPolicyVariables)), at: origin)
    case .text(let pieces):
      let made = pieces.map { piece -> Piece in
        guard case .literal(let text) = piece else { return piece }
        return .literal(Call.split(text, by: "&{").joined(separator: "${"))
      }
      return Value(.text(made), at: origin)
    default: return self
    }
  }
}
