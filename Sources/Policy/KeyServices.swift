package import GitObjects
package import OpenPGP
package import SSH

/// What judging keys needs from the machine, handed in by the shell: the core starts no process,
/// reads no file and knows no time zone, so that every judgment can be made again from values.
package struct KeyServices: Sendable {
  /// Asked only where the policy names a binary KRL.
  package let revocation: (any RevocationOracle)?
  /// Asked only for OpenPGP signatures that name a key of the policy's keyring.
  package let openPGP: (any OpenPGPOracle)?
  /// The moment that a wall clock in the server's zone stood at a time.
  package let localTime: @Sendable (Timestamp) -> Timestamp

  /// No services: a KRL is refused, OpenPGP signatures are unsupported, dates are UTC.
  package static let none = KeyServices(revocation: nil, openPGP: nil) { $0 }

  package init(
    revocation: (any RevocationOracle)?,
    openPGP: (any OpenPGPOracle)?,
    localTime: @escaping @Sendable (Timestamp) -> Timestamp
  ) {
    self.revocation = revocation
    self.openPGP = openPGP
    self.localTime = localTime
  }
}
