package import Detection
import HCL

/// Who reaches what through security groups, firewalls and network ACLs.
package struct NetworkReachRule: TerraformRule {
  private let surroundings: TerraformSurroundings

  package init(in surroundings: TerraformSurroundings = TerraformSurroundings()) {
    self.surroundings = surroundings
  }

  package static let reach = Kind(
    "reach",
    of: .network,
    title: "Network reach changed",
    help: """
      The rules of a firewall let other addresses, protocols or ports through than before. Rules are compared \
      as sets, so that order, splitting and merging make no difference.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: """
        resource "aws_security_group_rule" "ssh" {
          type              = "ingress"
          security_group_id = aws_security_group.web.id
          protocol          = "tcp"
          from_port         = 22
          to_port           = 22
          cidr_blocks       = ["10.0.0.0/8"]
        }
        """,
      new: """
        resource "aws_security_group_rule" "ssh" {
          type              = "ingress"
          security_group_id = aws_security_group.web.id
          protocol          = "tcp"
          from_port         = 22
          to_port           = 22
          cidr_blocks       = ["0.0.0.0/0"]
        }
        """
    )
  )

  package var kinds: [Kind] { [Self.reach] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource"
      && (ReachShape.byType[block.type] != nil || SpecialReach.types.contains(block.type)
        || SiteRestrictions.types.contains(block.type))
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    var old: [Sided] = []
    var new: [Sided] = []
    for change in changes {
      old += Self.grants(of: change.old, change).map { Sided(grant: $0, change: change) }
      new += Self.grants(of: change.new, change).map { Sided(grant: $0, change: change) }
      judgment.explain(Self.explained(of: change.type), of: change)
      orders(change, &judgment)
    }
    compare(new, without: old, isAdded: true, &judgment)
    compare(old, without: new, isAdded: false, &judgment)
    return judgment
  }

  /// Whether the argument is read as a rule's, so that nobody else has to judge it.
  static func reads(_ type: String, _ name: String) -> Bool {
    if SiteRestrictions.types.contains(type) { return SiteRestrictions.names.contains(name) }
    guard ReachShape.byType[type] != nil || SpecialReach.types.contains(type) else { return false }
    return !["log_setting", "logging", "log_config"].contains(name)
  }

  private struct Sided {
    let grant: ReachGrant
    let change: BlockChange
  }

  private static func grants(of block: TerraformBlock?, _ change: BlockChange) -> [ReachGrant] {
    guard let block else { return [] }
    // A site that comes or goes as a whole is no door that opens or closes.
    let isSite = change.old != nil && change.new != nil
    return SiteRestrictions.grants(of: block, opensWithout: isSite) ?? SpecialReach.grants(
      of: block
    )
      ?? ReachShape.byType[block.type].map { ReachReader(shape: $0).grants(of: block) } ?? []
  }

  private func compare(
    _ ones: [Sided],
    without others: [Sided],
    isAdded: Bool,
    _ judgment: inout TerraformJudgment
  ) {
    let known = Dictionary(grouping: others) { Key($0.grant) }
      .mapValues { others in others.map(\.grant.reach) }
    let same = known.mapValues(Set.init)
    var effort = Self.limit
    for one in ones {
      let key = Key(one.grant)
      if same[key]?.contains(one.grant.reach) ?? false { continue }
      guard let left = one.grant.reach.subtracting(known[key] ?? [], &effort) else {
        judgment.doubt(
          "the rules in \(one.change.address) are too many to be compared",
          line: one.change.newLine(one.grant.value)
        )
        guard effort > 0 else { return }
        continue
      }
      for reach in left.prefix(8) {
        judgment.observe(observation(reach, one, isAdded: isAdded), of: one.change)
      }
    }
  }

  /// How much of one side's rules is held against the other's.
  private static let limit = 1_000_000

  private struct Key: Hashable {
    let group: String
    let isDenial: Bool

    init(_ grant: ReachGrant) {
      group = grant.group
      isDenial = grant.isDenial
    }
  }

  private func observation(_ reach: Reach, _ one: Sided, isAdded: Bool) -> Observation {
    let denies = one.grant.isDenial
    let widens = isAdded != denies
    let isWorld = reach.addresses.isWorld
    let severity: Severity =
      !widens ? .low : (isWorld && reach.way == .ingress ? .high : .medium)
    let verb =
      denies ? (isAdded ? "denies" : "no longer denies") : (isAdded ? "opens" : "closes")
    let group = one.grant.group == one.change.address ? "" : " of \(one.grant.group)"
    return one.change.observation(
      Self.reach,
      widens ? .widened : .narrowed,
      severity,
      old: isAdded ? nil : one.grant.value,
      new: isAdded ? one.grant.value : nil,
      summary: "\(verb) \(reach.text) in \(one.change.address)\(group)"
    )
  }

  /// Where rules deny, their order says which holds: also where the one that moves allows.
  private func orders(_ change: BlockChange, _ judgment: inout TerraformJudgment) {
    let names = ["priority", "rule_no", "rule_number", "action_order"]
    // Collections of Azure's firewall are taken in their order, and others of them deny.
    let isAmongOthers = change.type.hasPrefix("azurerm_firewall_")
    guard
      let moved = change.differences.first(where: {
        names.contains($0.leaf) && $0.old != nil && $0.new != nil
      }), isAmongOthers || isAmongDenials(change)
    else { return }
    judgment.observe(
      change.observation(
        Self.reach,
        .incomparable,
        .medium,
        old: moved.old,
        new: moved.new,
        summary: "changes the order of the rules in \(change.address), some of which "
          + (isAmongOthers ? "may deny" : "deny")
      ),
      of: change
    )
  }

  /// Whether a rule beside it denies; those of another group by name are not beside it.
  private func isAmongDenials(_ change: BlockChange) -> Bool {
    let own = Self.grants(of: change.old, change) + Self.grants(of: change.new, change)
    if own.contains(where: \.isDenial) { return true }
    let groups = Set(own.map(\.group))
    let isNamed = !groups.contains(change.address)
    return (surroundings.old + surroundings.new).contains { block in
      guard block.kind == .resource, block.type == change.type else { return false }
      return Self.grants(of: block, change).contains { grant in
        grant.isDenial && (!isNamed || grant.group == block.address || groups.contains(grant.group))
      }
    }
  }

  private static func explained(of type: String) -> [String] {
    if SiteRestrictions.types.contains(type) { return SiteRestrictions.explained }
    guard let shape = ReachShape.byType[type] else { return SpecialReach.explained }
    let own: [String] =
      shape.protocols + shape.sources + shape.destinations + shape.targets
      + [
        "priority", "rule_no", "rule_number", "type", "direction", "egress", "from_port", "to_port",
      ]
      + [shape.group, shape.action?.name, shape.switchedOffBy].compactMap(\.self)
    var ports: [String] = []
    switch shape.ports {
    case .ranges(let names): ports = names
    case .pair(let pairs): ports = pairs.flatMap { [$0.0, $0.1] }
    }
    let prefixes = shape.nested.isEmpty ? [""] : shape.nested.map { $0.name + "." }
    return prefixes.flatMap { prefix in (own + ports).map { prefix + $0 } }
      + shape.nested.map { ($0.name == "rule" ? "=" : "") + $0.name }
      + shape.nested.map { $0.name + "." + Value.dynamicName }
      + ["vpc_id", "network_acl_id", "subnet_ids", "network_id", "priority"]
      + [shape.action?.name].compactMap(\.self)
  }
}
