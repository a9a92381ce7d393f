internal import GitObjects
internal import SSH

extension PolicySet {
  /// Keys that count for nothing, and dates that mean something else elsewhere.
  func keyWarnings() -> [LintWarning] {
    var warnings: [LintWarning] = []
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
}
