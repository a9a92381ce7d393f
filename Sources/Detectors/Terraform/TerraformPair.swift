import Detection
package import HCL

/// A module's folder on both sides, evaluated once for all of its files.
package struct TerraformPair: Sendable {
  package let old: TerraformModule
  package let new: TerraformModule
  /// Paths of the module's files whose bytes are not the same.
  let changedFiles: Set<[UInt8]>
  let changes: [ModuleChange]
  /// What of the comparison was too much to look at.
  let exceeded: String?

  /// A block that differs, and the modules that its places are of.
  struct ModuleChange: Sendable {
    let old: TerraformBlock?
    let new: TerraformBlock?
    let differences: [Difference]
    /// What is decided how, so that the blocks are so; what is decided otherwise is never there at once.
    let otherwise: String?
    /// Files by which the blocks' origins are counted.
    let oldPaths: [[UInt8]]
    let newPaths: [[UInt8]]
  }

  package init(
    folder: [UInt8],
    oldSource: any ModuleSource,
    newSource: any ModuleSource,
    variables: [UInt8]? = nil,
    isOfTofu: Bool = false
  ) {
    let cache = ParseCache(isOfTofu: isOfTofu)
    old = TerraformModule(reading: folder, of: oldSource, cache: cache, variables: variables)
    new = TerraformModule(reading: folder, of: newSource, cache: cache, variables: variables)
    func isChanged(_ path: [UInt8]) -> Bool {
      oldSource.content(of: path) != newSource.content(of: path)
    }
    changedFiles = Set((old.paths + new.paths).filter(isChanged))
    var walk = ModuleWalk(oldSource: oldSource, newSource: newSource, cache: cache)
    walk.compare(old, new, depth: 0)
    changes = walk.changes
    exceeded = walk.exceeded
  }
}

/// Pairs blocks of two versions of a module, and of the modules they call.
private struct ModuleWalk {
  let oldSource: any ModuleSource
  let newSource: any ModuleSource
  let cache: ParseCache
  var changes: [TerraformPair.ModuleChange] = []
  /// What was too much to look at.
  var exceeded: String?
  /// How many calls were followed as they are, and under decisions.
  private var calls: [Bool: Int] = [:]

  init(oldSource: any ModuleSource, newSource: any ModuleSource, cache: ParseCache) {
    self.oldSource = oldSource
    self.newSource = newSource
    self.cache = cache
  }

  /// `otherwise` is what is decided how, so that the modules are so.
  mutating func compare(
    _ old: TerraformModule?,
    _ new: TerraformModule?,
    depth: Int,
    otherwise: String? = nil
  ) {
    exceeded = exceeded ?? old?.exceeded ?? new?.exceeded
    for (a, b) in BlockPairing.pairs(old, new) {
      add(a, b, old, new, depth, otherwise)
    }
    for (a, b) in BlockPairing.dormantPairs(old, new) {
      add(a?.standing, b?.standing, old, new, depth, Self.joined(otherwise, "it stands"))
    }
  }

  private mutating func add(
    _ a: TerraformBlock?,
    _ b: TerraformBlock?,
    _ old: TerraformModule?,
    _ new: TerraformModule?,
    _ depth: Int,
    _ otherwise: String?
  ) {
    let comparison = OtherwiseComparison(a, b)
    if comparison.isCut {
      exceeded =
        "more than \(OtherwiseComparison.most) ways to decide about \(b?.address ?? "a block")"
    }
    for pair in comparison.pairs {
      let label = Self.joined(otherwise, pair.otherwise)
      changes.append(
        TerraformPair.ModuleChange(
          old: pair.old,
          new: pair.new,
          differences: pair.differences,
          otherwise: label,
          oldPaths: old?.paths ?? [],
          newPaths: new?.paths ?? []
        )
      )
      guard (a ?? b)?.kind == .module, depth < 3, mayCall(label) else { continue }
      compare(
        pair.old.flatMap { old?.called(by: $0, of: oldSource, cache: cache) },
        pair.new.flatMap { new?.called(by: $0, of: newSource, cache: cache) },
        depth: depth + 1,
        otherwise: label
      )
    }
  }

  /// What is looked at under decisions takes nothing from what the modules are by themselves.
  private mutating func mayCall(_ otherwise: String?) -> Bool {
    let isPlain = otherwise == nil
    calls[isPlain, default: 0] += 1
    let isWithin = calls[isPlain, default: 0] <= 24
    if !isWithin, !isPlain { exceeded = "more than 24 ways to call modules" }
    return isWithin
  }

  private static func joined(_ outer: String?, _ inner: String?) -> String? {
    let both = [outer, inner].compactMap(\.self)
    return both.isEmpty ? nil : both.joined(separator: " and ")
  }
}
