internal import GitObjects

/// What a browser adds to a security key's signature (WebAuthn): the page it was made on, and the
/// client data that the key signed in the message's place.
struct BrowserAssertion: Hashable, Sendable {
  static let algorithm = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com"

  let origin: [UInt8]
  let clientData: [UInt8]
  let extensions: [UInt8]

  init?(_ reader: inout SSHReader) {
    guard let origin = reader.string(), let clientData = reader.string(),
      let extensions = reader.string()
    else { return nil }
    self.origin = origin
    self.clientData = clientData
    self.extensions = extensions
  }

  /// Why the client data does not speak of the challenge; `nil` where it does.
  ///
  /// A JSON reader is never asked: of one text two readers may see two challenges. The data must
  /// begin byte for byte as WebAuthn Level 2 §5.8.1.1 makes every browser write it.
  func refusal(
    challenge: [UInt8],
    application: [UInt8],
    flags: SecurityKeyFlags
  ) -> SecurityKeyAssertion.Refusal? {
    guard !flags.contains(.attestedData), flags.contains(.extensionData) == !extensions.isEmpty
    else {
      return .init("its flags and its extensions disagree")
    }
    guard isOrigin(of: application) else {
      return .init(
        "its origin '\(Escaped.text(origin))' is no page of '\(Escaped.text(application))'"
      )
    }
    let encoded = Base64.encode(challenge, padded: false).map(Self.urlDigit)
    let expected =
      Array(#"{"type":"webauthn.get","challenge":""#.utf8) + encoded + Array(#"","origin":""#.utf8)
      + origin + Array(#"""#.utf8)
    guard clientData.starts(with: expected) else {
      return .init("its client data is not about these bytes, or not from its origin")
    }
    guard isEnd(clientData.dropFirst(expected.count)) else {
      return .init("its client data is from a frame in another site's page, or goes on oddly")
    }
    return nil
  }

  /// `}`, or `,"crossOrigin":false` and then `}` or further members, which are not read.
  private func isEnd(_ rest: ArraySlice<UInt8>) -> Bool {
    if rest.elementsEqual("}".utf8) { return true }
    let member = #","crossOrigin":false"#
    guard rest.starts(with: member.utf8), rest.last == UInt8(ascii: "}") else { return false }
    let next = rest.dropFirst(member.utf8.count)
    return next.first == UInt8(ascii: ",") || next.elementsEqual("}".utf8)
  }

  /// Whether a browser would let a page of this origin use a key made for this application: `https`
  /// and the application's own host or one below it.
  private func isOrigin(of application: [UInt8]) -> Bool {
    let scheme = "https://"
    guard origin.starts(with: scheme.utf8), !application.isEmpty else { return false }
    let authority = origin.dropFirst(scheme.utf8.count)
    let host = authority.prefix { $0 != UInt8(ascii: ":") }
    let port = authority.dropFirst(host.count).dropFirst()
    guard host.allSatisfy(Self.isHostByte), port.allSatisfy({ (0x30...0x39).contains($0) }),
      host.count == authority.count || !port.isEmpty
    else { return false }
    let parent = [UInt8(ascii: ".")] + application
    return host.elementsEqual(application)
      || host.count > parent.count && host.suffix(parent.count).elementsEqual(parent)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  private static func urlDigit(_ digit: UInt8) -> UInt8 {
    switch digit {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    default: digit
    }
  }
}
