internal import Crypto
internal import GitObjects

/// An SSH public key in its wire form. Two keys are the same when their bytes are.
package struct SSHPublicKey: Hashable, Sendable {
  package let blob: [UInt8]
  package let algorithm: Algorithm

  /// What kind of key it is, as far as the gate reads it.
  package enum Algorithm: Hashable, Sendable {
    case ed25519
    case ecdsa(Curve)
    /// The size of the modulus in bits; under 2,048 no signature of it counts.
    case rsa(bits: Int)
    /// Recognised and not read, by its own name: security keys, certificates, DSA, what is newer.
    case unsupported(String)

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

  /// `ssh-ed25519`, `ecdsa-sha2-nistp256`…
  package var typeName: [UInt8] {
    var reader = SSHReader(blob)
    return reader.string() ?? []
  }

  package var fingerprint: Fingerprint { Fingerprint(of: blob) }

  /// `TYPE BASE64`
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

/// The numbers inside a key.
enum KeyMaterial {
  case ed25519([UInt8])
  case ecdsa(SSHPublicKey.Algorithm.Curve, point: [UInt8])
  case rsa(exponent: [UInt8], modulus: [UInt8])
  case unsupported(String)

  init(blob: [UInt8]) throws(SSHPublicKey.Malformed) {
    var reader = SSHReader(blob)
    guard let type = reader.string(), type.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .truncated
    }
    switch String(decoding: type, as: UTF8.self) {
    case "ssh-ed25519":
      guard let key = reader.string(), key.count == 32 else { throw .truncated }
      self = .ed25519(key)
    case "ecdsa-sha2-nistp256": self = try Self.ecdsa(.p256, &reader)
    case "ecdsa-sha2-nistp384": self = try Self.ecdsa(.p384, &reader)
    case "ecdsa-sha2-nistp521": self = try Self.ecdsa(.p521, &reader)
    case "ssh-rsa":
      guard let exponent = reader.positiveInteger(), let modulus = reader.positiveInteger() else {
        throw .truncated
      }
      self = .rsa(exponent: exponent, modulus: modulus)
    case let other:
      self = .unsupported(other)
      return
    }
    guard reader.isAtEnd else { throw .truncated }
  }

  private static func ecdsa(_ curve: SSHPublicKey.Algorithm.Curve, _ reader: inout SSHReader)
    throws(SSHPublicKey.Malformed) -> KeyMaterial
  {
    guard let name = reader.string(), let point = reader.string() else { throw .truncated }
    guard name.elementsEqual(curve.rawValue.utf8) else { throw .wrongType }
    return .ecdsa(curve, point: point)
  }

  var algorithm: SSHPublicKey.Algorithm {
    switch self {
    case .ed25519: .ed25519
    case .ecdsa(let curve, _): .ecdsa(curve)
    case .rsa(_, let modulus):
      .rsa(bits: modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0))
    case .unsupported(let name): .unsupported(name)
    }
  }
}
