package import Detection
import HCL

/// Ways from a subnet straight to the internet, and to more of what they led to.
package struct TerraformRouteRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { [PostureKinds.exposure] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && (block.type == "aws_route" || block.type == "aws_route_table")
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      let (old, new) = (Self.routes(change.old), Self.routes(change.new))
      let (before, after) = (old.contains(where: Self.leadsOut), new.contains(where: Self.leadsOut))
      if before != after {
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
      } else if change.old != nil, change.new != nil {
        ranges(Self.ranges(old), Self.ranges(new), change, &judgment)
      }
    }
    return judgment
  }

  /// More or fewer addresses by the same ways.
  private func ranges(
    _ old: [String: AddressSet],
    _ new: [String: AddressSet],
    _ change: BlockChange,
    _ judgment: inout TerraformJudgment
  ) {
    guard Set(old.keys) == Set(new.keys) else { return }
    let gained = new.filter { !$0.value.subtracting(old[$0.key] ?? AddressSet()).isEmpty }
    let lost = old.filter { !$0.value.subtracting(new[$0.key] ?? AddressSet()).isEmpty }
    guard gained.isEmpty != lost.isEmpty, let way = (gained.first ?? lost.first)?.key else {
      return
    }
    let isMore = lost.isEmpty
    judgment.explain(["route"] + Self.destinations, of: change)
    judgment.observe(
      change.observation(
        PostureKinds.exposure,
        isMore ? .widened : .narrowed,
        isMore ? .medium : .low,
        summary: "routes \(isMore ? "more" : "less") through \(way) by \(change.address)"
      ),
      of: change
    )
  }

  private static func routes(_ block: TerraformBlock?) -> [Value] {
    guard let block else { return [] }
    return block.type == "aws_route" ? [block.body] : block.blocks("route")
  }

  /// Gateways that are called otherwise lead to other networks of ours, or to a service.
  private static func leadsOut(_ route: Value) -> Bool {
    guard let gateway = route["gateway_id"], !gateway.isNull, gateway.literal != "" else {
      return false
    }
    let name = gateway.rendered
    return name != "local" && !["vgw-", "vpce-"].contains(where: name.hasPrefix)
      && !["aws_vpn_gateway", "aws_vpc_endpoint"].contains(where: name.contains)
  }

  /// By the way, where the other end is a network: what looks at traffic is behind an endpoint or an interface.
  private static func ranges(_ routes: [Value]) -> [String: AddressSet] {
    var found: [String: AddressSet] = [:]
    for route in routes {
      let way = targets.compactMap { route[$0] }.first { !$0.isNull && $0.literal != "" }
      let range = destinations.compactMap { route[$0] }.first { !$0.isNull && $0.literal != "" }
      guard let way, let range, range.literal != nil else { return [:] }
      found[way.readable, default: AddressSet()].formUnion(AddressReader.address(range.rendered))
    }
    return found
  }

  private static let destinations = [
    "cidr_block", "ipv6_cidr_block", "destination_cidr_block", "destination_ipv6_cidr_block",
  ]
  private static let targets = [
    "vpc_peering_connection_id", "transit_gateway_id", "gateway_id", "nat_gateway_id",
    "egress_only_gateway_id", "core_network_arn",
  ]
}
