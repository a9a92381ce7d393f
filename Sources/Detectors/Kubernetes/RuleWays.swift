import Syntax

/// What a list of rules matches, as the ways through it: each a set of conditions that hold together.
///
/// In the policies of Cilium, Istio and Calico the members of a rule hold together and the items of a list are a
/// choice, so that a rule is as many ways as there are choices.
struct RuleWays {
  struct Way: Hashable {
    /// `fromEntities world`, by the path and the value.
    let conditions: Set<String>

    /// What asks for less matches more.
    func covers(_ other: Way) -> Bool { conditions.isSubset(of: other.conditions) }

    var title: String {
      let all = conditions.sorted().joined(separator: ", ")
      return all.isEmpty ? "everything" : all.count > 120 ? all.prefix(117) + "..." : all
    }
  }

  private(set) var ways: [(way: Way, line: Int)] = []
  /// Of one rule, and of a list: what has more is compared rule by rule as it is written.
  private static let limits = (rule: 400, list: 2000)

  /// `emptyMatches` says whether a rule that asks for nothing matches everything; of Cilium's it matches nothing.
  init(_ rules: Node?, emptyMatches: Bool) {
    let rules = (rules?.items ?? []).filter { emptyMatches || $0.object?.isEmpty != true }
    for rule in rules {
      let choices = Self.choices(rule, at: "", depth: 0) ?? [Self.written(rule)]
      ways += choices.map { (Way(conditions: $0), rule.position.line) }
      guard ways.count <= Self.limits.list else {
        ways = rules.map { (Way(conditions: Self.written($0)), $0.position.line) }
        return
      }
    }
  }

  /// Those that the other list has nothing for.
  func minus(_ other: RuleWays) -> [(way: Way, line: Int)] {
    let same = Set(other.ways.map(\.way))
    return ways.filter { mine in
      !same.contains(mine.way) && !other.ways.contains { $0.way.covers(mine.way) }
    }
  }

  private static func written(_ rule: Node) -> Set<String> { [" \(rule.canonical)"] }

  /// The sets of conditions that a node stands for; `nil` where there are too many.
  private static func choices(_ node: Node, at path: String, depth: Int) -> [Set<String>]? {
    guard depth < 12 else { return nil }
    if let members = node.object {
      // The end of a range asks for no more.
      if node["endPort"] != nil { return [["\(path) \(node.canonical)"]] }
      var all: [Set<String>] = [[]]
      for member in members {
        let inner = path.isEmpty ? member.key : path + "." + member.key
        let own =
          isWhole(member.key)
          ? [["\(inner) \(member.value.canonical)"]]
          : choices(member.value, at: inner, depth: depth + 1)
        guard let own, all.count * own.count <= limits.rule else { return nil }
        all = all.flatMap { known in own.map { known.union($0) } }
      }
      // That there is such a part says something where nothing in it does.
      return members.isEmpty && !path.isEmpty ? [["\(path) {}"]] : all
    }
    guard let items = node.array, !items.isEmpty else { return [["\(path) \(node.canonical)"]] }
    var all: [Set<String>] = []
    for item in items {
      guard let own = choices(item, at: path, depth: depth + 1),
        all.count + own.count <= limits.rule
      else { return nil }
      all += own
    }
    return all
  }

  /// Whether a list of that name is no choice: its items hold together, or say what is not meant.
  private static func isWhole(_ key: String) -> Bool {
    key.hasPrefix("not") || ["when", "matchExpressions", "except", "rules", "icmps"].contains(key)
  }
}
