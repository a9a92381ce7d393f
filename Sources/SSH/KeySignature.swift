internal import Crypto
internal import CryptoExtras
internal import GitObjects

/// A signature as a key makes it: an algorithm's name and the bytes.
///
/// From a security key it also has what else that signed. It is the inner part of an SSH signature,
/// and a certificate's.
struct KeySignature: Hashable, Sendable {
  let algorithm: [UInt8]
  let bytes: [UInt8]
  private let assertion: SecurityKeyAssertion?

  /// - Returns: `nil` where it ends early or goes on too long for its algorithm.
  init?(_ blob: [UInt8]) {
    var reader = SSHReader(blob)
    guard let algorithm = reader.string(), let bytes = reader.string() else { return nil }
    self.algorithm = algorithm
    self.bytes = bytes
    let isSecurityKey =
      algorithm.elementsEqual(BrowserAssertion.algorithm.utf8)
      || KeyMaterial.securityKeyTypes.contains { algorithm.elementsEqual($0.utf8) }
    if isSecurityKey {
      guard let assertion = SecurityKeyAssertion(algorithm: algorithm, &reader) else { return nil }
      self.assertion = assertion
    } else {
      assertion = nil
    }
    guard reader.isAtEnd else { return nil }
  }

  /// The page a browser made the signature on, as the browser says.
  var origin: [UInt8]? { assertion?.browser?.origin }

  func verify(_ data: [UInt8], by key: SSHPublicKey) -> SignatureCheck {
    guard let material = try? KeyMaterial(blob: key.blob) else { return .bad("its key is broken") }
    switch material {
    case .ed25519(let key): return ed25519(key, data)
    case .ecdsa(let curve, let point): return ecdsa(curve, point, data)
    case .rsa(let exponent, let modulus): return rsa(exponent, modulus, data)
    case .securityKey(let key, let application): return securityKey(key, application, data)
    case .unsupported(let name): return .unsupported(name)
    }
  }

  private func ed25519(_ key: [UInt8], _ data: [UInt8]) -> SignatureCheck {
    guard algorithm.elementsEqual("ssh-ed25519".utf8) else { return Self.disagreement }
    return verdict(EdDSA.isValid(bytes, over: data, by: key))
  }

  private func ecdsa(_ curve: SSHPublicKey.Algorithm.Curve, _ point: [UInt8], _ data: [UInt8])
    -> SignatureCheck
  {
    guard algorithm.elementsEqual("ecdsa-sha2-\(curve.rawValue)".utf8) else {
      return Self.disagreement
    }
    return verdict(ECDSA.isValid(bytes, over: data, by: point, on: curve))
  }

  /// SHA-1 signatures (`ssh-rsa`) and keys under 2,048 bits are worth nothing.
  private func rsa(_ exponent: [UInt8], _ modulus: [UInt8], _ data: [UInt8]) -> SignatureCheck {
    let bits = KeyMaterial.rsa(exponent: exponent, modulus: modulus).rsaBits
    guard bits >= SSHPublicKey.leastRSABits else {
      return .bad("its RSA key has \(bits) bits, fewer than 2048")
    }
    guard let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent) else {
      return .bad("its RSA key is broken")
    }
    let signature = _RSA.Signing.RSASignature(rawRepresentation: bytes)
    switch String(decoding: algorithm, as: UTF8.self) {
    case "rsa-sha2-256":
      return verdict(
        key.isValidSignature(signature, for: SHA256.hash(data: data), padding: .insecurePKCS1v1_5)
      )
    case "rsa-sha2-512":
      return verdict(
        key.isValidSignature(signature, for: SHA512.hash(data: data), padding: .insecurePKCS1v1_5)
      )
    case "ssh-rsa": return .bad("its algorithm is 'ssh-rsa', which uses SHA-1")
    default: return .bad("its algorithm '\(Escaped.text(algorithm))' is not one of its key")
    }
  }

  private func securityKey(
    _ key: KeyMaterial.SecurityKey,
    _ application: [UInt8],
    _ data: [UInt8]
  ) -> SignatureCheck {
    guard key.algorithms.contains(where: { algorithm.elementsEqual($0.utf8) }), let assertion else {
      return Self.disagreement
    }
    let signed: [UInt8]
    switch assertion.signedBytes(application: application, data: data) {
    case .success(let bytes): signed = bytes
    case .failure(let refusal): return .bad(refusal.text)
    }
    let isValid =
      switch key {
      case .ed25519(let key): EdDSA.isValid(bytes, over: signed, by: key)
      case .ecdsa(let point): ECDSA.isValid(bytes, over: signed, by: point, on: .p256)
      }
    return verdict(isValid, assertion.flags)
  }

  private static let disagreement = SignatureCheck.bad("its algorithm and its key disagree")

  private func verdict(_ isGood: Bool, _ flags: SecurityKeyFlags = []) -> SignatureCheck {
    isGood ? .good(flags) : .bad("it is not over these bytes")
  }
}
