package import Detection
import HCL

/// Secrets that a resource is given as they are.
package struct TerraformSecretRule: TerraformRule {
  package init() {}

  package static let value = Kind(
    "terraform-value",
    of: .secret,
    title: "Secret that Terraform sets replaced",
    help: """
      A password, token or key is given to a resource or a module, or another one than before. A rotation \
      cannot be told from the swap of one credential for another; one that stands in the file itself is known to \
      whoever reads it. The values are never shown.
      """,
    example: Kind.Example(
      path: "main.tf",
      old:
        "resource \"aws_secretsmanager_secret_version\" \"x\" {\n  secret_string = var.old\n}\n",
      new: "resource \"aws_secretsmanager_secret_version\" \"x\" {\n  secret_string = var.new\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.value] }

  package func covers(_ block: TerraformSubject) -> Bool { block.kind == "resource" }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.old != nil && change.new != nil {
      for difference in change.differences {
        if let name = Self.variable(difference) {
          let value = Difference(
            path: difference.path,
            old: difference.old?["value"],
            new: difference.new?["value"]
          )
          judgment.observe(Self.observation(value, change, called: name), of: change)
        } else if Self.isSecret(difference, change) {
          judgment.explain([difference.path], of: change)
          judgment.observe(Self.observation(difference, change), of: change)
        }
      }
    }
    return judgment
  }

  /// Says that it changed, and nothing of either value.
  static func observation(
    _ difference: Difference,
    _ change: BlockChange,
    called name: String? = nil
  ) -> Observation {
    let (direction, verb) = way(difference)
    let secret =
      "the secret \(name ?? change.spelled(difference.path)) of \(change.address)"
    return change.observation(
      value,
      direction,
      direction == .narrowed ? .low : direction == .widened ? .high : .medium,
      old: difference.old,
      new: difference.new,
      summary: "\(verb) \(secret)" + (direction == .incomparable ? "" : " in clear text"),
      data: [change.new?.name ?? ""]
    )
  }

  /// Whoever reads the file knows a secret that stands in it.
  private static func way(_ difference: Difference) -> (Direction, String) {
    switch (isReadable(difference.old), isReadable(difference.new)) {
    case (false, true): (.widened, "writes")
    case (true, false): (.narrowed, "no longer writes")
    default:
      (
        .incomparable,
        difference.old == nil ? "sets" : difference.new == nil ? "no longer sets" : "replaces"
      )
    }
  }

  /// A text that names no place where the secret lies.
  private static func isReadable(_ value: Value?) -> Bool {
    guard let text = value?.literal else { return false }
    return !text.isEmpty && !text.hasPrefix("{{resolve:")
  }

  /// A variable of a container's environment that is a secret by its name, and is written out.
  private static func variable(_ difference: Difference) -> String? {
    guard ["environment", "env"].contains(difference.leaf),
      difference.old == nil || difference.new == nil, let item = difference.new ?? difference.old,
      let name = item["name"]?.literal, SecretWords.isSecret(name),
      let value = item["value"]?.literal, !value.isEmpty
    else { return nil }
    return name
  }

  private static func isSecret(_ difference: Difference, _ change: BlockChange) -> Bool {
    if difference.isSecret { return true }
    if change.type == "aws_ssm_parameter" {
      return difference.path == "value"
        && [change.old, change.new].contains { $0?["type"]?.literal == "SecureString" }
    }
    let words = change.type.split(separator: "_")
    return (words.contains("secret") || words.contains("secrets"))
      && contents.contains(difference.name)
  }

  /// What a resource that is a secret holds.
  private static let contents: Set<String> = [
    "value", "data", "binary_data", "string_data", "data_json", "data_wo", "value_wo",
  ]
}

extension Difference {
  /// Whether it is of a secret itself; what is on or off is none.
  var isSecret: Bool { SecretWords.isSecret(path) && old?.bool == nil && new?.bool == nil }
}
