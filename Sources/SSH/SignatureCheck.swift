/// What a signature is worth.
package enum SignatureCheck: Hashable, Sendable {
  /// It is the key's, over these bytes; with what a security key says of the person, empty for
  /// other keys.
  case good(SecurityKeyFlags)
  case bad(String)
  /// Of a kind that is not read, by its name.
  case unsupported(String)

  package var isGood: Bool {
    if case .good = self { true } else { false }
  }
}
