import Detection
import HCL

/// An argument of a module's call that differs, of a call that both sides have.
struct ModuleArgument {
  let difference: Difference
  let change: BlockChange
  let owned: [String]

  func judge(_ judgment: inout TerraformJudgment) {
    let words = ModuleWords(difference.path)
    if let policies = ModulePolicies(difference, of: change, owned: owned) {
      judgment.add(policies.findings, of: change, old: difference.old, new: difference.new)
      if !policies.hasOthers { return }
    }
    if difference.isSecret {
      return judgment.observe(TerraformSecretRule.observation(difference, change), of: change)
    }
    let (way, summary) =
      items(words) ?? (subnets ?? scalar(words), difference.text(of: change))
    judgment.observe(
      change.observation(
        ModuleKinds.kind(of: words.aspect),
        way,
        way == .narrowed ? .low : way == .widened ? .high : .medium,
        old: difference.old,
        new: difference.new,
        summary: summary
      ),
      of: change
    )
  }

  /// From the private parts of a network to the public ones, as far as their names say so.
  private var subnets: Direction? {
    guard let leaf = PostureLeaf.leaves(of: [difference]).first,
      SubnetWords.posture(of: leaf, in: "") != nil
    else { return nil }
    return SubnetWords.direction(difference.old, difference.new)
  }

  /// Of lists that both sides have: what a side does not say is the module's own, and not known.
  private func items(_ words: ModuleWords) -> (Direction, String)? {
    guard let old = difference.old?.list, let new = difference.new?.list,
      (old + new).allSatisfy({ $0.pieces != nil && $0.document == nil })
    else { return nil }
    let (before, after) = (old.map(\.readable), new.map(\.readable))
    let gained = after.filter { !before.contains($0) }
    let lost = before.filter { !after.contains($0) }
    var way: Direction = .incomparable
    if words.isMembership, gained.isEmpty != lost.isEmpty,
      !(gained + lost).contains(where: PolicyEffect.mayForbid)
    {
      way = gained.isEmpty == words.isReversed ? .widened : .narrowed
    }
    let parts = [
      gained.isEmpty ? nil : "adds \(Self.list(gained)) to",
      lost.isEmpty ? nil : "removes \(Self.list(lost)) from",
    ].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    return (way, "\(parts.joined(separator: " and ")) \(difference.path) of \(change.address)")
  }

  private func scalar(_ words: ModuleWords) -> Direction {
    guard let old = difference.old, let new = difference.new, old.isKnown, new.isKnown else {
      return .incomparable
    }
    if let leaf = PostureLeaf.leaves(of: [difference]).first,
      let posture = PostureTable.posture(of: leaf, in: ""),
      case .direction(let way) = posture.compare(old, new)
    {
      return way
    }
    guard words.isSwitch, !words.isReversed, let before = old.bool, let after = new.bool,
      before != after
    else { return .incomparable }
    return after ? .widened : .narrowed
  }

  private static func list(_ items: [String]) -> String {
    let shown = items.prefix(4).map { $0.count > 60 ? $0.prefix(57) + "..." : $0 }
    let more = items.count > 4 ? " and \(items.count - 4) more" : ""
    return shown.joined(separator: ", ") + more
  }
}
