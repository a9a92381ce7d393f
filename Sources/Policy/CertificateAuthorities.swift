internal import GitObjects
internal import SSH

/// The `cert-authority` lines of an allowed-signers file: who may say whose key is whose.
struct CertificateAuthorities: Sendable {
  private var lines: [[UInt8]: [AllowedSigners.Entry]] = [:]
  private var revokedKeys = RevokedKeys.none
  private var revoked: Set<SSHPublicKey> = []
  private var people: [[UInt8]: PersonID] = [:]

  init() {}

  init(
    _ entries: [AllowedSigners.Entry],
    revokedKeys: RevokedKeys,
    revoked: Set<SSHPublicKey>,
    policy: Policy
  ) {
    self.revokedKeys = revokedKeys
    self.revoked = revoked
    for entry in entries { lines[entry.key.blob, default: []].append(entry) }
    for person in policy.people.values {
      for name in [Array(person.id.rawValue.utf8)] + person.emails { people[name] = person.id }
    }
  }

  /// Whose certificate it is now.
  ///
  /// Principals that are nobody here are passed over, since certificates also say where one may log
  /// in; but two people in one certificate would let one key be both.
  func holder(of certificate: SSHCertificate, for namespace: String, at now: Timestamp)
    throws(CertificateProblem) -> PersonID
  {
    guard let lines = lines[certificate.authority.blob] else {
      throw .unknownAuthority(
        "the authority \(certificate.authority.fingerprint) of its certificate is none of the policy's"
      )
    }
    try checkNotRevoked(certificate)
    switch certificate.refusal(at: now) {
    case .outOfDate(let why): throw .outOfDate("its certificate is out of date: \(why)")
    case .invalid(let why): throw .invalid("its certificate counts for nothing: \(why)")
    case nil: break
    }
    let named = certificate.principals.compactMap { principal in
      person(principal).map { (principal: principal, id: $0) }
    }
    guard let holder = named.first?.id else {
      throw .unknownAuthority("its certificate names nobody of the policy")
    }
    if let other = named.first(where: { $0.id != holder }) {
      throw .invalid("its certificate names both '\(holder)' and '\(other.id)'")
    }
    try check(lines, vouchFor: named.map(\.principal), namespace, now)
    return holder
  }

  private func checkNotRevoked(_ certificate: SSHCertificate) throws(CertificateProblem) {
    let isRevoked: Bool
    do throws(OracleFailure) {
      isRevoked = try revokedKeys.contains(certificate)
    } catch {
      throw .unanswered(error.description)
    }
    if isRevoked { throw .revoked("its certificate is revoked") }
  }

  private func check(
    _ lines: [AllowedSigners.Entry],
    vouchFor principals: [[UInt8]],
    _ namespace: String,
    _ now: Timestamp
  ) throws(CertificateProblem) {
    let fitting = lines.filter { line in principals.contains { line.principals.matches($0) } }
    guard !fitting.isEmpty else {
      throw .unknownAuthority("its certificate's authority may not vouch for its principal")
    }
    let serving = fitting.filter { $0.serves(namespace) }
    guard !serving.isEmpty else {
      throw .unknownAuthority("its certificate's authority is not for namespace '\(namespace)'")
    }
    guard serving.contains(where: { $0.isValid(at: now) }) else {
      throw .outOfDate("its certificate's authority is outside its dates")
    }
  }

  private func person(_ principal: [UInt8]) -> PersonID? {
    people[principal]
      ?? people[ASCII.lowercased(principal)].flatMap { id in
        principal.contains(UInt8(ascii: "@")) ? id : nil
      }
  }

  var all: [AllowedSigners.Entry] { lines.values.joined().sorted { $0.line < $1.line } }

  /// The people whom a line lets an authority vouch for now.
  func holders(at time: Timestamp) -> Set<PersonID> {
    let serving = lines.values.joined().filter {
      $0.isValid(at: time) && $0.servesApprovals && $0.key.weakness == nil
        && !revoked.contains($0.key)
    }
    guard !serving.isEmpty else { return [] }
    return Set(
      people.filter { name, _ in serving.contains { $0.principals.matches(name) } }.map(\.value)
    )
  }
}
