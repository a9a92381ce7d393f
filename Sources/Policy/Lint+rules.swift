internal import GitObjects

extension Policy {
  /// Requirements that nobody, or nobody today, can meet in one of their ways.
  var ruleWarnings: [LintWarning] {
    var warnings: [LintWarning] = []
    var named: [(what: String, requirement: Requirement)] = [("governance", governance)]
    for rule in rules {
      if case .require(let requirement) = rule.effect {
        named.append(("rule '\(rule.name)'", requirement))
      }
      if let actor = rule.when.actor, actor.contains(.agent),
        actor.isDisjoint(with: [.unknown, .human])
      {
        warnings.append(
          LintWarning(
            "rule '\(rule.name)' is for declared agents only: an agent that declares nothing is 'unknown'",
            fix: "add 'unknown' to 'actor'"
          )
        )
      }
    }
    for (what, requirement) in named where !requirement.alternatives.allSatisfy(canMeet) {
      warnings.append(
        LintWarning(
          "\(what) has an 'any' branch that asks for more people than its groups have",
          fix: "lower its count or add people"
        )
      )
    }
    return warnings
  }

  /// Targets that are never used, or take more references than they seem to.
  var targetWarnings: [LintWarning] {
    guard !targets.isEmpty else {
      return [LintWarning("no 'targets': nothing is gated", fix: "add the references to hold")]
    }
    var warnings: [LintWarning] = []
    for (index, target) in targets.enumerated() {
      if let earlier = targets[..<index].first(where: { $0.pattern.includes(target.pattern) }) {
        warnings.append(
          LintWarning(
            "target '\(target.pattern)' is never used: '\(earlier.pattern)' before it takes all of it",
            fix: "put it first"
          )
        )
      }
      if target.pattern.isLoose {
        warnings.append(
          LintWarning(
            "target '\(target.pattern)' also takes names that only end so",
            fix: "let a slash follow '*', or name the references one by one"
          )
        )
      }
      for honoured in target.honours
      where !targets.contains(where: { $0.pattern.overlaps(honoured) }) {
        warnings.append(
          LintWarning(
            "target '\(target.pattern)' honours '\(honoured)', which no target gates",
            fix: "gate it, or take it out of 'honours'"
          )
        )
      }
    }
    return warnings
  }
}

extension RefPattern {
  /// Whether every name that the other matches is matched by this one.
  fileprivate func includes(_ other: RefPattern) -> Bool { Wildcard.matches(text, other.text) }

  fileprivate func overlaps(_ other: RefPattern) -> Bool { includes(other) || other.includes(self) }

  /// A star before part of a name: `*prod` is also `preprod`.
  fileprivate var isLoose: Bool {
    zip(text, text.dropFirst()).contains { star, next in
      star == UInt8(ascii: "*") && next != UInt8(ascii: "/")
    }
  }
}
