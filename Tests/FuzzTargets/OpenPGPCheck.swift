import GitObjects
import OpenPGP

/// An OpenPGP signature in binary form and in armor, and a keyring.
enum OpenPGPCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    for signature in [try? OpenPGPSignature(armored: bytes), try? OpenPGPSignature(blob: bytes)] {
      guard let signature else { continue }
      guard let again = try? OpenPGPSignature(blob: signature.bytes) else {
        throw Violation(description: "its bytes cannot be read again")
      }
      try require(again == signature, "it is another the second time")
      try require(signature.weakness?.utf8.isPrintable ?? true, "a weakness's words")
      try require(
        signature.issuers.allSatisfy { $0.utf8.count == 16 || $0.utf8.count == 40 },
        "an issuer is neither a key id nor a fingerprint"
      )
      try require(
        (try? OpenPGPSignature(blob: signature.bytes + signature.bytes)) == nil,
        "two signatures are one"
      )
    }
    let parsed = try read { () throws(OpenPGPKeyring.Malformed) in try OpenPGPKeyring(bytes) }
    guard let keyring = parsed else { return }
    try require(keyring.keys.count * 2 <= bytes.count, "it holds more keys than bytes")
    for key in keyring.keys {
      try require(key.fingerprint.utf8.count == 40, "a fingerprint is too short")
      try require(
        keyring.keys.contains { $0.fingerprint == key.primary },
        "a subkey belongs to no key"
      )
    }
  }
}

/// What gpgv writes: the input names the signer's key and user id as he likes.
enum GPGStatusCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let status = GPGVStatus(parsing: bytes)
    if case .bad(let why) = status {
      try require(why.utf8.isPrintable, "why it is bad is not safe to print")
    }
    guard case .good(let valid) = status else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    try require(text.contains(valid.primary) && text.contains(valid.key), "its key is made up")
    let lines = bytes.split(separator: 0x0A).map { $0.split(separator: 0x20) }
    let words = lines.map { $0.count < 2 ? "" : String(decoding: $0[1], as: UTF8.self) }
    try require(words.count { $0 == "GOODSIG" } == 1, "it is good without one GOODSIG")
    try require(words.count { $0 == "VALIDSIG" } == 1, "it is good without one VALIDSIG")
    for word in ["BADSIG", "ERRSIG", "EXPSIG", "EXPKEYSIG", "REVKEYSIG", "NO_PUBKEY", "FAILURE"] {
      try require(!words.contains(word), "it is good in spite of \(word)")
    }
    // Shown to people.
    _ = "\(valid.signedAt)"
  }
}
