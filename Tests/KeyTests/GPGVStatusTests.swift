import GitObjects
import OpenPGP
import Testing

@Suite("The status lines of gpgv")
struct GPGVStatusTests {
  private static let key = String(repeating: "A", count: 40)
  private static let primary = String(repeating: "B", count: 40)
  private static let new = "NEWSIG"
  private static let good = "GOODSIG AAAA Alice Ng <alice@example.com>"
  private static let valid = "VALIDSIG \(key) 2026-11-24 1795518898 0 4 0 22 8 00 \(primary)"

  private static func isGood(_ status: GPGVStatus) -> Bool {
    guard case .good(let read) = status else { return false }
    return read.key == key && read.primary == primary
      && read.signedAt == Timestamp(seconds: 1_795_518_898)
  }

  private static func read(_ lines: [String]) -> GPGVStatus {
    GPGVStatus(parsing: Array(lines.map { "[GNUPG:] \($0)\n" }.joined().utf8))
  }

  @Test("exactly one good signature, and nothing that speaks against it")
  func good() {
    #expect(Self.isGood(Self.read([Self.new, Self.good, Self.valid])))
    let considered = "KEY_CONSIDERED \(Self.primary) 0"
    let lines = [Self.new, considered, "SIG_ID x 2026-11-24 1", Self.good, Self.valid]
    #expect(Self.isGood(Self.read(lines)))
  }

  /// Lines that are no good signature, NEW, GOOD and VALID standing for the usual ones.
  private static let spoilt: [String] = [
    "", "NEW", "GOOD", "VALID", "NEW,GOOD", "NEW,VALID", "GOOD,VALID", "NEW,NEW,GOOD,VALID",
    "NEW,GOOD,GOOD,VALID", "NEW,GOOD,VALID,VALID", "NEW,GOOD,VALID,BADSIG AAAA x",
    "NEW,GOOD,VALID,ERRSIG AAAA 1 2 00 1 9", "NEW,GOOD,VALID,EXPSIG AAAA x",
    "NEW,GOOD,VALID,NODATA 4",
    "NEW,GOOD,VALID,PLAINTEXT 62 0 x", "NEW,GOOD,VALID,SOMETHING_NEW", "NEW,GOOD,VALID x",
  ]

  @Test("attack 29: anything else is no good signature", arguments: spoilt)
  func bad(_ text: String) {
    let lines = text.split(separator: ",").map { word in
      String(word).replacing("NEW", with: word == "NEW" ? Self.new : "NEW")
        .replacing("GOOD", with: Self.good).replacing("VALID", with: Self.valid)
    }
    if case .bad = Self.read(lines) {} else { Issue.record("\(Self.read(lines))") }
  }

  @Test(
    "attack 29: algorithms and classes that are not accepted",
    arguments: [
      (" 22 8 00 ", " 22 2 00 "), (" 22 8 00 ", " 22 8 01 "), (" 22 8 00 ", " 17 8 00 "),
      (" 22 8 00 ", " 22 11 00 "),
    ]
  )
  func algorithms(_ part: String, _ other: String) {
    let status = Self.read([Self.new, Self.good, Self.valid.replacing(part, with: other)])
    if case .bad = status {} else { Issue.record("\(status)") }
  }

  @Test("expired, revoked and unknown keys by their own names")
  func keys() {
    func read(_ lines: String...) -> GPGVStatus { Self.read([Self.new] + lines) }
    #expect(read("EXPKEYSIG AAAA x", Self.valid) == .keyExpired)
    #expect(read(Self.good, Self.valid, "EXPKEYSIG AAAA x") == .keyExpired)
    #expect(read("REVKEYSIG AAAA x", Self.valid) == .keyRevoked)
    #expect(read(Self.good, Self.valid, "REVKEYSIG AAAA x") == .keyRevoked)
    #expect(read("REVKEYSIG AAAA x", "EXPKEYSIG AAAA x", Self.valid) == .keyRevoked)
    #expect(read("ERRSIG AAAA 22 8 00 1 9 x", "NO_PUBKEY AAAA") == .unknownKey)
  }

  @Test("a line that is no status line spoils it")
  func foreign() {
    let lines = [Self.new, Self.good, Self.valid].map { "[GNUPG:] \($0)\n" }.joined()
    if case .bad = GPGVStatus(parsing: Array("gpgv: hello\n\(lines)".utf8)) {
    } else {
      Issue.record("good")
    }
  }
}
