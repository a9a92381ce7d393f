package import Detection
import HCL

/// Ways from a subnet straight to the internet.
package struct TerraformRouteRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { [PostureKinds.exposure] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && (block.type == "aws_route" || block.type == "aws_route_table")
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      let (before, after) = (leadsOut(change.old), leadsOut(change.new))
      guard before != after else { continue }
      judgment.explain(["route", "gateway_id"], of: change)
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
    guard let route else { return false }
    let routes = route.type == "aws_route" ? [route.body] : route.blocks("route")
    return routes.contains { $0["gateway_id"].map { !$0.isNull && $0.literal != "" } ?? false }
  }
}
