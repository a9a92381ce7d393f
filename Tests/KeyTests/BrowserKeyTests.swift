import GateTesting
import GitObjects
import SSH
import Testing

@Suite("Security keys in a browser")
struct BrowserKeyTests {
  static let message = SecurityKeyTests.message
  static let key = SoftwareSecurityKey(.ecdsa, application: "example.com")

  private static func check(_ blob: [UInt8]) throws -> SignatureCheck {
    try SSHSignature(blob: blob).check(message, namespace: "countersign")
  }

  @Test(
    "pages of the key's own site",
    arguments: [
      ("https://example.com", true), ("https://review.example.com", true),
      ("https://a.b.example.com:8443", true), ("http://example.com", false),
      ("https://example.com.evil.org", false), ("https://evilexample.com", false),
      ("https://.example.com", false), ("https://example.com:", false),
      ("https://example.com/x", false),
      ("https://evil.org@example.com", false), ("https://evil.org#.example.com", false),
      ("https://EXAMPLE.com", false), ("https://", false), ("", false), ("null", false),
    ]
  )
  func origins(_ origin: String, _ isGood: Bool) throws {
    let blob = Self.key.signInBrowser(Self.message, origin: origin)
    #expect(try Self.check(blob).isGood == isGood)
    #expect(try SSHSignature(blob: blob).origin == Array(origin.utf8))
  }

  @Test(
    "client data is taken as browsers write it and not otherwise",
    arguments: [
      (
        #"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com","crossOrigin":false}"#,
        true
      ),
      (#"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com"}"#, true),
      (
        #"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com","crossOrigin":false,"x":1}"#,
        true
      ),
      (
        #"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com","crossOrigin":true}"#,
        false
      ),
      (
        #"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com","x":1}"#,
        false
      ),
      (
        #"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com","crossOrigin":falsely}"#,
        false
      ),
      (
        #"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com","crossOrigin":false"#,
        false
      ),
      (#"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com"#, false),
      (
        #"{"type":"webauthn.create","challenge":"CHALLENGE","origin":"https://example.com","crossOrigin":false}"#,
        false
      ),
      (
        #"{"challenge":"CHALLENGE","type":"webauthn.get","origin":"https://example.com","crossOrigin":false}"#,
        false
      ),
      (
        #"{"type":"webauthn.get","challenge":"AAAA","origin":"https://example.com","challenge":"CHALLENGE"}"#,
        false
      ),
      (
        #"{"type":"webauthn.get","challenge":"CHALLENGE=","origin":"https://example.com","crossOrigin":false}"#,
        false
      ),
      (
        #"{"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://evil.org","crossOrigin":false}"#,
        false
      ),
      (
        #" {"type":"webauthn.get","challenge":"CHALLENGE","origin":"https://example.com","crossOrigin":false}"#,
        false
      ),
      (
        #"{"type": "webauthn.get","challenge":"CHALLENGE","origin":"https://example.com","crossOrigin":false}"#,
        false
      ),
      ("", false), ("{}", false),
    ]
  )
  func clientData(_ pattern: String, _ isGood: Bool) throws {
    let blob = Self.key.signInBrowser(Self.message, origin: "https://example.com") { challenge in
      pattern.replacing("CHALLENGE", with: challenge)
    }
    #expect(try Self.check(blob).isGood == isGood)
  }

  @Test(
    "extensions and flags must agree",
    arguments: [
      (0x01, [], true), (0x05, [], true), (0x81, [0xA0], true), (0x01, [0xA0], false),
      (0x81, [], false), (0x41, [], false), (0xC1, [0xA0], false),
    ] as [(UInt8, [UInt8], Bool)]
  )
  func extensions(_ flags: UInt8, _ extensions: [UInt8], _ isGood: Bool) async throws {
    let blob = Self.key.signInBrowser(
      Self.message,
      flags: flags,
      origin: "https://example.com",
      extensions: extensions
    )
    #expect(try Self.check(blob) == .good(SecurityKeyFlags(rawValue: flags)) || !isGood)
    #expect(try Self.check(blob).isGood == isGood)
    #expect(try await Self.keygenVerifies(blob) == isGood)
  }

  @Test("what ssh-keygen takes of a browser is never refused here by mistake")
  func keygenAgrees() async throws {
    let good = Self.key.signInBrowser(Self.message, origin: "https://review.example.com")
    #expect(try Self.check(good) == .good(.userPresent))
    #expect(try await Self.keygenVerifies(good))
    let frame = Self.key.signInBrowser(Self.message, origin: "https://example.com") {
      #"{"type":"webauthn.get","challenge":"\#($0)","origin":"https://example.com","crossOrigin":true}"#
    }
    // Stricter here, on purpose: a frame in somebody else's page.
    #expect(try await Self.keygenVerifies(frame))
    #expect(try Self.check(frame).isGood == false)
  }

  private static func keygenVerifies(_ blob: [UInt8]) async throws -> Bool {
    let scratch = try Scratch()
    try scratch.write(SSHSignature.armor(blob), to: "signature")
    return try await Tool.run(
      "ssh-keygen",
      ["-Y", "check-novalidate", "-n", "countersign", "-s", "signature"],
      in: scratch.path,
      input: message
    ).isSuccess
  }

  @Test("one flipped bit anywhere makes it worthless")
  func flipped() throws {
    let blob = Self.key.signInBrowser(Self.message, origin: "https://example.com")
    for index in blob.indices {
      var broken = blob
      broken[index] ^= UInt8(1 << (index % 8))
      let check = try? SSHSignature(blob: broken).check(Self.message, namespace: "countersign")
      #expect(check?.isGood != true, "byte \(index)")
    }
  }
}
