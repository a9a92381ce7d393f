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
      where Self.isIdentity(leaf, change) {
        // Of a block its own arguments tell.
        if (leaf.new ?? leaf.old)?.asList.first?.fields != nil { continue }
        judgment.explain([leaf.path], of: change)
        let direction =
          Self.members(leaf.old, leaf.new)
          ?? Self.direction(
            Self.name(leaf, leaf.old, change.old),
            Self.name(leaf, leaf.new, change.new)
          )
        judgment.observe(
          change.observation(
            Self.identity,
            direction,
            direction == .narrowed ? .low : .medium,
            old: leaf.old,
            new: leaf.new,
            summary: "runs \(change.address) as "
              + "\(Self.name(leaf, leaf.new, change.new) ?? "nobody") by \(change.spelled(leaf.path))"
          ),
          of: change
        )
      }
    }
    return judgment
  }

  private static func isIdentity(_ leaf: PostureLeaf, _ change: BlockChange) -> Bool {
    names.contains(leaf.name) || leaf.parent == "service_account" && leaf.name == "email"
      || leaf.parent == "iam_instance_profile" && ["name", "arn"].contains(leaf.name)
      || change.type == "aws_lambda_function" && leaf.path == "role"
      || change.type == "aws_iam_instance_profile" && ["role", "roles"].contains(leaf.path)
        && !isNamed(change)
  }

  /// Profiles that are named are joined with their roles by others.
  private static func isNamed(_ change: BlockChange) -> Bool {
    [change.old, change.new].contains { $0?["name"] != nil || $0?["name_prefix"] != nil }
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
    let (was, isNow) = (isStandard(old), isStandard(new))
    if was == isNow { return old == new ? .equal : .incomparable }
    return isNow ? .widened : .narrowed
  }

  /// The accounts that Google makes for a project, which may edit all of it unless somebody took that away.
  private static let standard = "the project's standard account"

  private static func isStandard(_ name: String) -> Bool {
    name == standard || name.hasSuffix("-compute@developer.gserviceaccount.com")
      || name.hasSuffix("@appspot.gserviceaccount.com")
  }

  /// What names no account runs as the standard one; a machine without a block of it runs as nobody.
  private static func name(_ leaf: PostureLeaf, _ value: Value?, _ block: TerraformBlock?)
    -> String?
  {
    if let value { return value.rendered }
    guard let block, running.contains(where: block.type.hasPrefix) else { return nil }
    let isMachine = block.type.hasPrefix("google_compute_")
    return isMachine && block.blocks("service_account").isEmpty ? nil : standard
  }

  private static let running = [
    "google_container_", "google_cloudfunctions", "google_cloud_run_", "google_dataproc_",
    "google_dataflow_", "google_app_engine_", "google_composer_", "google_notebooks_",
    "google_compute_instance",
  ]
}
