import Detection

/// Variables in the place of a list's people, where only one side has them and the tree says who they are.
enum AnsibleLists {
  /// A variable that fills a list, or a part of it.
  struct Filling {
    let term: AnsibleTerm
    /// The list as a summary names it.
    let place: String
  }

  /// Both sides' items, people for variables.
  static func resolved(
    old: [AccessItem],
    new: [AccessItem],
    in pair: FilePair
  ) -> (old: [AccessItem], new: [AccessItem]) {
    guard (old + new).contains(where: { $0.filling != nil }) else { return (old, new) }
    let before = Set(old.map(\.slot))
    let after = Set(new.map(\.slot))
    return (
      side(old, but: after, AnsibleVariables(pair.oldTree, around: pair.path)),
      side(new, but: before, AnsibleVariables(pair.newTree, around: pair.path))
    )
  }

  /// What stays as it is need not be known.
  private static func side(
    _ items: [AccessItem],
    but other: Set<String>,
    _ variables: AnsibleVariables
  ) -> [AccessItem] {
    items.flatMap { item -> [AccessItem] in
      guard let filling = item.filling, !other.contains(item.slot),
        let value = variables.value(of: filling.term)
      else { return [item] }
      return value.possible.sorted().map { name in
        person(name, by: filling, of: item, isUncertain: !value.certain.contains(name))
      }
    }
  }

  private static func person(
    _ name: String,
    by filling: Filling,
    of item: AccessItem,
    isUncertain: Bool
  ) -> AccessItem {
    let words = "'\(name)'"
    return AccessItem(
      kind: item.kind,
      slot: item.list + "\u{0}" + name,
      isGuard: item.isGuard,
      severity: item.severity,
      line: item.line,
      comes: "adds \(words) to \(filling.place) by '\(filling.term.name)'",
      goes: "removes \(words) from \(filling.place), where '\(filling.term.name)' was",
      list: item.list,
      isUncertain: isUncertain
    )
  }
}
