import HCL

/// Whatever differs and no rule has judged.
enum Residue {
  static func judgment(
    of changes: [BlockChange],
    explained: [String: Set<String>]
  ) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where TerraformTypes.givesAccess(change) {
      let known = explained[change.address] ?? []
      let rest = change.differences.filter { difference in
        !NeutralArguments.contains(difference) && !isExplained(difference.path, by: known)
      }
      guard let first = rest.first else { continue }
      judgment.doubt(
        "'\(first.path)' of \(change.address) changes, and what that means is not known",
        line: change.newLine(first.new) ?? change.oldLine(first.old)
      )
    }
    return judgment
  }

  /// Whether a part of the difference is not judged.
  static func hasRest(_ change: BlockChange, _ known: Set<String>) -> Bool {
    change.differences.contains {
      !NeutralArguments.contains($0) && !isExplained($0.path, by: known)
    }
  }

  private static func isExplained(_ path: String, by known: Set<String>) -> Bool {
    if known.contains("*") || known.contains(path) || known.contains("=" + path) { return true }
    var prefix = path[...]
    while let dot = prefix.lastIndex(of: ".") {
      prefix = prefix[..<dot]
      if known.contains(String(prefix)) { return true }
    }
    return false
  }
}
