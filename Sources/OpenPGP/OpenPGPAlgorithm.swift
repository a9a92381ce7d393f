/// The algorithms of OpenPGP by their numbers, and those that count for nothing.
enum OpenPGPAlgorithm {
  /// The names of digests that a signature may not use; `nil` for SHA-256, SHA-384 and SHA-512.
  static func refusedDigest(_ number: UInt8) -> String? {
    switch number {
    case 8, 9, 10: nil
    case 1: "MD5"
    case 2: "SHA-1"
    case 3: "RIPEMD-160"
    case 11: "SHA-224"
    default: "number \(number)"
    }
  }

  /// The names of key types that may not sign; `nil` for RSA, ECDSA and EdDSA.
  static func refusedKeyType(_ number: UInt8) -> String? {
    switch number {
    case 1, 3, 19, 22, 27, 28: nil
    case 17: "DSA"
    case 16, 20: "ElGamal"
    default: "number \(number)"
    }
  }

  static func isRSA(_ number: UInt8) -> Bool { (1...3).contains(number) }
}
