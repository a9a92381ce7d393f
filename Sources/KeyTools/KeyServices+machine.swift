internal import GitObjects
internal import Platform
package import Policy

extension KeyServices {
  /// What this machine answers with.
  ///
  /// One for the whole run, so that a KRL is asked once about a key.
  package static let machine = KeyServices(
    revocation: KeygenRevocation(),
    openPGP: GPGV(),
    localTime: LocalTime.moment
  )
}
