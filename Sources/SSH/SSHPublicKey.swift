internal import GitObjects

/// An SSH public key in its wire form.
///
/// Two keys are the same when their bytes are.
package struct SSHPublicKey: Hashable, Sendable {
  package let blob: [UInt8]
  package let algorithm: Algorithm

  /// What kind of key it is, as far as the gate reads it.
  package enum Algorithm: Hashable, Sendable {
    case ed25519
    case ecdsa(Curve)
    /// The size of the modulus in bits; under 2,048 no signature of it counts.
    case rsa(bits: Int)
    /// In a device: its signatures say whether somebody was there.
    case securityKey(SecurityKey)
    /// Recognised and not read, by its own name: DSA, certificates where a key is meant, what is
    /// newer.
    case unsupported(String)

    package enum SecurityKey: String, Sendable { case ed25519, ecdsa }

    package enum Curve: String, Sendable {
      case p256 = "nistp256"
      case p384 = "nistp384"
      case p521 = "nistp521"
    }
  }

  /// What is wrong with a key.
  package enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    case notALine, notBase64, truncated, wrongType

    package var description: String {
      switch self {
      case .notALine: "it is not 'TYPE BASE64'"
      case .notBase64: "its second word is not base64"
      case .truncated: "it ends early or goes on too long"
      case .wrongType: "its type and its bytes disagree"
      }
    }
  }

  package init(blob: [UInt8]) throws(Malformed) {
    self.blob = blob
    algorithm = try KeyMaterial(blob: blob).algorithm
  }

  /// Reads `TYPE BASE64 [comment]`, as in a `.pub` file.
  package init(authorizedKeysText text: [UInt8]) throws(Malformed) {
    let words = text.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
    guard words.count >= 2 else { throw .notALine }
    guard let blob = Base64.decode(words[1]) else { throw .notBase64 }
    try self.init(blob: blob)
    guard typeName.elementsEqual(words[0]) else { throw .wrongType }
  }

  /// Such as `ssh-ed25519` or `ecdsa-sha2-nistp256`.
  package var typeName: [UInt8] {
    var reader = SSHReader(blob)
    return reader.string() ?? []
  }

  package var fingerprint: Fingerprint { Fingerprint(of: blob) }

  /// RSA keys of fewer bits count for nothing.
  static let leastRSABits = 2048

  /// Why nothing that the key signs counts, by the algorithm's name; `nil` for a key that may
  /// count.
  package var weakness: String? {
    switch algorithm {
    case .ed25519, .ecdsa, .securityKey: nil
    case .rsa(let bits):
      bits < Self.leastRSABits ? "it is an RSA key of \(bits) bits, fewer than 2048" : nil
    case .unsupported("ssh-dss"): "it is a DSA key, and DSA is not accepted"
    case .unsupported(let name): "keys of type '\(Escaped.text(name))' are not read by this version"
    }
  }

  /// The key as `TYPE BASE64`.
  package var text: String {
    String(decoding: typeName + [0x20] + Base64.encode(blob), as: UTF8.self)
  }
}

/// The name of a key: `SHA256:` and the unpadded base64 of its digest, as OpenSSH prints it.
package struct Fingerprint: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let description: String

  init(of blob: [UInt8]) {
    let digest = Base64.encode(Digest(of: blob).bytes, padded: false)
    description = "SHA256:" + String(decoding: digest, as: UTF8.self)
  }

  package static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}
