/// IPv4 and IPv6 addresses, and names that stand for addresses nobody knows here.
package struct AddressSet: Hashable, Sendable {
  package var v4 = IntervalSet<UInt32>()
  package var v6 = IntervalSet<UInt128>()
  /// Security groups, prefix lists, tags, references.
  package var names: Set<String> = []

  package init() {}

  package static var world: AddressSet {
    var set = AddressSet()
    set.v4 = .all
    set.v6 = .all
    return set
  }

  package var isEmpty: Bool { v4.isEmpty && v6.isEmpty && names.isEmpty }

  /// More than a /8's worth of IPv4, or a /16's of IPv6, that are not private: open to strangers.
  package var isWorld: Bool {
    v4.subtracting(Self.private4).share > 1.0 / 257 || v6.share > 1.0 / 65_537
  }

  package mutating func formUnion(_ other: AddressSet) {
    v4 = v4.union(other.v4)
    v6 = v6.union(other.v6)
    names.formUnion(other.names)
  }

  /// Names stand for some addresses: all addresses cover them.
  package func subtracting(_ other: AddressSet) -> AddressSet {
    var left = self
    left.v4 = v4.subtracting(other.v4)
    left.v6 = v6.subtracting(other.v6)
    left.names = other.v4 == .all ? [] : names.subtracting(other.names)
    return left
  }

  /// Whether the other surely takes none of these away.
  package func isApart(from other: AddressSet) -> Bool {
    v4.isApart(from: other.v4) && v6.isApart(from: other.v6)
      && (names.isEmpty || other.v4 != .all && names.isDisjoint(with: other.names))
  }

  package func intersection(_ other: AddressSet) -> AddressSet {
    var both = AddressSet()
    both.v4 = v4.intersection(other.v4)
    both.v6 = v6.intersection(other.v6)
    both.names = other.v4 == .all ? names : names.intersection(other.names)
    if v4 == .all { both.names.formUnion(other.names) }
    return both
  }

  package static let private4 = IntervalSet<UInt32>(
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "100.64.0.0/10"]
      .compactMap(AddressText.range4)
  )
}

extension AddressSet {
  /// A block or an address as it is written; anything else is a name.
  package init(text: String) {
    self.init()
    if let range = AddressText.range4(text) {
      v4 = IntervalSet(range)
    } else if let range = AddressText.range6(text) {
      v6 = IntervalSet(range)
    } else {
      names = [text]
    }
  }

  /// All of them, put together at once.
  package init(texts: some Sequence<String>) {
    self.init()
    var four: [ClosedRange<UInt32>] = []
    var six: [ClosedRange<UInt128>] = []
    for text in texts {
      if let range = AddressText.range4(text) {
        four.append(range)
      } else if let range = AddressText.range6(text) {
        six.append(range)
      } else {
        names.insert(text)
      }
    }
    (v4, v6) = (IntervalSet(four), IntervalSet(six))
  }

  /// As it is written, the widest first; shortened to a few.
  ///
  /// What is open but for a few blocks is not spelt as the many that are left.
  package var text: String {
    var parts = v4.ranges.flatMap(AddressText.blocks4)
    let closed = IntervalSet<UInt32>.all.subtracting(v4).ranges.flatMap(AddressText.blocks4)
    if parts.count > 4, closed.count <= 4 {
      parts = ["0.0.0.0/0 but for \(closed.joined(separator: ", "))"]
    }
    parts += v6.ranges.flatMap(AddressText.blocks6)
    parts += names.sorted()
    if parts.isEmpty { return "nowhere" }
    let shown = parts.prefix(4).joined(separator: ", ")
    return parts.count > 4 ? "\(shown) and \(parts.count - 4) more" : shown
  }
}
