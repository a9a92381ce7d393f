import Detection
import HCL

/// Which part of a network something is put in, as far as the part's name says whether it faces the internet.
enum SubnetWords {
  static func posture(of leaf: PostureLeaf, in type: String) -> Posture? {
    guard names.contains(leaf.name) || leaf.name.hasSuffix("_subnets"),
      !joining.contains(where: type.contains), let old = leaf.old, let new = leaf.new,
      isPublic(old) != isPublic(new)
    else { return nil }
    return Posture(aspect: .exposure, measure: .subnets)
  }

  /// Of two parts of which one alone is called public.
  static func direction(_ old: Value?, _ new: Value?) -> Direction {
    guard let old, let new else { return .incomparable }
    if isPublic(new) { return isPrivate(old) ? .widened : .incomparable }
    return isPrivate(new) ? .narrowed : .incomparable
  }

  private static func isPublic(_ value: Value) -> Bool { words(value).contains("public") }

  private static func isPrivate(_ value: Value) -> Bool {
    !words(value).isDisjoint(with: ["private", "internal", "isolated", "intra"])
  }

  private static func words(_ value: Value) -> Set<String> {
    Set(value.rendered.lowercased().split { !$0.isLetter }.map(String.init))
  }

  private static let names: Set<String> = [
    "subnet", "subnets", "subnet_id", "subnet_ids", "vpc_zone_identifier", "subnetwork",
    "vpc_subnet_ids",
  ]

  /// Types that say how a part is led, not what is put in it; and a gateway out has to be in the open.
  private static let joining = ["association", "attachment", "nat_gateway", "network_acl", "route"]
}
