import HCL

/// Which block of the new version is which of the old.
enum BlockPairing {
  static func pairs(
    _ old: TerraformModule?,
    _ new: TerraformModule?
  ) -> [(TerraformBlock?, TerraformBlock?)] {
    let moves = new?.moves ?? []
    var before: [String: [TerraformBlock]] = [:]
    for block in old?.blocks ?? [] {
      before[address(of: block, after: moves), default: []].append(block)
    }
    var pairs: [(TerraformBlock?, TerraformBlock?)] = []
    for block in new?.blocks ?? [] {
      let key = key(block, block.address)
      var found = before[key] ?? []
      pairs.append((found.isEmpty ? nil : found.removeFirst(), block))
      before[key] = found
    }
    let gone = (old?.blocks ?? []).filter { block in
      before[address(of: block, after: moves)]?.contains {
        $0.origin == block.origin && $0.address == block.address
      }
        ?? false
    }
    return pairs + gone.map { ($0, nil) }
  }

  /// Blocks that stand nowhere by default in the new version, or in neither, and what they were.
  ///
  /// One that stands now and did not is among the others, as what comes.
  static func dormantPairs(
    _ old: TerraformModule?,
    _ new: TerraformModule?
  ) -> [(TerraformBlock?, TerraformBlock?)] {
    func byBase(_ blocks: [TerraformBlock]?) -> [String: TerraformBlock] {
      Dictionary((blocks ?? []).map { ($0.base, $0) }) { first, _ in first }
    }
    let (standing, before) = (byBase(old?.blocks), byBase(old?.dormant))
    let (now, after) = (byBase(new?.blocks), byBase(new?.dormant))
    return Set(before.keys).union(after.keys).filter { now[$0] == nil }.sorted().map {
      (before[$0] ?? standing[$0], after[$0])
    }
  }

  private static func key(_ block: TerraformBlock, _ address: String) -> String {
    block.kind.rawValue + " " + address
  }

  private static func address(
    of block: TerraformBlock,
    after moves: [(from: String, to: String)]
  ) -> String {
    var address = block.address
    for move in moves {
      if address == move.from {
        address = move.to
      } else if address.hasPrefix(move.from + "[") || address.hasPrefix(move.from + ".") {
        address = move.to + address.dropFirst(move.from.count)
      } else {
        continue
      }
      break
    }
    return key(block, address)
  }
}
