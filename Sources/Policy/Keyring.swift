package import GitObjects
package import SSH
internal import Syntax

/// Whose key is whose.
///
/// One key never stands for two people.
package struct Keyring: Sendable {
  package struct Key: Hashable, Sendable {
    package let owner: PersonID
    package let entry: AllowedSigners.Entry
    package let isRevoked: Bool

    package func isValid(at time: Timestamp) -> Bool { !isRevoked && entry.isValid(at: time) }
    package func serves(_ namespace: String) -> Bool { entry.serves(namespace) }
  }

  private var keys: [[UInt8]: [Key]] = [:]
  private var authorities = CertificateAuthorities()
  package internal(set) var openPGP = OpenPGPKeys.none
  /// `SHA256:…` of the revoked keys: all that a list names, but of a KRL, whose keys cannot be listed, only those that
  /// `allowed_signers` names.
  package private(set) var revokedFingerprints: Set<String> = []

  package init() {}

  init(
    _ signers: AllowedSigners,
    revoked list: RevokedKeys,
    policy: Policy,
    file: String
  ) throws(PolicyError) {
    let revoked = try Self.revoked(among: signers, list, file: policy.keyFiles.revoked ?? file)
    authorities = CertificateAuthorities(
      signers.entries.filter(\.isCertificateAuthority),
      revokedKeys: list,
      revoked: revoked,
      policy: policy
    )
    revokedFingerprints = list.fingerprints.union(revoked.map(\.fingerprint.description))
    for entry in signers.entries where !entry.isCertificateAuthority {
      let position = Position(line: entry.line, column: 1)
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

  private static func revoked(among signers: AllowedSigners, _ list: RevokedKeys, file: String)
    throws(PolicyError) -> Set<SSHPublicKey>
  {
    do throws(OracleFailure) {
      return try list.revoked(among: signers.entries.map(\.key))
    } catch {
      throw PolicyError(file: file, error.description)
    }
  }

  private static func owner(
    of entry: AllowedSigners.Entry,
    policy: Policy,
    file: String,
    at position: Position
  ) throws(PolicyError) -> PersonID {
    let principals = entry.principals.patterns
    guard let principal = principals.first, principals.count == 1 else {
      throw PolicyError(file: file, at: position, "a key line names exactly one person")
    }
    guard let person = policy.person(principal: principal) else {
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

  /// Whose certificate it is now, by the file's `cert-authority` lines.
  package func holder(of certificate: SSHCertificate, for namespace: String, at now: Timestamp)
    throws(CertificateProblem) -> PersonID
  {
    let holder = try authorities.holder(of: certificate, for: namespace, at: now)
    if let other = lines(for: certificate.key).first?.owner, other != holder {
      throw .invalid("its certificate says '\(holder)', and its key is one of '\(other)'")
    }
    return holder
  }

  /// Whose key it is; `key` may be a certificate, and it is its holder's then.
  package func owner(of key: SSHPublicKey, at now: Timestamp) -> PersonID? {
    if let owner = lines(for: key).first?.owner { return owner }
    guard let certificate = try? SSHCertificate(blob: key.blob) else { return nil }
    return try? holder(of: certificate, for: "countersign", at: now)
  }

  /// The people who could approve now, with a key that can prove so much presence.
  ///
  /// An approval may be a statement of its own or an approval commit, so a key for either namespace counts. Whoever an
  /// authority may certify counts too: what a certificate is for is not known before it is seen.
  package func holders(at time: Timestamp, proving presence: Presence = .none) -> Set<PersonID> {
    let usable = keys.values.joined().filter { key in
      key.isValid(at: time) && key.entry.servesApprovals && key.entry.key.canProve(presence)
    }
    let own = Set(usable.map(\.owner)).union(authorities.holders(at: time))
    return presence == .none ? own.union(openPGP.holders) : own
  }

  /// Every line for a person's key, in the file's order.
  var allKeys: [Key] {
    keys.values.joined().sorted { $0.entry.line < $1.entry.line }
  }

  /// The `cert-authority` lines, in the file's order.
  var authorityLines: [AllowedSigners.Entry] { authorities.all }

  /// The lines that have no `namespaces=`, for the linter.
  var linesWithoutNamespaces: [Key] {
    allKeys.filter { $0.entry.namespaces == nil }
  }
}

extension AllowedSigners.Entry {
  /// A line without `namespaces=` serves approvals and commit signatures.
  package func serves(_ namespace: String) -> Bool {
    namespaces?.matches(Array(namespace.utf8)) ?? ["countersign", "git"].contains(namespace)
  }

  /// Whether it can sign an approval: a statement of its own, or an approval commit.
  var servesApprovals: Bool { serves("countersign") || serves("git") }
}

extension SSHPublicKey {
  /// Whether a signature by the key can count, and prove so much presence.
  fileprivate func canProve(_ presence: Presence) -> Bool {
    if case .securityKey = algorithm { return true }
    return presence == .none && weakness == nil
  }
}

extension Policy {
  /// The person a principal names: an id as it is written, or an e-mail.
  package func person(principal: [UInt8]) -> Person? {
    PersonID(rawValue: String(decoding: principal, as: UTF8.self)).flatMap { people[$0] }
      ?? person(email: principal)
  }
}
