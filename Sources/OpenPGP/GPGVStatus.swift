package import GitObjects

/// What `gpgv` said of one signature.
///
/// Its exit status is no evidence: it is 0 for expired and for revoked keys.
package enum GPGVStatus: Hashable, Sendable {
  /// Good, by a key of the keyring that is neither expired nor revoked.
  case good(Valid)
  case unknownKey
  case keyExpired
  case keyRevoked
  case bad(String)

  package struct Valid: Hashable, Sendable {
    /// The key that signed, a primary key or a subkey.
    package let key: String
    package let primary: String
    /// When, as the signer's clock said.
    package let signedAt: Timestamp
  }

  /// Reads the status lines.
  ///
  /// Anything that is not exactly one good signature is none.
  package init(parsing output: [UInt8]) {
    var valid: [[ArraySlice<UInt8>]] = []
    var counts: [String: Int] = [:]
    for line in output.split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: 0x20)
      guard words.count >= 2, words[0].elementsEqual("[GNUPG:]".utf8) else {
        self = .bad("gpgv wrote a line that is no status")
        return
      }
      let word = String(decoding: words[1], as: UTF8.self)
      counts[word, default: 0] += 1
      if word == "VALIDSIG" { valid.append(Array(words.dropFirst(2))) }
    }
    if let refusal = Self.refusal(Set(counts.keys)) {
      self = refusal
      return
    }
    guard counts["NEWSIG"] == 1, counts["GOODSIG"] == 1, valid.count == 1 else {
      self = .bad("gpgv does not call it one good signature")
      return
    }
    self = Self.read(valid[0])
  }

  /// The worst that was said; `nil` where nothing but good and harmless was.
  private static func refusal(_ words: Set<String>) -> GPGVStatus? {
    if words.contains("BADSIG") { return .bad("it is not over these bytes") }
    if words.contains("REVKEYSIG") || words.contains("KEYREVOKED") { return .keyRevoked }
    if words.contains("EXPKEYSIG") { return .keyExpired }
    if words.contains("EXPSIG") { return .bad("it has expired by its own date") }
    if words.contains("NO_PUBKEY") { return .unknownKey }
    if let word = words.subtracting(harmless).min() {
      return .bad("gpgv says \(Escaped.text(word))")
    }
    return nil
  }

  private static let harmless: Set<String> = [
    "NEWSIG", "GOODSIG", "VALIDSIG", "SIG_ID", "KEY_CONSIDERED", "KEYEXPIRED", "NOTATION_NAME",
    "NOTATION_FLAGS", "NOTATION_DATA", "POLICY_URL", "VERIFICATION_COMPLIANCE_MODE",
    "TRUST_UNDEFINED", "TRUST_NEVER", "TRUST_MARGINAL", "TRUST_FULLY", "TRUST_ULTIMATE",
  ]

  /// Reads FINGERPRINT DATE TIME EXPIRES VERSION RESERVED KEYTYPE DIGEST CLASS PRIMARY.
  private static func read(_ fields: [ArraySlice<UInt8>]) -> GPGVStatus {
    let text = fields.map { String(decoding: $0, as: UTF8.self) }
    guard text.count == 10, let seconds = Int64(text[2]), let keyType = UInt8(text[6]),
      let digest = UInt8(text[7]), text[0].utf8.count == 40, text[9].utf8.count == 40
    else { return .bad("gpgv wrote a VALIDSIG that cannot be read") }
    guard text[8] == "00" else {
      return .bad("it is of class 0x\(Escaped.text(text[8])), not over bytes")
    }
    if let name = OpenPGPAlgorithm.refusedDigest(digest) { return .bad("its digest is \(name)") }
    if let name = OpenPGPAlgorithm.refusedKeyType(keyType) {
      return .bad("its key is of type \(name)")
    }
    return .good(
      Valid(key: text[0], primary: text[9], signedAt: Timestamp(seconds: seconds))
    )
  }
}
