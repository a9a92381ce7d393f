import Syntax

extension Evaluator {
  /// What `data.aws_iam_policy_document.NAME.json`, `data.template_file.NAME.rendered`, or an instance's, is.
  func rendered(_ attribute: String, of source: Expression, _ scope: Scope) -> Value? {
    guard !scope.isClosed, ["json", "minified_json", "rendered"].contains(attribute) else {
      return nil
    }
    var (source, key) = (source, Value?.none)
    if case .index(let inner, let index) = source.value {
      key = evaluate(index, scope)
      source = inner
    }
    guard case .attribute(let owner, let name) = source.value, let type = Self.type(owner),
      (type == "template_file") == (attribute == "rendered"),
      let found = renderers["\(type).\(name)"]
    else { return nil }
    return text(of: found.block, in: found.file, key: key)
  }

  /// `data.TYPE`, or a resource's `TYPE`.
  private static func type(_ owner: Expression) -> String? {
    switch owner.value {
    case .variable(let type): type
    case .attribute(let root, let type):
      if case .variable("data") = root.value { type } else { nil }
    default: nil
    }
  }

  private func text(of block: Block, in file: Int, key: Value?) -> Value? {
    let repetition = atFile(file) { $0.repetition(of: block.body) }
    let wanted = key.map { "[\($0.source)]" } ?? ""
    let keys = [wanted, wanted == "[0]" ? "" : wanted]
    guard repetition.unknown == nil,
      !repetition.isDormant || isDormant || !openness.forced.isEmpty,
      let instance = repetition.instances.first(where: { keys.contains($0.key) })
    else { return nil }
    readDocuments.insert(block.labels.joined(separator: ".") + instance.key)
    let origin = Origin(file: file, line: block.position.line)
    let name = block.labels.joined(separator: ".") + wanted
    return remembered("data." + name, origin) { evaluator in
      // What it would be otherwise is asked of whatever reads it.
      let isOff = evaluator.openness.isOff
      evaluator.openness.isOff = true
      defer { evaluator.openness.isOff = isOff }
      let body = evaluator.body(
        block.body,
        instance.scope,
        origin,
        without: ["count", "for_each", "depends_on"]
      )
      return block.labels[0] == "template_file"
        ? evaluator.templateFile(body) ?? evaluator.opaque("\(body.source).rendered", origin)
        : Value(.encoded(evaluator.policyDocument(body)), at: origin)
    } in: {
      file
    }
  }

  /// A document that nothing in the module reads, with what it renders as its `json`.
  ///
  /// Asked when everything else has been evaluated: what is read is known by then.
  func completed(_ block: TerraformBlock) -> TerraformBlock {
    guard block.kind == .data, block.type == Self.policyDocumentType else { return block }
    if readDocuments.contains(String(block.address.dropFirst(prefix.count + 5))) { return block }
    func json(_ body: Value) -> Value { Value(.encoded(policyDocument(body)), at: block.origin) }
    var made = json(block.body)
    made.alternatives = block.body.alternativeTexts.keys.sorted().map {
      Alternative(way: $0, value: json(block.body.otherwise($0)))
    }
    return block.adding(Value.Field("json", made))
  }

  static let policyDocumentType = "aws_iam_policy_document"

  private func atFile<T>(_ other: Int, _ read: (Evaluator) -> T) -> T {
    let before = file
    defer { file = before }
    file = other
    return read(self)
  }

  /// A template with its `vars`, which older Terraform writes as a block; `nil` where it is not known.
  private func templateFile(_ body: Value) -> Value? {
    // Whether its variables are defaults is not known here.
    let outer = callIsOpen
    callIsOpen = true
    defer { callIsOpen = outer }
    let values = body["vars"] ?? Value(.object([]), at: body.origin)
    guard let source = body["template"], let text = source.literal,
      var made = rendered(Array(text.utf8), with: values.list?.first ?? values, source.origin),
      !made.fails
    else { return nil }
    made.isOfLinesBelow = source.isOfLinesBelow
    return made
  }
}
