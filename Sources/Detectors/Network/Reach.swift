/// Who reaches what by which protocol and ports: one rule of a firewall.
package struct Reach: Hashable, Sendable {
  package enum Way: String, Hashable, Sendable { case ingress, egress }

  package var way: Way
  /// In lower case; of others than TCP and UDP the ports say nothing.
  package var protocols: NameSet
  package var ports: IntervalSet<UInt16>
  /// The far end: where from, or where to.
  package var addresses: AddressSet
  /// What the rule applies to within its group.
  package var targets: NameSet = .all

  package init(
    _ way: Way,
    protocols: NameSet,
    ports: IntervalSet<UInt16>,
    addresses: AddressSet,
    targets: NameSet = .all
  ) {
    self.way = way
    self.protocols = protocols
    self.ports = ports
    self.addresses = addresses
    self.targets = targets
  }

  var isEmpty: Bool {
    protocols.isEmpty || ports.isEmpty || addresses.isEmpty || targets.isEmpty
  }

  /// What of this one the other leaves, in pieces that do not overlap.
  func subtracting(_ other: Reach) -> [Reach] {
    guard way == other.way else { return [self] }
    var left: [Reach] = []
    var rest = self
    var piece = rest
    piece.protocols = rest.protocols.subtracting(other.protocols)
    left.append(piece)
    rest.protocols = rest.protocols.intersection(other.protocols)
    piece = rest
    piece.targets = rest.targets.subtracting(other.targets)
    left.append(piece)
    rest.targets = rest.targets.intersection(other.targets)
    piece = rest
    piece.ports = rest.ports.subtracting(other.ports)
    left.append(piece)
    rest.ports = rest.ports.intersection(other.ports)
    piece = rest
    piece.addresses = rest.addresses.subtracting(other.addresses)
    left.append(piece)
    return left.filter { !$0.isEmpty }
  }

  /// Whether the other surely takes nothing away.
  private func isApart(from other: Reach) -> Bool {
    way != other.way || ports.isApart(from: other.ports)
      || protocols.isDisjoint(with: other.protocols) || targets.isDisjoint(with: other.targets)
      || addresses.isApart(from: other.addresses)
  }

  /// What of this one all the others leave; `nil` beyond the limits, of which `effort` is what is left of one.
  package func subtracting(_ others: [Reach], _ effort: inout Int) -> [Reach]? {
    var left = [self]
    for other in others {
      effort -= left.count
      guard effort > 0 else { return nil }
      if left.allSatisfy({ $0.isApart(from: other) }) { continue }
      effort -= 16 * left.count
      left = left.flatMap { $0.subtracting(other) }
      if left.isEmpty { break }
      guard left.count <= 512 else { return nil }
    }
    return left
  }

  /// Such as `tcp 22 from 0.0.0.0/0`.
  package var text: String {
    let hasPorts = ports != .all
    let numbers = ports.ranges.prefix(4).map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
    }.joined(separator: ", ")
    let what =
      (protocols.isAll ? "all protocols" : protocols.text) + (hasPorts ? " \(numbers)" : "")
    let kinds = targets.isAll ? "" : " on \(targets.text)"
    return "\(what) \(way == .ingress ? "from" : "to") \(addresses.text)\(kinds)"
  }
}
