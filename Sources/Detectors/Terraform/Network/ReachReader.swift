import HCL

/// A rule of a firewall as it stands in a block.
struct ReachGrant {
  /// Grants of one group are compared with each other.
  let group: String
  let isDenial: Bool
  let reach: Reach
  let value: Value
}

/// Reads the rules that a block of a known shape has.
struct ReachReader {
  let shape: ReachShape

  func grants(of block: TerraformBlock) -> [ReachGrant] {
    if let name = shape.switchedOffBy, block[name]?.bool == false { return [] }
    let group = shape.group.flatMap { block[$0]?.rendered } ?? block.address
    if shape.nested.isEmpty { return grant(block.body, way: nil, group, block) }
    let grants = shape.nested.flatMap { nested in
      block.blocks(nested.name).flatMap { grant($0, way: nested.way, group, block) }
    }
    // A rule of AWS's that names nobody lets nobody in.
    return block.type.hasPrefix("aws_") ? grants.filter { !$0.reach.addresses.isEmpty } : grants
  }

  private func grant(
    _ rule: Value,
    way: Reach.Way?,
    _ group: String,
    _ block: TerraformBlock
  ) -> [ReachGrant] {
    guard rule.fields != nil else {
      return [unknown(rule, way ?? .ingress, group)]
    }
    let way = way ?? self.way(of: rule)
    let protocols = self.protocols(of: rule)
    let paths = way == .egress && !shape.destinations.isEmpty ? shape.destinations : shape.sources
    let reach = Reach(
      way,
      protocols: protocols,
      ports: ports(of: rule, protocols),
      addresses: AddressReader.addresses(
        paths.compactMap { path in rule[path].map { (path, $0) } },
        isOpenWithout: shape.isOpenWithoutSource
      ),
      targets: targets(of: rule)
    )
    let isDenial =
      shape.action.map { action in
        let said = rule[action.name] ?? block[action.name]
        return action.denials.contains(said?.literal?.lowercased() ?? "")
      } ?? false
    return [ReachGrant(group: group, isDenial: isDenial, reach: reach, value: rule)]
  }

  /// A rule of which nothing is known but its text.
  private func unknown(_ rule: Value, _ way: Reach.Way, _ group: String) -> ReachGrant {
    var addresses = AddressSet()
    addresses.names = [rule.rendered]
    return ReachGrant(
      group: group,
      isDenial: false,
      reach: Reach(way, protocols: .all, ports: .all, addresses: addresses),
      value: rule
    )
  }

  private func way(of rule: Value) -> Reach.Way {
    switch shape.direction {
    case .always(let way): return way
    case .egressFlag(let name): return rule[name]?.bool == true ? .egress : .ingress
    case .argument(let name, let ingress, let standard):
      guard let text = rule[name]?.literal?.lowercased() else { return standard }
      return ingress.contains(text) ? .ingress : .egress
    }
  }

  private func targets(of rule: Value) -> NameSet {
    let values = shape.targets.compactMap { rule[$0] }.flatMap(\.asList)
    let names = values.map(\.rendered).filter { !$0.isEmpty }
    if names.isEmpty || names.contains(where: { AddressReader.isAnything($0) || $0 == "0.0.0.0/0" })
    {
      return .all
    }
    return NameSet(names)
  }

  private func protocols(of rule: Value) -> NameSet {
    let dynamic = rule[Value.dynamicName].map { " for each of \($0.rendered)" } ?? ""
    let names = shape.protocols.compactMap { rule[$0] }.flatMap(\.asList).map(\.rendered)
    if names.isEmpty { return dynamic.isEmpty ? .all : NameSet(["all" + dynamic]) }
    let known = names.map(Self.protocolName)
    if dynamic.isEmpty, known.contains("all") { return .all }
    return NameSet(known.map { $0 + dynamic })
  }

  private static func protocolName(_ text: String) -> String {
    switch text.lowercased() {
    case "-1", "all", "any", "*", "0": "all"
    case "6", "tcp", "tcp:": "tcp"
    case "17", "udp": "udp"
    case "1", "icmp": "icmp"
    case "58", "icmpv6": "icmpv6"
    case let other: other
    }
  }

  private func ports(of rule: Value, _ protocols: NameSet) -> IntervalSet<UInt16> {
    if protocols.isAll, shape.hasAllPortsOfAll { return .all }
    let given = givenPorts(of: rule)
    // Of every protocol, zero is how some write that any port will do.
    return protocols.isAll && given == IntervalSet(0...0) ? .all : given
  }

  private func givenPorts(of rule: Value) -> IntervalSet<UInt16> {
    switch shape.ports {
    case .ranges(let names):
      let values = names.compactMap { rule[$0] }.flatMap(\.asList)
      let ranges = values.compactMap { PortText.range($0.rendered) }
      return ranges.count == values.count && !values.isEmpty ? IntervalSet(ranges) : .all
    case .pair(let pairs):
      for (first, last) in pairs {
        guard let from = rule.at(first), let to = rule.at(last) else { continue }
        if let range = PortText.range(from.rendered, to.rendered) { return IntervalSet(range) }
      }
      return .all
    }
  }
}

/// Port numbers as they are written.
enum PortText {
  /// `80`, `80-90`, `80/90`; anything else may be any port.
  static func range(_ text: String) -> ClosedRange<UInt16>? {
    let parts = text.split { $0 == "-" || $0 == "/" || $0 == ":" }
    guard let first = parts.first, let last = parts.last, parts.count <= 2, !text.hasPrefix("-")
    else { return nil }
    return range(String(first), String(last))
  }

  static func range(_ from: String, _ to: String) -> ClosedRange<UInt16>? {
    guard let from = Int(from), let to = Int(to), from >= 0, to >= from, from <= 65_535 else {
      return nil
    }
    return UInt16(from)...UInt16(min(to, 65_535))
  }
}

extension Value {
  /// What stands at a path of names joined by dots; of lists the first.
  func at(_ path: String) -> Value? {
    path.split(separator: ".").reduce(Value?.some(self)) { value, name in
      (value?.list?.first ?? value)?[String(name)]
    }
  }
}
