package import GitObjects

extension SSHCertificate {
  /// Why a certificate vouches for nobody.
  package enum Refusal: Hashable, Sendable {
    /// Before or after its dates.
    case outOfDate(String)
    case invalid(String)
  }

  /// What its key's signatures may claim of the person at the key.
  package struct Terms: Hashable, Sendable {
    /// `no-touch-required`: the key may sign by itself, so its flags say nothing.
    package let ignoresPresence: Bool
    /// `verify-required`: a signature without a PIN or finger does not count.
    package let requiresVerification: Bool
  }

  package var terms: Terms {
    Terms(
      ignoresPresence: extensions.has("no-touch-required"),
      requiresVerification: criticalOptions.has("verify-required")
    )
  }

  /// Checks everything but whose it is and who may be its authority.
  ///
  /// `ssh-keygen -Y verify` passes over critical options. A critical option is a restriction, and
  /// one that the gate cannot hold to (`force-command`, `source-address`) makes the certificate
  /// useless here.
  package func refusal(at now: Timestamp) -> Refusal? {
    guard kind == 1 else { return .invalid("it is no certificate for a user") }
    if principals.isEmpty { return .invalid("it names nobody: it would be good for everybody") }
    if let wild = principals.first(where: { $0.contains { Self.wildcards.contains($0) } }) {
      return .invalid("its principal '\(Escaped.text(wild))' is a pattern")
    }
    if let weakness = key.weakness { return .invalid("its key: \(weakness)") }
    if let weakness = authority.weakness { return .invalid("its authority's key: \(weakness)") }
    let unknown = criticalOptions.values.keys.filter { !$0.elementsEqual("verify-required".utf8) }
    if let option = unknown.min(by: { $0.lexicographicallyPrecedes($1) }) {
      return .invalid(
        "its critical option '\(Escaped.text(option))' is not one that is held to here"
      )
    }
    guard case .good = checkAuthority() else {
      return .invalid("its authority's signature is bad")
    }
    let seconds = UInt64(clamping: now.seconds)
    if seconds < validAfter { return .outOfDate("it is not valid yet") }
    if seconds >= validBefore { return .outOfDate("it is not valid any more") }
    return nil
  }

  private static let wildcards = Array("*?!".utf8)
}
