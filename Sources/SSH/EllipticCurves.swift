internal import Crypto

/// Ed25519 over raw keys and signatures.
enum EdDSA {
  static func isValid(_ signature: [UInt8], over data: [UInt8], by key: [UInt8]) -> Bool {
    guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    else { return false }
    return key.isValidSignature(signature, for: data)
  }
}

/// ECDSA with the hash that belongs to each curve (RFC 5656), the signature as SSH writes it: two
/// integers.
enum ECDSA {
  static func isValid(
    _ signature: [UInt8],
    over data: [UInt8],
    by point: [UInt8],
    on curve: SSHPublicKey.Algorithm.Curve
  ) -> Bool {
    guard let raw = fixedWidth(signature, curve.width) else { return false }
    let isGood: Bool? =
      switch curve {
      case .p256:
        try? P256.Signing.PublicKey(x963Representation: point).isValidSignature(
          P256.Signing.ECDSASignature(rawRepresentation: raw),
          for: SHA256.hash(data: data)
        )
      case .p384:
        try? P384.Signing.PublicKey(x963Representation: point).isValidSignature(
          P384.Signing.ECDSASignature(rawRepresentation: raw),
          for: SHA384.hash(data: data)
        )
      case .p521:
        try? P521.Signing.PublicKey(x963Representation: point).isValidSignature(
          P521.Signing.ECDSASignature(rawRepresentation: raw),
          for: SHA512.hash(data: data)
        )
      }
    return isGood ?? false
  }

  /// r and s, each padded to the curve's width.
  private static func fixedWidth(_ signature: [UInt8], _ width: Int) -> [UInt8]? {
    var reader = SSHReader(signature)
    guard let r = reader.positiveInteger(), let s = reader.positiveInteger(), reader.isAtEnd,
      r.count <= width, s.count <= width
    else { return nil }
    return [r, s].flatMap { Array(repeating: 0, count: width - $0.count) + $0 }
  }
}

extension SSHPublicKey.Algorithm.Curve {
  /// Bytes of a coordinate.
  fileprivate var width: Int {
    switch self {
    case .p256: 32
    case .p384: 48
    case .p521: 66
    }
  }
}
