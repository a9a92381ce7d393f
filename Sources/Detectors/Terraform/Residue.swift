import HCL

/// Whatever differs and no rule has judged.
enum Residue {
  static func judgment(
    of changes: [BlockChange],
    explained: [String: Set<String>]
  ) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      guard let first = rest(of: change, explained[change.address] ?? []).first else { continue }
      judgment.doubt(
        "'\(change.spelled(first.path))' of \(change.address) changes, and what that means is not known",
        line: change.newLine(first.new) ?? change.oldLine(first.old)
      )
    }
    return judgment
  }

  /// The differences that are not judged and could be somebody's access.
  static func rest(of change: BlockChange, _ known: Set<String>) -> [Difference] {
    let givesAccess = TerraformTypes.givesAccess(change)
    return change.differences.filter { difference in
      !NeutralArguments.contains(difference) && !isExplained(difference.path, by: known)
        && !isWhollyJudged(difference, known)
        && (givesAccess
          || CarefulTypes.doubts(difference, of: change) && !isNamed(difference, known))
    }
  }

  /// Whether a part of the difference is not judged.
  static func hasRest(_ change: BlockChange, _ known: Set<String>) -> Bool {
    change.differences.contains {
      !NeutralArguments.contains($0) && !isExplained($0.path, by: known)
    }
  }

  /// Whether arguments within a block that comes or goes are judged: they say what it is for.
  private static func isNamed(_ difference: Difference, _ known: Set<String>) -> Bool {
    PostureLeaf.leaves(of: [difference]).dropFirst().contains { isExplained($0.path, by: known) }
  }

  /// Whether each argument of a block that comes or goes is judged by itself.
  private static func isWhollyJudged(_ difference: Difference, _ known: Set<String>) -> Bool {
    guard difference.old == nil || difference.new == nil else { return false }
    let leaves = PostureLeaf.leaves(of: [difference])
    guard leaves.count > 1, leaves.count < 4096 else { return false }
    return leaves.allSatisfy { leaf in
      let items = (leaf.old ?? leaf.new)?.asList ?? []
      let isBlock = !items.isEmpty && items.allSatisfy { $0.fields?.isEmpty == false }
      return isBlock || isExplained(leaf.path, by: known)
        || NeutralArguments.contains(Difference(path: leaf.path, old: leaf.old, new: leaf.new))
    }
  }

  static func isExplained(_ path: String, by known: Set<String>) -> Bool {
    if known.contains("*") || known.contains(path) || known.contains("=" + path) { return true }
    var prefix = path[...]
    while let dot = prefix.lastIndex(of: ".") {
      prefix = prefix[..<dot]
      if known.contains(String(prefix)) { return true }
    }
    return false
  }
}
