package import Detection
import HCL

/// Where and as whom Terraform works, and where it keeps its state.
package struct TerraformPlaceRule: TerraformRule {
  package init() {}

  package static let place = Kind(
    "terraform-place",
    of: .iam,
    title: "Terraform works elsewhere or as somebody else",
    help: """
      A provider takes another role, account or project, a resource or module another provider, or the state \
      another backend: the same code acts on other things than before, or with other rights.
      """,
    example: Kind.Example(
      path: "main.tf",
      old:
        "provider \"aws\" {\n  assume_role {\n    role_arn = \"arn:aws:iam::1:role/a\"\n  }\n}\n",
      new: "provider \"aws\" {\n  assume_role {\n    role_arn = \"arn:aws:iam::2:role/a\"\n  }\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.place] }

  package func covers(_ block: TerraformSubject) -> Bool {
    ["provider", "terraform", "module", "resource", "data"].contains(block.kind)
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.old != nil && change.new != nil {
      for difference in change.differences where Self.isPlace(difference, of: change) {
        judgment.explain([difference.path], of: change)
        judgment.observe(Self.observation(difference, change), of: change)
      }
    }
    return judgment
  }

  private static func isPlace(_ difference: Difference, of change: BlockChange) -> Bool {
    switch change.kind {
    case .provider, .terraform: CarefulTypes.doubts(difference, of: change)
    case .module: difference.name == "providers"
    case .resource, .ephemeral: difference.path == "provider"
    case .data: difference.path == "provider" && TerraformTypes.givesAccess(change)
    case .variable, .output, .local, .check: false
    }
  }

  private static func observation(_ difference: Difference, _ change: BlockChange) -> Observation {
    let protection = protection(difference, change)
    let direction: Direction =
      switch protection?.compare(difference.old, difference.new) {
      case .direction(let direction): direction
      case .same, .unknown, nil: .incomparable
      }
    return change.observation(
      protection == nil ? place : PostureKinds.weakened,
      direction,
      direction == .narrowed ? .low : .medium,
      old: difference.old,
      new: difference.new,
      summary: summary(difference, change)
    )
  }

  /// Of switches that say whether what it sends, or keeps, is read on the way.
  private static func protection(_ difference: Difference, _ change: BlockChange) -> Posture? {
    if change.kind == .terraform, difference.leaf == "encrypt" {
      return Posture(aspect: .protection, measure: .flag(riskyWhen: false, absent: nil))
    }
    guard change.kind == .provider, TerraformProviders.isInsecure(difference.leaf) else {
      return nil
    }
    return Posture(aspect: .protection, measure: .flag(riskyWhen: true, absent: false))
  }

  private static func summary(_ difference: Difference, _ change: BlockChange) -> String {
    switch change.kind {
    case .provider where isSecret(difference):
      "changes \(change.spelled(difference.path)) of \(change.address)"
    case .module, .resource, .data:
      "works on \(change.address) through \(provider(difference.new)), "
        + "no longer through \(provider(difference.old))"
    default: difference.text(of: change)
    }
  }

  private static func isSecret(_ difference: Difference) -> Bool {
    SecretWords.isSecret(difference.path) || difference.leaf.hasSuffix("token")
      || ["credentials", "client_key", "pem_file"].contains(difference.leaf)
  }

  private static func provider(_ value: Value?) -> String {
    value?.readable ?? "the standard provider"
  }
}
