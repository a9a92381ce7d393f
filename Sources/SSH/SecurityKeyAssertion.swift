internal import Crypto
internal import GitObjects

/// What a security key's signature carries besides the signature itself (OpenSSH's PROTOCOL.u2f).
///
/// The key does not sign the message: it signs its application, the flags, a counter and a digest
/// of the message, or, in a browser, of the client data around it.
struct SecurityKeyAssertion: Hashable, Sendable {
  let flags: SecurityKeyFlags
  /// Not judged: several keys never count, and a gate has no memory of the last value.
  let counter: UInt32
  /// `nil` for a signature that `ssh-keygen` asked for.
  let browser: BrowserAssertion?

  /// Reads what follows the signature's own bytes; anything left over voids it.
  init?(algorithm: [UInt8], _ reader: inout SSHReader) {
    guard let flags = reader.bytes(1)?.first, let counter = reader.uint32() else { return nil }
    self.flags = SecurityKeyFlags(rawValue: flags)
    self.counter = counter
    if algorithm.elementsEqual(BrowserAssertion.algorithm.utf8) {
      guard let browser = BrowserAssertion(&reader) else { return nil }
      self.browser = browser
    } else {
      browser = nil
    }
  }

  /// The bytes that the key signed, where its signature is over `data`.
  func signedBytes(application: [UInt8], data: [UInt8]) -> Result<[UInt8], Refusal> {
    var digest = Array(SHA256.hash(data: data))
    var extensions: [UInt8] = []
    if let browser {
      if let refusal = browser.refusal(challenge: data, application: application, flags: flags) {
        return .failure(refusal)
      }
      digest = Array(SHA256.hash(data: browser.clientData))
      extensions = browser.extensions
    }
    var writer = SSHWriter()
    writer.raw(Array(SHA256.hash(data: application)))
    writer.raw([flags.rawValue])
    writer.uint32(counter)
    writer.raw(extensions)
    writer.raw(digest)
    return .success(writer.bytes)
  }

  /// Why an assertion is worth nothing, whatever its signature.
  struct Refusal: Error, Hashable, Sendable {
    let text: String
    init(_ text: String) { self.text = text }
  }
}
