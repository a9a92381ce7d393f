package import Detection
import HCL

/// Ways from a subnet straight to the internet.
package struct TerraformRouteRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { [PostureKinds.exposure] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && block.type == "aws_route"
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      let (before, after) = (leadsOut(change.old), leadsOut(change.new))
      if change.old == nil || change.new == nil { judgment.explain(["*"], of: change) }
      guard before != after else { continue }
      judgment.explain(["*"], of: change)
      judgment.observe(
        change.observation(
          PostureKinds.exposure,
          after ? .widened : .narrowed,
          after ? .high : .low,
          summary: "\(after ? "routes" : "no longer routes") through an internet gateway by "
            + change.address
        ),
        of: change
      )
    }
    return judgment
  }

  private func leadsOut(_ route: TerraformBlock?) -> Bool {
    route?["gateway_id"].map { !$0.isNull } ?? false
  }
}
