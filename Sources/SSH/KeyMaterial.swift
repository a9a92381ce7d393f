/// The numbers inside a key.
enum KeyMaterial {
  case ed25519([UInt8])
  case ecdsa(SSHPublicKey.Algorithm.Curve, point: [UInt8])
  case rsa(exponent: [UInt8], modulus: [UInt8])
  /// A key that lives in a device, and the application it was made for: `ssh:` or a web site's
  /// host.
  case securityKey(SecurityKey, application: [UInt8])
  case unsupported(String)

  enum SecurityKey {
    case ed25519([UInt8])
    case ecdsa(point: [UInt8])

    /// The algorithms of its signatures.
    var algorithms: [String] {
      switch self {
      case .ed25519: [KeyMaterial.ed25519SK]
      case .ecdsa: [KeyMaterial.ecdsaSK, BrowserAssertion.algorithm]
      }
    }
  }

  static let ed25519SK = "sk-ssh-ed25519@openssh.com"
  static let ecdsaSK = "sk-ecdsa-sha2-nistp256@openssh.com"
  static let securityKeyTypes = [ed25519SK, ecdsaSK]

  init(blob: [UInt8]) throws(SSHPublicKey.Malformed) {
    var reader = SSHReader(blob)
    guard let type = reader.string(), type.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .truncated
    }
    guard let material = try Self.read(String(decoding: type, as: UTF8.self), &reader) else {
      self = .unsupported(String(decoding: type, as: UTF8.self))
      return
    }
    guard reader.isAtEnd else { throw .truncated }
    self = material
  }

  /// Reads the numbers of a type; `nil` for a type that is not known.
  static func read(_ type: String, _ reader: inout SSHReader) throws(SSHPublicKey.Malformed)
    -> KeyMaterial?
  {
    switch type {
    case "ssh-ed25519": return .ed25519(try ed25519(&reader))
    case "ecdsa-sha2-nistp256": return .ecdsa(.p256, point: try point(.p256, &reader))
    case "ecdsa-sha2-nistp384": return .ecdsa(.p384, point: try point(.p384, &reader))
    case "ecdsa-sha2-nistp521": return .ecdsa(.p521, point: try point(.p521, &reader))
    case "ssh-rsa":
      guard let exponent = reader.positiveInteger(), let modulus = reader.positiveInteger() else {
        throw .truncated
      }
      return .rsa(exponent: exponent, modulus: modulus)
    case ed25519SK:
      let key = try ed25519(&reader)
      return .securityKey(.ed25519(key), application: try application(&reader))
    case ecdsaSK:
      let point = try point(.p256, &reader)
      return .securityKey(.ecdsa(point: point), application: try application(&reader))
    default: return nil
    }
  }

  private static func ed25519(_ reader: inout SSHReader) throws(SSHPublicKey.Malformed) -> [UInt8] {
    guard let key = reader.string(), key.count == 32 else { throw .truncated }
    return key
  }

  private static func point(_ curve: SSHPublicKey.Algorithm.Curve, _ reader: inout SSHReader)
    throws(SSHPublicKey.Malformed) -> [UInt8]
  {
    guard let name = reader.string(), let point = reader.string() else { throw .truncated }
    guard name.elementsEqual(curve.rawValue.utf8) else { throw .wrongType }
    return point
  }

  private static func application(_ reader: inout SSHReader) throws(SSHPublicKey.Malformed)
    -> [UInt8]
  {
    guard let application = reader.string() else { throw .truncated }
    return application
  }

  var algorithm: SSHPublicKey.Algorithm {
    switch self {
    case .ed25519: .ed25519
    case .ecdsa(let curve, _): .ecdsa(curve)
    case .rsa: .rsa(bits: rsaBits)
    case .securityKey(.ed25519, _): .securityKey(.ed25519)
    case .securityKey(.ecdsa, _): .securityKey(.ecdsa)
    case .unsupported(let name): .unsupported(name)
    }
  }

  /// The size of an RSA modulus; 0 for other keys.
  var rsaBits: Int {
    guard case .rsa(_, let modulus) = self else { return 0 }
    return modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
  }
}
