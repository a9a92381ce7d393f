internal import Detection
internal import GitObjects

extension Policy {
  /// Classes that some change could fall into without a rule that speaks of it.
  var coverageWarnings: [LintWarning] {
    classes.compactMap { class_ in
      let rules = rules.filter { $0.classes.contains(class_.id) }
      guard !rules.isEmpty else {
        return LintWarning(
          "no rule names class '\(class_.id)': its changes are refused",
          fix: "add a rule"
        )
      }
      guard let gap = CoverageGap(of: rules, in: environmentNames) else { return nil }
      return LintWarning(
        "no rule covers class '\(class_.id)'\(gap.description): such a change is refused",
        fix: "add a rule for it, or one without 'when'"
      )
    }
  }

  /// `nil` stands for a target without an environment.
  private var environmentNames: [String?] {
    var names = targets.map(\.environment)
    names += environments.map { $0.name }
    var seen: Set<String?> = []
    let unique = names.filter { seen.insert($0).inserted }
    return unique.isEmpty ? [nil] : unique
  }

  /// Patterns that match less, or more, than they seem to.
  var patternWarnings: [LintWarning] {
    var warnings: [LintWarning] = []
    for class_ in classes {
      for pattern in class_.ignore where !pattern.isAnchored {
        warnings.append(
          LintWarning(
            "class '\(class_.id)' ignores '\(pattern)' in every directory, also in sensitive ones",
            fix: "begin it with '/', or with '**/' if that is meant"
          )
        )
      }
    }
    return warnings + blankWarnings
  }

  /// What git takes for a name, and people for a slip.
  private var blankWarnings: [LintWarning] {
    let patterns =
      classes.flatMap { class_ in
        (class_.paths + class_.ignore).map { ("class '\(class_.id)'", $0) }
      } + environments.flatMap { place in place.paths.map { ("environment '\(place.name)'", $0) } }
    return patterns.filter { $0.1.hasInnerBlank }.map { owner, pattern in
      LintWarning(
        "\(owner) has '\(pattern)', in which a name begins or ends with a blank",
        fix: "take the blank out, or write '[ ]' where the name has it"
      )
    }
  }
}

/// Where no rule of a class applies: a combination of environment, actor and direction.
///
/// A rule with a condition on kind, severity or data covers nothing for sure.
private struct CoverageGap {
  let description: String

  init?(of rules: [Rule], in environments: [String?]) {
    let sure = rules.filter {
      $0.when.kind == nil && $0.when.severity == nil && $0.when.data == nil
    }
    func isOpen(_ environments: [String?], _ actors: [ActorKind], _ directions: [Direction]) -> Bool
    {
      environments.allSatisfy { environment in
        actors.allSatisfy { actor in
          directions.allSatisfy { direction in
            !sure.contains { $0.when.covers(environment, actor, direction) }
          }
        }
      }
    }
    for environment in environments {
      for actor in ActorKind.allCases {
        for direction in Direction.allCases where isOpen([environment], [actor], [direction]) {
          description = Self.describe(environments, environment, actor, direction, isOpen)
          return
        }
      }
    }
    return nil
  }

  /// Names only what matters: where every actor is open alike, none is said.
  private static func describe(
    _ environments: [String?],
    _ environment: String?,
    _ actor: ActorKind,
    _ direction: Direction,
    _ isOpen: ([String?], [ActorKind], [Direction]) -> Bool
  ) -> String {
    var (places, actors) = ([environment], [actor])
    let directions = [direction]
    var words = ""
    if isOpen(environments, actors, directions) {
      places = environments
    } else {
      words += environment.map { " in environment '\($0)'" } ?? " outside every environment"
    }
    if isOpen(places, ActorKind.allCases, directions) {
      actors = ActorKind.allCases
    } else {
      words += " by actor '\(actor.rawValue)'"
    }
    if isOpen(places, actors, Direction.allCases) {
      return words.isEmpty ? " whatever its kind, severity and data" : words
    } else {
      words += " in direction '\(direction.rawValue)'"
    }
    return words
  }
}

extension When {
  fileprivate func covers(_ environment: String?, _ actor: ActorKind, _ direction: Direction)
    -> Bool
  {
    self.environment.map { names in environment.map(names.contains) ?? false } ?? true
      && self.actor?.contains(actor) ?? true
      && self.direction.map { Self.matches($0, direction) } ?? true
  }
}

extension PathPattern {
  /// Whether it matches in one place of the tree and not at any depth.
  fileprivate var isAnchored: Bool { text.dropLast().contains(UInt8(ascii: "/")) }
}
