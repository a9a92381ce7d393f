package import GitObjects
package import Policy
package import SSH

/// Whose signature it is.
package struct VerifiedSigner: Hashable, Sendable {
  package let person: PersonID
  package let key: SignerKey
  package let presence: Presence
}

/// Says whose a signature is now, by the keys of one policy, whatever the kind of key.
package struct SignerCheck: Sendable {
  let keyring: Keyring
  let now: Timestamp

  package init(keyring: Keyring, now: Timestamp) {
    self.keyring = keyring
    self.now = now
  }

  /// Verifies an SSH signature, by a key or by a certificate.
  ///
  /// `expected` is whose it is said to be; anybody else's is refused before it is verified.
  package func signer(
    of signature: SSHSignature,
    over message: @autoclosure () -> [UInt8],
    namespace: String,
    expected: PersonID? = nil
  ) throws(ApprovalProblem) -> VerifiedSigner {
    let key = signature.publicKey
    if case .unsupported = key.algorithm {
      throw ApprovalProblem(.approvalUnsupported, key.weakness ?? "its key is of no known type")
    }
    let owner =
      if let certificate = signature.certificate {
        try holder(of: certificate, namespace, expected)
      } else {
        try owner(of: key, namespace, expected)
      }
    if let weakness = key.weakness { throw ApprovalProblem(.signatureBad, weakness) }
    switch signature.check(message(), namespace: namespace, by: .keyOrCheckedCertificate) {
    case .good(let flags):
      let presence = try presence(flags, signature.certificate?.terms)
      return VerifiedSigner(person: owner, key: .ssh(key.fingerprint), presence: presence)
    case .bad(let why): throw ApprovalProblem(.signatureBad, "its signature is bad: \(why)")
    case .unsupported(let name):
      throw ApprovalProblem(
        .approvalUnsupported,
        "signatures of type '\(Escaped.text(name))' are not read"
      )
    }
  }

  private func owner(of key: SSHPublicKey, _ namespace: String, _ expected: PersonID?)
    throws(ApprovalProblem) -> PersonID
  {
    let lines = keyring.lines(for: key)
    guard let owner = lines.first?.owner else {
      throw ApprovalProblem(
        .signatureUnknownKey,
        "the key \(key.fingerprint) is nobody's in the policy"
      )
    }
    if lines.contains(where: \.isRevoked) {
      throw ApprovalProblem(.keyRevoked, "the key \(key.fingerprint) is revoked")
    }
    try check(owner, is: expected, "the key \(key.fingerprint)")
    let serving = lines.filter { $0.serves(namespace) }
    guard !serving.isEmpty else {
      throw ApprovalProblem(
        .signatureUnknownKey,
        "the key \(key.fingerprint) is not for namespace '\(namespace)'"
      )
    }
    guard serving.contains(where: { $0.isValid(at: now) }) else {
      throw ApprovalProblem(.keyExpired, "the key \(key.fingerprint) is outside its dates")
    }
    return owner
  }

  private func holder(
    of certificate: SSHCertificate,
    _ namespace: String,
    _ expected: PersonID?
  ) throws(ApprovalProblem) -> PersonID {
    let holder: PersonID
    do throws(CertificateProblem) {
      holder = try keyring.holder(of: certificate, for: namespace, at: now)
    } catch {
      throw ApprovalProblem(error)
    }
    try check(holder, is: expected, "the certificate of \(certificate.key.fingerprint)")
    return holder
  }

  func check(_ owner: PersonID, is expected: PersonID?, _ what: @autoclosure () -> String)
    throws(ApprovalProblem)
  {
    if let expected, owner != expected {
      throw ApprovalProblem(.signatureUnknownKey, "\(what()) is not one of '\(expected)'")
    }
  }

  /// A key whose certificate lets it sign untouched proves nobody's presence, whatever its flags.
  private func presence(_ flags: SecurityKeyFlags, _ terms: SSHCertificate.Terms?)
    throws(ApprovalProblem) -> Presence
  {
    let isVerified = flags.contains([.userPresent, .userVerified])
    if terms?.requiresVerification == true, !isVerified {
      throw ApprovalProblem(
        .presenceMissing,
        "its certificate asks for a PIN or a finger, and the key saw none"
      )
    }
    if terms?.ignoresPresence == true { return .none }
    return isVerified ? .verified : flags.contains(.userPresent) ? .touched : .none
  }
}

extension ApprovalProblem {
  fileprivate init(_ problem: CertificateProblem) {
    switch problem {
    case .unknownAuthority(let text): self.init(.signatureUnknownKey, text)
    case .outOfDate(let text): self.init(.keyExpired, text)
    case .revoked(let text): self.init(.keyRevoked, text)
    case .invalid(let text): self.init(.signatureBad, text)
    case .unanswered(let text): self = .unanswered(text)
    }
  }
}
