import Detection

/// What becomes of the gate's own step, in every system.
enum GateCases {
  static let removed = "pipeline.gate-removed"
  static let weakened = "pipeline.gate-weakened"
  static let check = "countersign check --environment production"

  static func gitHub(_ steps: String..., job: String = "", more: String = "") -> String {
    """
    on: {push: {branches: [main]}}
    permissions: {contents: read}
    jobs:
      deploy:
        runs-on: ubuntu-24.04
        environment: production
        \(job)
        steps:
    \(steps.map { "      - \($0)\n" }.joined())\(more)
    """
  }

  static func gitHub(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction = .widened,
    _ kind: String? = weakened,
    says: String? = nil,
    _ severity: Severity? = .critical,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      ".github/workflows/deploy.yml",
      old,
      new,
      direction,
      kind,
      says: says,
      kind == nil ? nil : severity,
      back: back
    )
  }
}
