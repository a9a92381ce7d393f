package import Detection
import HCL

/// Certificates and protocols of load balancers' listeners that both sides have.
package struct TerraformCertificateRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { [PostureKinds.weakened] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && Self.certificates[block.type] != nil
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.old != nil && change.new != nil {
      for difference in change.differences
      where Self.certificates[change.type]?.contains(difference.path) ?? false {
        judgment.explain([difference.path], of: change)
        let (was, isNow) = (Self.isGiven(difference.old), Self.isGiven(difference.new))
        // Another certificate is served as well as the one before: clients look at it, nobody is let in by it.
        if was == isNow { continue }
        judgment.observe(
          change.observation(
            PostureKinds.weakened,
            isNow ? .narrowed : .widened,
            isNow ? .low : .medium,
            old: difference.old,
            new: difference.new,
            summary: difference.text(of: change)
          ),
          of: change
        )
      }
    }
    return judgment
  }

  private static func isGiven(_ value: Value?) -> Bool {
    value.map { !$0.isNull && $0.literal != "" } ?? false
  }

  private static let certificates: [String: Set<String>] = [
    "aws_elb": ["listener.ssl_certificate_id"],
    "aws_lb_listener": ["certificate_arn"],
    "aws_alb_listener": ["certificate_arn"],
  ]
}
