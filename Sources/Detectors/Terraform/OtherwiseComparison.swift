import HCL

/// What parts two blocks if something is decided otherwise than by what their module tells: by another value of a
/// variable than its default, or by a condition that only a run knows.
///
/// Who changes what does not count today, and lets it count tomorrow from somewhere else, would else be asked by nobody.
/// What comes out is compared, and not by which decision: a condition that is written otherwise is no difference.
struct OtherwiseComparison {
  struct Pair {
    let old: TerraformBlock?
    let new: TerraformBlock?
    let differences: [Difference]
    /// What is decided how, so that they are so; `nil` for the blocks as they are.
    var otherwise: String?
  }

  /// The blocks as they are, where they differ, and each way in which they would differ otherwise.
  private(set) var pairs: [Pair] = []
  /// Whether there are more ways than are looked at.
  private(set) var isCut = false
  static let most = 64
  /// Ways that change nothing of what differs anyway, but perhaps what it means.
  private static let mostBeside = 16

  init(_ old: TerraformBlock?, _ new: TerraformBlock?) {
    let plain = BlockComparison.differences(old, new)
    // What goes as a whole goes whatever is decided.
    guard let new else {
      pairs = [Pair(old: old, new: nil, differences: plain)]
      return
    }
    compareWays(old, new, beside: plain)
    if let old { compareTimes(old, new) }
    if !plain.isEmpty, old == nil || !isToldOtherwise(plain) {
      pairs.insert(Pair(old: old, new: new, differences: plain), at: 0)
    }
  }

  private mutating func compareWays(
    _ old: TerraformBlock?,
    _ new: TerraformBlock,
    beside plain: [Difference]
  ) {
    let (before, after) = (old?.body.alternativeTexts ?? [:], new.body.alternativeTexts)
    let (oldWays, newWays) = (before.keys.sorted(), after.keys.sorted())
    var (looked, beside) = (0, 0)
    for way in Set(before.keys).union(after.keys).sorted() {
      let isOther = before[way] != after[way]
      if !isOther {
        // What differs anyway may mean something else by it.
        beside += 1
        if plain.isEmpty || old == nil || beside > Self.mostBeside { continue }
      } else if looked == Self.most {
        isCut = true
        return
      }
      looked += 1
      let (a, b) = (old?.otherwise(way), new.otherwise(way))
      let differences = BlockComparison.differences(a, b)
      if differences.isEmpty { continue }
      if let old, isOther {
        // What one side knows no such decision of may come out there by another.
        if before[way] == nil, Self.comesOut(b, of: old, by: oldWays) { continue }
        if after[way] == nil, let a, Self.comesOut(a, of: new, by: newWays) { continue }
      }
      pairs.append(Pair(old: a, new: b, differences: differences, otherwise: way.label))
    }
  }

  private static func comesOut(
    _ wanted: TerraformBlock,
    of block: TerraformBlock,
    by ways: [Way]
  ) -> Bool {
    BlockComparison.differences(wanted, block).isEmpty
      || ways.prefix(most).contains {
        BlockComparison.differences(wanted, block.otherwise($0)).isEmpty
      }
  }

  /// How often the block stands, and for what.
  private mutating func compareTimes(_ old: TerraformBlock, _ new: TerraformBlock) {
    // That it stands no longer is said as such.
    guard old.isDormant == new.isDormant, old.times != nil || new.times != nil else { return }
    let (before, after) = (Self.outcomes(old), Self.outcomes(new))
    guard before.texts != after.texts else { return }
    let come = after.values.filter { !before.texts.contains($0.value.source) }
    let gone = before.values.filter { !after.texts.contains($0.value.source) }
    guard let first = come.first ?? gone.first else { return }
    let difference = Difference(
      path: "for_each",
      old: gone.first?.value ?? old.times,
      new: come.first?.value ?? new.times
    )
    pairs.append(Pair(old: old, new: new, differences: [difference], otherwise: first.way?.label))
  }

  private static func outcomes(_ block: TerraformBlock)
    -> (values: [(way: Way?, value: Value)], texts: Set<String>)
  {
    guard let times = block.times else { return ([], []) }
    let values = [(Way?.none, times)] + times.alternatives.map { ($0.way, $0.value) }
    return (values, Set(values.map(\.1.source)))
  }

  /// Whether each argument that differs is not known as it stands, and is told under some decision.
  private func isToldOtherwise(_ plain: [Difference]) -> Bool {
    let told = Set(pairs.flatMap { $0.differences.map(\.path) })
    return plain.allSatisfy { difference in
      told.contains(difference.path)
        && [difference.old, difference.new].compactMap(\.self).contains { value in
          value.opaque != nil && !value.alternatives.isEmpty
        }
    }
  }
}
