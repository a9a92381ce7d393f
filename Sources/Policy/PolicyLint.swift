package import GitObjects
internal import SSH

/// What loads and is probably not what was meant.
package struct LintWarning: Hashable, Sendable, CustomStringConvertible {
  package let message: String
  package let fix: String
  package var description: String { "\(message); \(fix)" }
}

extension PolicySet {
  package func lint(at now: Timestamp) -> [LintWarning] {
    classWarnings + peopleWarnings(at: now) + settingWarnings
  }

  private var classWarnings: [LintWarning] {
    var warnings: [LintWarning] = []
    for class_ in policy.classes {
      let rules = policy.rules.filter { $0.classes.contains(class_.id) }
      if rules.isEmpty {
        warnings.append(
          LintWarning(message: "no rule names class '\(class_.id)': its changes are refused", fix: "add a rule"))
      } else if rules.allSatisfy({ $0.when != When() }) {
        warnings.append(
          LintWarning(
            message: "every rule of class '\(class_.id)' has a 'when': what none of them covers is refused",
            fix: "add a rule without 'when'"))
      }
      if !class_.detect.isEmpty || !class_.content.isEmpty {
        warnings.append(
          LintWarning(
            message: "class '\(class_.id)': 'detect' and 'content' are not applied by this version",
            fix: "name its files under 'paths'"))
      }
    }
    return warnings
  }

  private func peopleWarnings(at now: Timestamp) -> [LintWarning] {
    let holders = keyring.holders(at: now)
    var leaves = policy.governance.leaves
    for rule in policy.rules { leaves += policy.parts(ofRule: rule.name) }
    let asked = policy.members(of: leaves.flatMap(\.from))
    var warnings = asked.filter { policy.people[$0]?.kind == .human && !holders.contains($0) }.sorted().map {
      LintWarning(message: "'\($0)' is asked to approve and has no key that is good now", fix: "add one to allowed_signers")
    }
    for key in keyring.linesWithoutNamespaces {
      warnings.append(
        LintWarning(
          message: "the key of '\(key.owner)' on line \(key.entry.line) has no 'namespaces='",
          fix: "add namespaces=\"countersign,git\""))
    }
    return warnings
  }

  private var settingWarnings: [LintWarning] {
    var warnings: [LintWarning] = []
    if policy.authorship == .claimed {
      warnings.append(
        LintWarning(message: "'authorship: claimed' lets a change rest on typed names", fix: "use 'anchored' where the host names the pusher"))
    }
    if policy.serverKeys.isEmpty {
      warnings.append(LintWarning(message: "without 'server_keys' no record verifies", fix: "add the server's .pub"))
    }
    if policy.targets.isEmpty {
      warnings.append(LintWarning(message: "no 'targets': nothing is gated", fix: "add the references to hold"))
    }
    for rule in policy.rules {
      if let actor = rule.when.actor, actor.contains(.agent), !actor.contains(.unknown) {
        warnings.append(
          LintWarning(message: "rule '\(rule.name)' is for declared agents only: an agent that declares nothing is 'unknown'", fix: "add 'unknown' to 'actor'"))
      }
    }
    return warnings
  }
}
