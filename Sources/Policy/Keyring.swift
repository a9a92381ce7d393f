package import GitObjects
package import SSH

/// Whose key is whose. One key never stands for two people.
package struct Keyring: Sendable {
  package struct Key: Hashable, Sendable {
    package let owner: PersonID
    package let entry: AllowedSigners.Entry
    package let isRevoked: Bool

    package func isValid(at time: Timestamp) -> Bool {
      !isRevoked && entry.validAfter.map { $0 <= time } ?? true
        && entry.validBefore.map { time < $0 } ?? true
    }

    /// A line without `namespaces=` serves approvals and commit signatures.
    package func serves(_ namespace: String) -> Bool {
      guard let patterns = entry.namespaces else {
        return ["countersign", "git"].contains(namespace)
      }
      return patterns.contains { Wildcard.matches($0, Array(namespace.utf8)) }
    }
  }

  private var keys: [[UInt8]: [Key]] = [:]
  private(set) package var revoked = RevokedKeys.none

  package init() {}

  init(
    _ signers: AllowedSigners,
    revoked: RevokedKeys,
    policy: Policy,
    file: String
  ) throws(PolicyError) {
    self.revoked = revoked
    for entry in signers.entries {
      let position = Position(line: entry.line, column: 1)
      guard !entry.isCertificateAuthority else {
        throw PolicyError(
          file: file,
          at: position,
          "certificate authorities are not read yet",
          fix: "list the keys themselves"
        )
      }
      let owner = try Self.owner(of: entry, policy: policy, file: file, at: position)
      if let known = keys[entry.key.blob]?.first, known.owner != owner {
        throw PolicyError(
          file: file,
          at: position,
          "the key \(entry.key.fingerprint) is both '\(known.owner)' and '\(owner)'",
          fix: "one key is one person"
        )
      }
      keys[entry.key.blob, default: []].append(
        Key(owner: owner, entry: entry, isRevoked: revoked.contains(entry.key))
      )
    }
  }

  private static func owner(
    of entry: AllowedSigners.Entry,
    policy: Policy,
    file: String,
    at position: Position
  ) throws(PolicyError) -> PersonID {
    guard let principal = entry.principals.first, entry.principals.count == 1 else {
      throw PolicyError(file: file, at: position, "a key line names exactly one person")
    }
    let byID = PersonID(rawValue: String(decoding: principal, as: UTF8.self)).flatMap {
      policy.people[$0]
    }
    guard let person = byID ?? policy.person(email: principal) else {
      throw PolicyError(
        file: file,
        at: position,
        "'\(Escaped.text(principal))' is nobody in 'people'",
        fix: "use a person's id or e-mail"
      )
    }
    return person.id
  }

  /// The lines that name a key, in the file's order.
  package func lines(for key: SSHPublicKey) -> [Key] { keys[key.blob] ?? [] }

  /// The people who could approve now: by a statement of its own, or by an approval commit.
  package func holders(at time: Timestamp) -> Set<PersonID> {
    let usable = keys.values.joined().filter { key in
      key.isValid(at: time) && (key.serves("countersign") || key.serves("git"))
    }
    return Set(usable.map(\.owner))
  }

  /// Every line, in the file's order.
  package var allKeys: [Key] {
    keys.values.joined().sorted { $0.entry.line < $1.entry.line }
  }

  /// The people with a line that has no `namespaces=`, for the linter.
  package var linesWithoutNamespaces: [Key] {
    allKeys.filter { $0.entry.namespaces == nil }
  }
}
