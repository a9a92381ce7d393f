internal import Crypto

/// A keyring as `gpg --export` writes it: which keys it holds, by fingerprint.
///
/// Whether one is in date, revoked or bound to its owner is `gpgv`'s to say.
package struct OpenPGPKeyring: Hashable, Sendable {
  package struct Key: Hashable, Sendable {
    package let fingerprint: String
    /// Of the key that it is a subkey of; its own where it is a primary key.
    package let primary: String
    /// The size of an RSA modulus; 0 for other keys.
    package let rsaBits: Int
  }

  package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    package let fix: String
  }

  package let bytes: [UInt8]
  package let keys: [Key]

  package static let empty = OpenPGPKeyring()

  private init() {
    bytes = []
    keys = []
  }

  package init(_ bytes: [UInt8]) throws(Malformed) {
    let export = "write it with 'gpg --export FINGERPRINT... > FILE'"
    if bytes.starts(with: "-----BEGIN".utf8) {
      throw Malformed(
        description: "the keyring is in text form, which 'gpgv' does not read",
        fix: export
      )
    }
    if bytes.dropFirst(8).starts(with: "KBXf".utf8) {
      throw Malformed(description: "the keyring is a GnuPG keybox", fix: export)
    }
    guard let packets = OpenPGPPacket.read(bytes) else {
      throw Malformed(description: "the keyring is no OpenPGP keyring", fix: export)
    }
    self.bytes = bytes
    var keys: [Key] = []
    var primary: String?
    for packet in packets {
      switch packet.tag {
      case OpenPGPPacket.Tag.publicKey:
        primary = Self.fingerprint(packet.body)
        if let primary { keys.append(Self.key(packet.body, primary, primary)) }
      case OpenPGPPacket.Tag.publicSubkey:
        if let primary, let own = Self.fingerprint(packet.body) {
          keys.append(Self.key(packet.body, own, primary))
        }
      case OpenPGPPacket.Tag.secretKey, OpenPGPPacket.Tag.secretSubkey:
        throw Malformed(
          description: "the keyring holds a private key",
          fix: "make that key anew; " + export
        )
      default: break
      }
    }
    self.keys = keys
  }

  /// The keys that a fingerprint or a key id names.
  package func keys(named name: String) -> [Key] { keys.filter { $0.fingerprint.hasSuffix(name) } }

  private static func key(_ body: [UInt8], _ fingerprint: String, _ primary: String) -> Key {
    var rest = body.dropFirst(6)
    let isRSA = body.count > 8 && OpenPGPAlgorithm.isRSA(body[5])
    return Key(
      fingerprint: fingerprint,
      primary: primary,
      rsaBits: isRSA ? OpenPGPPacket.number(2, &rest) ?? 0 : 0
    )
  }

  /// Of a version 4 key (RFC 4880 §12.2); other versions are not read.
  private static func fingerprint(_ body: [UInt8]) -> String? {
    guard body.first == 4, body.count <= 0xFFFF else { return nil }
    let prefix: [UInt8] = [0x99, UInt8(body.count >> 8), UInt8(body.count & 0xFF)]
    return hex(Array(Insecure.SHA1.hash(data: prefix + body)))
  }

  /// Uppercase hexadecimal, as GnuPG prints fingerprints.
  static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }
}
