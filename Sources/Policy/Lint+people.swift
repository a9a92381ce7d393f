internal import GitObjects
internal import SSH

extension PolicySet {
  /// People who are asked and cannot answer, and keys that serve more than they should.
  func peopleWarnings(at now: Timestamp) -> [LintWarning] {
    let holders = keyring.holders(at: now)
    var leaves = policy.governance.leaves
    for rule in policy.rules { leaves += policy.parts(ofRule: rule.name) }
    let asked = policy.members(of: leaves.flatMap(\.from)).sorted()
    var warnings: [LintWarning] = []
    for person in asked {
      if policy.people[person]?.kind != .human {
        warnings.append(
          LintWarning(
            "'\(person)' is asked to approve and is no human",
            fix: "take it out of the group"
          )
        )
      } else if !holders.contains(person) {
        warnings.append(
          LintWarning(
            "'\(person)' is asked to approve and has no key that is good now",
            fix: "add one to allowed_signers"
          )
        )
      }
    }
    for (group, _) in policy.groups.sorted(by: { $0.key < $1.key })
    where !leaves.contains(where: { $0.from.contains(group) })
      && policy.breakGlass?.from.contains(group) != true
    {
      warnings.append(
        LintWarning("nobody asks for group '\(group)'", fix: "name it in a rule, or remove it")
      )
    }
    for key in keyring.linesWithoutNamespaces {
      warnings.append(
        LintWarning(
          "the key of '\(key.owner)' on line \(key.entry.line) has no 'namespaces='",
          fix: "add namespaces=\"countersign,git\""
        )
      )
    }
    return warnings + policy.loginWarnings + keyWarnings(at: now)
  }
}

extension Policy {
  /// Logins by which a host that takes any letter case, or e-mails, could mean two people.
  fileprivate var loginWarnings: [LintWarning] {
    var warnings: [LintWarning] = []
    var owners: [[UInt8]: (person: PersonID, login: [UInt8])] = [:]
    for person in people.values.sorted(by: { $0.id < $1.id }) {
      for login in person.logins {
        let folded = ASCII.lowercased(login)
        if let other = owners.updateValue((person.id, login), forKey: folded),
          other.person != person.id
        {
          let names =
            "'\(Escaped.text(other.login))' of '\(other.person)' and '\(Escaped.text(login))'"
          warnings.append(
            LintWarning(
              "the logins \(names) of '\(person.id)' differ in case only",
              fix: "a host that takes any case confuses them: rename one"
            )
          )
        }
        if let other = self.person(email: login), other.id != person.id {
          warnings.append(
            LintWarning(
              "the login '\(Escaped.text(login))' of '\(person.id)' is an e-mail of '\(other.id)'",
              fix: "give it to one of them"
            )
          )
        }
      }
    }
    return warnings
  }
}
