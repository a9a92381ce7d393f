internal import GitObjects
package import OpenPGP
package import Policy

extension SignerCheck {
  /// Verifies an OpenPGP signature: its form and algorithms here, the rest by asking `gpgv`.
  ///
  /// The process is started only for a signature that names a key of somebody in the policy: others
  /// could make a push of many such signatures take for ever.
  package func signer(
    of signature: OpenPGPSignature,
    over message: @autoclosure () -> [UInt8],
    expected: PersonID? = nil
  ) throws(ApprovalProblem) -> VerifiedSigner {
    let keys = keyring.openPGP
    guard let oracle = keys.oracle else {
      throw ApprovalProblem(.approvalUnsupported, "OpenPGP signatures are not read here")
    }
    if let weakness = signature.weakness { throw ApprovalProblem(.signatureBad, weakness) }
    let claimed = signature.issuers.sorted().flatMap { keys.keyring.keys(named: $0) }
    guard claimed.contains(where: { keys.owner(ofPrimary: $0.primary) != nil }) else {
      throw .nobodysOpenPGPKey
    }
    let output: [UInt8]
    do throws(OpenPGPFailure) {
      output = try oracle.status(
        of: signature.bytes,
        over: message(),
        keyring: keys.keyring.bytes
      )
    } catch {
      throw .unanswered(error.description)
    }
    return try signer(by: GPGVStatus(parsing: output), expected)
  }

  private func signer(by status: GPGVStatus, _ expected: PersonID?) throws(ApprovalProblem)
    -> VerifiedSigner
  {
    switch status {
    case .bad(let why): throw ApprovalProblem(.signatureBad, "its signature is bad: \(why)")
    case .unknownKey:
      throw ApprovalProblem(.signatureUnknownKey, "its OpenPGP key is not in the policy's keyring")
    case .keyExpired: throw ApprovalProblem(.keyExpired, "its OpenPGP key has expired")
    case .keyRevoked: throw ApprovalProblem(.keyRevoked, "its OpenPGP key is revoked")
    case .good(let valid): return try signer(by: valid, expected)
    }
  }

  private func signer(by valid: GPGVStatus.Valid, _ expected: PersonID?)
    throws(ApprovalProblem) -> VerifiedSigner
  {
    let keys = keyring.openPGP
    guard
      let key = keys.keyring.keys.first(where: {
        $0.fingerprint == valid.key && $0.primary == valid.primary
      }), let owner = keys.owner(ofPrimary: valid.primary)
    else {
      throw ApprovalProblem(
        .signatureUnknownKey,
        "the OpenPGP key \(valid.primary) is nobody's in the policy"
      )
    }
    try check(owner, is: expected, "the OpenPGP key \(valid.primary)")
    guard key.rsaBits == 0 || key.rsaBits >= 2048 else {
      throw ApprovalProblem(
        .signatureBad,
        "its OpenPGP key is an RSA key of \(key.rsaBits) bits, fewer than 2048"
      )
    }
    guard valid.signedAt <= now.adding(seconds: Timestamp.skew) else {
      throw ApprovalProblem(
        .signatureBad,
        "it says it was signed at \(valid.signedAt), and it is \(now)"
      )
    }
    return VerifiedSigner(person: owner, key: .openPGP(valid.primary), presence: .none)
  }
}

extension ApprovalProblem {
  static let nobodysOpenPGPKey = ApprovalProblem(
    .signatureUnknownKey,
    "its OpenPGP key is nobody's in the policy"
  )
}
