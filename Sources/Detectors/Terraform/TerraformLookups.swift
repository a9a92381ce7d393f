import Detection
import HCL

/// Data that find roles, keys, secrets or shares: what is used by their names is another then.
enum TerraformLookups {
  static let lookup = Kind(
    "lookup",
    of: .iam,
    title: "Something else of access is looked up",
    help: """
      Data find a role, a key, a secret or a share by what they ask for. They ask for something else, and \
      all that uses what they find does so too.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: "data \"aws_iam_roles\" \"x\" {\n  name_regex = \"read-.*\"\n}\n",
      new: "data \"aws_iam_roles\" \"x\" {\n  name_regex = \"admin-.*\"\n}\n"
    )
  )

  static func judgment(
    of changes: [BlockChange],
    explained: [String: Set<String>]
  ) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.kind == .data && isLookup(change) {
      let known = explained[change.address] ?? []
      for difference in change.differences where isAsked(difference, known) {
        judgment.explain([difference.path], of: change)
        judgment.observe(
          change.observation(
            lookup,
            way(difference),
            .medium,
            old: difference.old,
            new: difference.new,
            summary: "looks up something else: \(difference.text(of: change))"
          ),
          of: change
        )
      }
    }
    return judgment
  }

  /// A key of ours has a policy of ours, and the cloud's own has not.
  private static func way(_ difference: Difference) -> Direction {
    switch (difference.old?.isCloudsOwnKey ?? false, difference.new?.isCloudsOwnKey ?? false) {
    case (false, true) where difference.old != nil: .widened
    case (true, false) where difference.new != nil: .narrowed
    default: .incomparable
    }
  }

  /// Documents that data only put together are no lookups.
  private static func isLookup(_ change: BlockChange) -> Bool {
    if contents.contains(change.type) { return change.old != nil && change.new != nil }
    return TerraformTypes.givesAccess(change) && TerraformTypes.isKnown(change.type)
      && !change.type.hasSuffix("_document") && change.type != "google_iam_policy"
  }

  /// Data whose words are those of a program, a server or a file elsewhere: policies and addresses come from them.
  private static let contents: Set<String> = [
    "external", "http", "terraform_remote_state", "tfe_outputs", "aws_ssm_parameter",
    "aws_s3_object", "aws_s3_bucket_object", "aws_cloudformation_export", "aws_lambda_invocation",
    "google_storage_bucket_object_content",
  ]

  /// A name, harmless elsewhere, is what a lookup goes by.
  private static func isAsked(_ difference: Difference, _ known: Set<String>) -> Bool {
    if Residue.isExplained(difference.path, by: known) { return false }
    return ["name", "path", "display_name", "full_name"].contains(difference.path)
      || !NeutralArguments.contains(difference)
  }
}
