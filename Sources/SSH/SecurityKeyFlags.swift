/// What a security key says of the person before it, inside the bytes it signed (WebAuthn §6.1).
package struct SecurityKeyFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Somebody touched it.
  package static let userPresent = SecurityKeyFlags(rawValue: 0x01)
  /// It recognised who: by PIN or finger.
  package static let userVerified = SecurityKeyFlags(rawValue: 0x04)
  static let attestedData = SecurityKeyFlags(rawValue: 0x40)
  static let extensionData = SecurityKeyFlags(rawValue: 0x80)
}
