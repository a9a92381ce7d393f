extension RequestSpace {
  /// A request that meets all of some statements and none of others.
  ///
  /// Dimension by dimension, of two ways that leave statements to be avoided the one that leaves fewer
  /// is kept: usually a single one.
  func place(meeting wanted: [Int], avoiding unwanted: BitSet, _ budget: inout Budget)
    throws(LimitExceeded) -> Place?
  {
    var frontier = [Way(left: unwanted, cells: [])]
    for dimension in dimensions {
      let cells = try cells(of: dimension, meeting: wanted, avoiding: unwanted, &budget)
      var next: [Way] = []
      for way in frontier {
        try budget.join(cells.count * (unwanted.words.count + 1))
        for cell in cells {
          let left = way.left.intersection(dimension.cells[cell].statements)
          next.append(Way(left: left, cells: way.cells + [cell]))
        }
      }
      frontier = try RequestSpace.best(of: next, &budget)
      try budget.check(frontier.count, \.cells, "cells")
    }
    return frontier.first { $0.left.isEmpty }.map { Place(cells: $0.cells) }
  }

  private struct Way {
    let left: BitSet
    let cells: [Int]
  }

  /// Those that no other is better than.
  private static func best(of ways: [Way], _ budget: inout Budget) throws(LimitExceeded) -> [Way] {
    if let clean = ways.first(where: \.left.isEmpty) { return [clean] }
    let sorted = ways.map { (way: $0, count: $0.left.count) }.enumerated()
      .sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }
    var kept: [Way] = []
    for (_, candidate) in sorted {
      try budget.join(kept.count * candidate.way.left.words.count)
      if kept.contains(where: { $0.left.isSubset(of: candidate.way.left) }) { continue }
      kept.append(candidate.way)
    }
    return kept
  }

  private func cells(
    of dimension: Dimension,
    meeting wanted: [Int],
    avoiding unwanted: BitSet,
    _ budget: inout Budget
  ) throws(LimitExceeded) -> [Int] {
    try budget.join(dimension.cells.count * (unwanted.words.count + wanted.count))
    let fit = dimension.cells.indices.filter { index in
      wanted.allSatisfy { dimension.cells[index].statements.contains($0) }
    }
    let ways = fit.map {
      Way(left: dimension.cells[$0].statements.intersection(unwanted), cells: [$0])
    }
    return try RequestSpace.best(of: ways, &budget).flatMap(\.cells)
  }
}
