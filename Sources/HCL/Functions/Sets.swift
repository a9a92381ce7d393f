extension Call {
  func sets(_ name: String) -> Value? {
    switch name {
    case "toset", "set":
      return (name == "set" ? arguments : list(0)).map { made(Self.distinct($0, sorted: true)) }
    case "distinct": return list(0).map { made(Self.distinct($0, sorted: false)) }
    case "sort":
      return list(0).flatMap { items in items.allSatisfy(\.isKnown) ? made(Self.sorted(items)) : nil
      }
    case "flatten": return list(0).flatMap { Self.flat($0, depth: 0) }.map { made($0) }
    case "setunion": return lists.map { made(Self.distinct($0.flatMap { $0 }, sorted: true)) }
    case "setintersection", "setsubtract": return selected(name)
    case "setproduct": return product
    case "contains": return contained
    case "alltrue", "anytrue":
      let flags = list(0)?.compactMap(\.bool)
      guard let flags, flags.count == list(0)?.count else { return nil }
      return bool(name == "alltrue" ? flags.allSatisfy(\.self) : flags.contains(true))
    default: return nil
    }
  }

  /// Each once; two that are not known may be the same, but that does no harm.
  private static func distinct(_ items: [Value], sorted isSorted: Bool) -> [Value] {
    var seen: Set<String> = []
    let once = items.filter { seen.insert($0.source).inserted }
    return isSorted ? sorted(once) : once
  }

  private static func sorted(_ items: [Value]) -> [Value] {
    items.map { (Array(($0.pieces?.rendered ?? $0.source).utf8), $0) }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
      .map(\.1)
  }

  /// `nil` where an item may be a list and is not known.
  private static func flat(_ items: [Value], depth: Int) -> [Value]? {
    guard depth < 50 else { return nil }
    var made: [Value] = []
    for item in items {
      if let inner = item.list {
        guard let inner = flat(inner, depth: depth + 1) else { return nil }
        made += inner
      } else {
        made.append(item)
      }
    }
    return made
  }

  private func selected(_ name: String) -> Value? {
    guard let lists, let first = lists.first, arguments.allSatisfy(\.isKnown) else { return nil }
    let others = lists.dropFirst().map { Set($0.map(\.source)) }
    return made(
      first.filter { item in
        name == "setintersection"
          ? others.allSatisfy { $0.contains(item.source) }
          : !others.contains { $0.contains(item.source) }
      }
    )
  }

  private var product: Value? {
    guard let lists, !lists.isEmpty else { return nil }
    var rows: [[Value]] = [[]]
    for list in lists {
      let (count, overflows) = rows.count.multipliedReportingOverflow(by: list.count)
      guard !overflows, count <= 4096 else { return nil }
      rows = rows.flatMap { row in list.map { row + [$0] } }
    }
    return made(rows.map { made($0) })
  }

  private var contained: Value? {
    guard let items = list(0), let wanted = value(1) else { return nil }
    if items.contains(where: { $0.isEquivalent(to: wanted) }) { return bool(true) }
    return value(0)?.isKnown == true && wanted.isKnown ? bool(false) : nil
  }
}
