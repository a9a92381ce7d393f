package import GitObjects

/// What loads and is probably not what was meant.
package struct LintWarning: Hashable, Sendable, CustomStringConvertible {
  package let message: String
  package let fix: String
  package var description: String { "\(message); \(fix)" }

  init(_ message: String, fix: String) {
    self.message = message
    self.fix = fix
  }
}

extension PolicySet {
  /// The doubts about a policy, in a fixed order: classes and rules, targets, people and keys, settings.
  package func lint(at now: Timestamp) -> [LintWarning] {
    policy.coverageWarnings + policy.patternWarnings + policy.ruleWarnings + policy.targetWarnings
      + peopleWarnings(at: now) + policy.settingWarnings
  }
}

extension Policy {
  /// What the policy leaves open.
  var settingWarnings: [LintWarning] {
    var warnings: [LintWarning] = []
    func warn(_ message: String, fix: String) { warnings.append(LintWarning(message, fix: fix)) }
    if authorship == .claimed {
      warn(
        "'authorship: claimed' lets a change rest on typed names",
        fix: "use 'anchored' where the host names the pusher"
      )
    }
    if serverKeys.isEmpty {
      warn("without 'server_keys' no record verifies", fix: "add the server's .pub")
    }
    for pattern in contributors where pattern.text.allSatisfy({ $0 == UInt8(ascii: "*") }) {
      warn(
        "'contributors' takes anybody at all for a known author",
        fix: "name your domains, such as '*@example.com'"
      )
    }
    return warnings
  }
}
