internal import Crypto
internal import CryptoExtras
internal import GitObjects

extension SSHSignature {
  /// Verifies the signature over a message, in a namespace.
  ///
  /// The namespace keeps a commit's or a login's signature from being offered as an approval.
  package func check(_ message: [UInt8], namespace expected: String) -> SignatureCheck {
    if case .unsupported(let name) = publicKey.algorithm { return .unsupported(name) }
    guard namespace.elementsEqual(expected.utf8) else {
      return .bad("it is in namespace '\(Escaped.text(namespace))', not '\(expected)'")
    }
    guard let material = try? KeyMaterial(blob: publicKey.blob) else { return .bad("its key is broken") }
    let signed = signedData(message)
    switch material {
    case .ed25519(let key): return checkEd25519(key, signed)
    case .ecdsa(let curve, let point): return checkECDSA(curve, point, signed)
    case .rsa(let exponent, let modulus): return checkRSA(exponent, modulus, signed)
    case .unsupported(let name): return .unsupported(name)
    }
  }

  /// The preamble, the namespace, the hash's name and the hash: what the key really signed.
  private func signedData(_ message: [UInt8]) -> [UInt8] {
    SSHSignature.signedData(message, namespace: namespace, hash: hash)
  }

  static func signedData(_ message: [UInt8], namespace: [UInt8], hash: Hash) -> [UInt8] {
    var writer = SSHWriter()
    writer.raw(Array("SSHSIG".utf8))
    writer.string(namespace)
    writer.string([])
    writer.string(hash.rawValue)
    switch hash {
    case .sha256: writer.string(Array(SHA256.hash(data: message)))
    case .sha512: writer.string(Array(SHA512.hash(data: message)))
    }
    return writer.bytes
  }

  private func checkEd25519(_ key: [UInt8], _ signed: [UInt8]) -> SignatureCheck {
    guard algorithm.elementsEqual("ssh-ed25519".utf8), signature.count == 64,
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
    else { return .bad("its algorithm and its key disagree") }
    return verdict(key.isValidSignature(signature, for: signed))
  }

  private func checkECDSA(
    _ curve: SSHPublicKey.Algorithm.Curve, _ point: [UInt8], _ signed: [UInt8]
  ) -> SignatureCheck {
    guard algorithm.elementsEqual("ecdsa-sha2-\(curve.rawValue)".utf8), let raw = fixedWidth(curve)
    else { return .bad("its algorithm and its key disagree") }
    let isGood: Bool? =
      switch curve {
      case .p256:
        try? P256.Signing.PublicKey(x963Representation: point).isValidSignature(
          P256.Signing.ECDSASignature(rawRepresentation: raw), for: SHA256.hash(data: signed))
      case .p384:
        try? P384.Signing.PublicKey(x963Representation: point).isValidSignature(
          P384.Signing.ECDSASignature(rawRepresentation: raw), for: SHA384.hash(data: signed))
      case .p521:
        try? P521.Signing.PublicKey(x963Representation: point).isValidSignature(
          P521.Signing.ECDSASignature(rawRepresentation: raw), for: SHA512.hash(data: signed))
      }
    return verdict(isGood ?? false)
  }

  /// r and s, each padded to the curve's width.
  private func fixedWidth(_ curve: SSHPublicKey.Algorithm.Curve) -> [UInt8]? {
    let width =
      switch curve {
      case .p256: 32
      case .p384: 48
      case .p521: 66
      }
    var reader = SSHReader(signature)
    guard let r = reader.positiveInteger(), let s = reader.positiveInteger(), reader.isAtEnd,
      r.count <= width, s.count <= width
    else { return nil }
    return [r, s].flatMap { Array(repeating: 0, count: width - $0.count) + $0 }
  }

  /// SHA-1 signatures (`ssh-rsa`) and keys under 2,048 bits are worth nothing.
  private func checkRSA(_ exponent: [UInt8], _ modulus: [UInt8], _ signed: [UInt8]) -> SignatureCheck {
    guard case .rsa(let bits) = publicKey.algorithm, bits >= 2048 else {
      return .bad("its RSA key has less than 2048 bits")
    }
    guard let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent) else {
      return .bad("its RSA key is broken")
    }
    let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
    switch String(decoding: algorithm, as: UTF8.self) {
    case "rsa-sha2-256":
      return verdict(
        key.isValidSignature(signature, for: SHA256.hash(data: signed), padding: .insecurePKCS1v1_5))
    case "rsa-sha2-512":
      return verdict(
        key.isValidSignature(signature, for: SHA512.hash(data: signed), padding: .insecurePKCS1v1_5))
    default: return .bad("its algorithm '\(Escaped.text(algorithm))' is not accepted")
    }
  }

  private func verdict(_ isGood: Bool) -> SignatureCheck {
    isGood ? .good : .bad("it is not over these bytes")
  }
}
