import Detection
import Detectors
import Testing

/// Words that hold for want of others, or in the place of others.
@Suite("Records of mail and of certificates")
struct MailRecordTests {
  private static func zone(_ lines: String...) -> String {
    "$ORIGIN example.com.\n$TTL 3600\n" + lines.map { $0 + "\n" }.joined()
  }

  private static let change = CaseFrame(at: "zones/example.com.zone") { zone($0) }
  private static let mail = "dns.mail"
  private static let authority = "dns.certificate-authority"

  static let cases: [DetectorCase] = [
    change(
      "the first 'all' decides",
      "@ TXT \"v=spf1 mx -all\"",
      "@ TXT \"v=spf1 +all mx -all\"",
      .widened,
      mail,
      line: 3,
      says: "SPF's rest from -all to +all",
      .high
    ),
    change(
      "nothing behind 'all' counts",
      "@ TXT \"v=spf1 mx -all\"",
      "@ TXT \"v=spf1 mx -all include:mail.example.net\"",
      .equal
    ),
    change(
      "one that is held back before the rest",
      "@ TXT \"v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/24 -all\"",
      "@ TXT \"v=spf1 ip4:192.0.2.0/24 -all\"",
      .incomparable,
      mail,
      says: "SPF '-ip4:192.0.2.1'"
    ),
    change(
      "a second word of SPF",
      "@ TXT \"v=spf1 mx -all\"",
      "@ TXT \"v=spf1 mx -all\"\n@ TXT \"v=spf1 -all\"",
      .widened,
      mail,
      line: 4,
      says: "of which none holds"
    ),
    change(
      "SPF as a type of its own",
      "@ TXT \"v=spf1 mx -all\"",
      "@ SPF \"v=spf1 mx -all\"",
      .widened,
      mail,
      says: "removes SPF's rest -all",
      back: .widened
    ),
    change(
      "alignment of DMARC",
      "_dmarc TXT \"v=DMARC1; p=reject; adkim=s; aspf=s\"",
      "_dmarc TXT \"v=DMARC1; p=reject\"",
      .widened,
      mail,
      says: "DMARC 'adkim=s'",
      .medium
    ),
    change(
      "DMARC's word on subdomains",
      "_dmarc TXT \"v=DMARC1; p=none; sp=reject\"",
      "_dmarc TXT \"v=DMARC1; p=none\"",
      .widened,
      mail,
      says: "DMARC policy of subdomains from reject to none"
    ),
    change(
      "DMARC on trial",
      "_dmarc TXT \"v=DMARC1; p=reject\"",
      "_dmarc TXT \"v=DMARC1; p=reject; t=y\"",
      .widened,
      mail,
      says: "'t=y'"
    ),
    change(
      "tags in another order",
      "_dmarc TXT \"v=DMARC1; p=reject; aspf=s; adkim=s\"",
      "_dmarc TXT \"v=DMARC1;p=reject; adkim=s;aspf=s\"",
      .equal
    ),
    change(
      "no MTA-STS",
      "@ A 192.0.2.1\n_mta-sts TXT \"v=STSv1; id=1\"",
      "@ A 192.0.2.1",
      .widened,
      mail,
      says: "removes MTA-STS"
    ),
    change(
      "another policy of MTA-STS",
      "_mta-sts TXT \"v=STSv1; id=1\"",
      "_mta-sts TXT \"v=STSv1; id=2\"",
      .incomparable,
      mail
    ),
    change(
      "an authority for a name below",
      "@ CAA 0 issue \"a.example\"\nwww A 192.0.2.1",
      "@ CAA 0 issue \"a.example\"\nwww A 192.0.2.1\nwww CAA 0 issue \"b.example\"",
      .widened,
      authority,
      line: 5,
      says: "CAA 0 issue b.example for www.example.com",
      .high,
      back: .widened
    ),
    change(
      "a name below held to one of two",
      "@ CAA 0 issue \"a.example\"\n@ CAA 0 issue \"b.example\"",
      "@ CAA 0 issue \"a.example\"\n@ CAA 0 issue \"b.example\"\nwww CAA 0 issue \"a.example\"",
      .narrowed,
      authority
    ),
    change(
      "wildcards held back no more",
      "@ CAA 0 issue \"a.example\"\n@ CAA 0 issuewild \";\"",
      "@ CAA 0 issue \"a.example\"",
      .widened,
      authority,
      says: "adds CAA 0 issue a.example",
      .high
    ),
    change(
      "the first word on authorities",
      "@ A 192.0.2.1",
      "@ A 192.0.2.1\n@ CAA 0 issue \"a.example\"",
      .narrowed,
      authority
    ),
    change(
      "no pinned key",
      "_25._tcp.mx TLSA 3 1 1 AAAA\n@ A 192.0.2.1",
      "@ A 192.0.2.1",
      .widened,
      authority,
      says: "removes TLSA records"
    ),
    change(
      "one more pinned key",
      "_25._tcp.mx TLSA 3 1 1 AAAA",
      "_25._tcp.mx TLSA 3 1 1 AAAA\n_25._tcp.mx TLSA 3 1 1 BBBB",
      .widened,
      authority,
      line: 4
    ),
    DetectorCase(
      "a zone named for a database",
      "named/example.com.db",
      "@ IN SOA ns a 1 2 3 4 5\na A 192.0.2.1\n",
      "@ IN SOA ns a 1 2 3 4 5\na A 192.0.2.1\nlab NS ns.example.net.\n",
      .widened,
      "dns.delegation"
    ),
  ]

  @Test("mean what they mean", arguments: cases + cases.map(\.reversed))
  func mean(_ testCase: DetectorCase) { testCase.check(DNSDetector()) }

  @Test("a database is no zone")
  func database() {
    let bytes = Array("SQLite format 3\u{0} SOA ".utf8)
    let pair = FilePair(path: Array("app.db".utf8), old: nil, new: bytes)
    #expect(Verdict(DNSDetector().read(pair)).direction == nil)
  }
}
