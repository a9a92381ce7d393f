import Detection

/// What the rules leave, as far as types and names say what it is about.
enum TerraformRemains {
  static let kinds =
    [
      GrantingResources.resource, TerraformLookups.lookup, TerraformWiring.wiring,
      AllowedLists.allowed,
    ] + ModuleKinds.all

  static func judgment(
    of changes: [BlockChange],
    beside judged: TerraformJudgment,
    owned: [String]
  ) -> TerraformJudgment {
    let explained = judged.explained
    let said = Set(judged.entries.map(\.address))
    var judgment = GrantingResources.judgment(of: changes, explained: explained, said: said)
    judgment.add(ModuleArguments.judgment(of: changes, explained: explained, owned: owned))
    judgment.add(ModuleOutputs.judgment(of: changes, owned: owned))
    judgment.add(TerraformLookups.judgment(of: changes, explained: explained))
    var known = judged.explained
    known.merge(judgment.explained) { $0.union($1) }
    judgment.add(TerraformWiring.judgment(of: changes, explained: known))
    known.merge(judgment.explained) { $0.union($1) }
    judgment.add(AllowedLists.judgment(of: changes, explained: known))
    return judgment
  }
}
