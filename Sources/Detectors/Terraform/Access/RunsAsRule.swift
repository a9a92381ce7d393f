package import Detection
import HCL

/// Under which identity a workload runs.
package struct RunsAsRule: TerraformRule {
  package init() {}

  package static let identity = Kind(
    "runs-as",
    of: .iam,
    title: "Workload runs as somebody else",
    help:
      "A machine, function or task gets another role or service account, with what that may do.",
    example: Kind.Example(
      path: "main.tf",
      old:
        "resource \"aws_ecs_task_definition\" \"x\" {\n  task_role_arn = \"arn:aws:iam::1:role/a\"\n}\n",
      new:
        "resource \"aws_ecs_task_definition\" \"x\" {\n  task_role_arn = \"arn:aws:iam::1:role/b\"\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.identity] }
  package func covers(_ block: TerraformSubject) -> Bool { block.kind == "resource" }

  private static let names: Set<String> = [
    "task_role_arn", "execution_role_arn", "iam_instance_profile", "service_account_email",
    "service_account_name", "instance_profile", "job_role_arn", "iam_role", "iam_role_arn",
    "service_account", "node_role_arn", "service_role_arn", "service_role", "role_arn",
    "identity_ids", "run_as", "lambda_role", "monitoring_role_arn",
  ]

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.old != nil && change.new != nil {
      for leaf in PostureLeaf.leaves(of: change.differences)
      where Self.isIdentity(leaf, change.type) {
        if leaf.old?.list?.first?.fields != nil || leaf.new?.list?.first?.fields != nil { continue }
        judgment.explain([leaf.path], of: change)
        let direction =
          Self.members(leaf.old, leaf.new)
          ?? Self.direction(leaf.old?.rendered, leaf.new?.rendered)
        judgment.observe(
          change.observation(
            Self.identity,
            direction,
            direction == .narrowed ? .low : .medium,
            old: leaf.old,
            new: leaf.new,
            summary:
              "runs \(change.address) as \(leaf.new?.rendered ?? "nobody") by \(change.spelled(leaf.path))"
          ),
          of: change
        )
      }
    }
    return judgment
  }

  private static func isIdentity(_ leaf: PostureLeaf, _ type: String) -> Bool {
    names.contains(leaf.name) || leaf.parent == "service_account" && leaf.name == "email"
      || type == "aws_lambda_function" && leaf.path == "role"
  }

  /// Of lists of identities, one more is more.
  private static func members(_ old: Value?, _ new: Value?) -> Direction? {
    guard let before = old?.list, let after = new?.list else { return nil }
    let (a, b) = (Set(before.map(\.rendered)), Set(after.map(\.rendered)))
    if b.isStrictSuperset(of: a) { return .widened }
    return a.isStrictSuperset(of: b) ? .narrowed : nil
  }

  private static func direction(_ old: String?, _ new: String?) -> Direction {
    guard let old else { return .widened }
    guard let new else { return .narrowed }
    let mark = "-compute@developer.gserviceaccount.com"
    if old.hasSuffix(mark) != new.hasSuffix(mark) {
      return new.hasSuffix(mark) ? .widened : .narrowed
    }
    return .incomparable
  }
}
