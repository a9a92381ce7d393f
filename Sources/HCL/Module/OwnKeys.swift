import Syntax

extension Evaluator {
  /// By the type of a lookup of keys, the argument that names the alias.
  static let keyNames = ["aws_kms_key": "key_id", "aws_kms_alias": "name"]

  /// What `data.aws_kms_key.NAME.arn` finds by an alias of AWS's own stands as that alias.
  ///
  /// Nobody can write the policy of such a key, so that it is told from a key of ours wherever it is used.
  func ownKey(_ attribute: String, of source: Expression, _ scope: Scope) -> Value? {
    guard !scope.isClosed, Self.keyIdentities.contains(attribute),
      case .attribute(let owner, let name) = source.value,
      case .attribute(let root, let type) = owner.value, case .variable("data") = root.value,
      let argument = Self.keyNames[type], let found = renderers["\(type).\(name)"],
      let key = found.block.body[argument]
    else { return nil }
    let origin = Origin(file: found.file, line: found.block.position.line)
    let value = remembered("data.\(type).\(name).\(argument)", origin) { evaluator in
      evaluator.evaluate(key)
    } in: {
      found.file
    }
    return value.isCloudsOwnKey ? value : nil
  }

  private static let keyIdentities: Set<String> = [
    "arn", "id", "key_id", "target_key_arn", "target_key_id",
  ]
}

extension Value {
  /// Whether it names a key that AWS keeps for one of its services.
  package var isCloudsOwnKey: Bool {
    let text = literal ?? ""
    return text.hasPrefix("alias/aws/") || text.hasPrefix("arn:") && text.contains(":alias/aws/")
  }
}
