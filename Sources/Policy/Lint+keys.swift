internal import GitObjects
internal import SSH

extension PolicySet {
  /// Keys that count for nothing, and dates that mean something else elsewhere.
  func keyWarnings(at now: Timestamp) -> [LintWarning] {
    var warnings = presenceWarnings(at: now)
    for key in keyring.allKeys {
      guard let weakness = key.entry.key.weakness else { continue }
      warnings.append(
        LintWarning(
          "no signature by the key of '\(key.owner)' on line \(key.entry.line) counts: \(weakness)",
          fix: "add an ed25519, ECDSA, security or RSA key of 2048 bits or more"
        )
      )
    }
    for line in keyring.authorityLines {
      guard let weakness = line.key.weakness else { continue }
      warnings.append(
        LintWarning(
          "no certificate by the authority on line \(line.line) counts: \(weakness)",
          fix: "add a stronger authority's key"
        )
      )
    }
    for line in keyring.allKeys.map(\.entry) + keyring.authorityLines where line.hasLocalTime {
      warnings.append(
        LintWarning(
          "a date on line \(line.line) is in the local time of whoever reads it",
          fix: "end it with Z"
        )
      )
    }
    for (fingerprint, owner) in keyring.openPGP.missing {
      warnings.append(
        LintWarning(
          "the OpenPGP key \(fingerprint) of '\(owner)' is not in the policy's keyring",
          fix: "add it to the file that 'keys: {openpgp: …}' names"
        )
      )
    }
    return warnings
  }

  /// Rules that ask for more presence than those whom they ask have keys for.
  private func presenceWarnings(at now: Timestamp) -> [LintWarning] {
    let holders = keyring.holders(at: now, proving: .touched)
    let asked: [(what: String, leaves: [Requirement.Leaf])] =
      [("'governance'", policy.governance.leaves)]
      + policy.rules.map { ("rule '\($0.name)'", policy.parts(ofRule: $0.name)) }
    return asked.flatMap { what, leaves in
      leaves.filter { leaf in
        leaf.presence != .none
          && policy.members(of: leaf.from).intersection(holders).count < leaf.count
      }.map { leaf in
        LintWarning(
          "\(what) asks for presence '\(leaf.presence.rawValue)', and too few of those asked have a security key",
          fix: "enrol one for each of them"
        )
      }
    }
  }
}
