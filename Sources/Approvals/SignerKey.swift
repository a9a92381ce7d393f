package import SSH

/// The name of a key that signed, as records and refusals print it.
package enum SignerKey: Hashable, Sendable, CustomStringConvertible {
  case ssh(Fingerprint)
  /// The primary key's fingerprint, 40 uppercase hexadecimal digits.
  case openPGP(String)

  /// The word before the name in a record.
  package var kind: String {
    switch self {
    case .ssh: "ssh"
    case .openPGP: "openpgp"
    }
  }

  package var description: String {
    switch self {
    case .ssh(let fingerprint): fingerprint.description
    case .openPGP(let fingerprint): fingerprint
    }
  }
}
