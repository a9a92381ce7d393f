import Detection
import Detectors
import Testing

@Suite struct DNSTests {
  private static func zone(_ lines: String...) -> String {
    "$ORIGIN example.com.\n$TTL 3600\n" + lines.map { $0 + "\n" }.joined()
  }

  private static let change = CaseFrame(at: "zones/example.com.zone") { zone($0) }

  private static let record = "dns.record"
  private static let mail = "dns.mail"
  private static let delegation = "dns.delegation"
  private static let authority = "dns.certificate-authority"

  static let cases: [DetectorCase] = [
    change(
      "a name that is new",
      "a IN A 192.0.2.1",
      "a IN A 192.0.2.1\nb IN A 192.0.2.2",
      .widened,
      record,
      line: 4,
      says: "adds A 192.0.2.2 for b.example.com",
      .medium
    ),
    change(
      "a name that leads elsewhere",
      "www IN CNAME web",
      "www IN CNAME pages.example.net.",
      .widened,
      record,
      line: 3,
      says: "adds CNAME pages.example.net. for www.example.com",
      .high,
      back: .widened
    ),
    change(
      "every name",
      "a A 192.0.2.1",
      "a A 192.0.2.1\n* A 192.0.2.1",
      .widened,
      record,
      says: "for *.example.com",
      .high
    ),
    change("a time to live", "a 300 IN A 192.0.2.1", "a 60 IN A 192.0.2.1", .equal),
    change(
      "records in another order",
      "a A 192.0.2.1\nb A 192.0.2.2",
      "b A 192.0.2.2\na A 192.0.2.1",
      .equal
    ),
    change("a comment and capitals", "a A 192.0.2.1", "A in a 192.0.2.1 ; the web", .equal),
    change("full names", "a CNAME b", "a.example.com. CNAME b.example.com.", .equal),
    change(
      "the owner of the line before",
      "a A 192.0.2.1\na TXT x",
      "a A 192.0.2.1\n  TXT x",
      .equal
    ),
    change(
      "a delegation",
      "a A 192.0.2.1",
      "a A 192.0.2.1\nlab NS ns.example.net.",
      .widened,
      delegation,
      line: 4,
      says: "adds NS ns.example.net. for lab.example.com",
      .critical
    ),
    change(
      "no DS",
      "lab NS ns\nlab DS 1 8 2 AB",
      "lab NS ns",
      .widened,
      delegation,
      says: "removes DS 1 8 2 AB",
      .high
    ),
    change(
      "a serial number",
      "@ SOA ns admin ( 1 2 3\n 4 5 )",
      "@ SOA ns admin (\n 2 2 3 4 5 )",
      .equal
    ),
    change(
      "another host for mail",
      "@ MX 10 mx",
      "@ MX 10 mx.example.net.",
      .widened,
      mail,
      says: "MX 10 mx.example.net",
      .high,
      back: .widened
    ),
    change(
      "senders let through",
      "@ TXT \"v=spf1 mx -all\"",
      "@ TXT \"v=spf1 mx ~all\"",
      .widened,
      mail,
      line: 3,
      says: "SPF's rest from -all to ~all",
      .high
    ),
    change(
      "one more sender",
      "@ TXT \"v=spf1 mx -all\"",
      "@ TXT \"v=spf1 mx include:mail.example.net -all\"",
      .widened,
      mail,
      says: "SPF 'include:mail.example.net'",
      .high
    ),
    change(
      "words of SPF in another order",
      "@ TXT \"v=spf1 a mx -all\"",
      "@ TXT \"v=spf1 mx a -all\"",
      .equal
    ),
    change("a text in pieces", "@ TXT \"v=spf1 mx \" \"-all\"", "@ TXT \"v=spf1 mx -all\"", .equal),
    change(
      "DMARC that only watches",
      "_dmarc TXT \"v=DMARC1; p=reject\"",
      "_dmarc TXT \"v=DMARC1; p=none\"",
      .widened,
      mail,
      says: "DMARC policy from reject to none",
      .high
    ),
    change(
      "DMARC for some",
      "_dmarc TXT \"v=DMARC1; p=reject\"",
      "_dmarc TXT \"v=DMARC1; p=reject; pct=10\"",
      .widened,
      mail,
      says: "DMARC share 10",
      .medium
    ),
    change(
      "no word of authorities",
      "@ CAA 0 issue \"letsencrypt.org\"\na A 192.0.2.1",
      "a A 192.0.2.1",
      .widened,
      authority,
      says: "removes CAA records",
      .high
    ),
    change(
      "another authority",
      "@ CAA 0 issue \"letsencrypt.org\"",
      "@ CAA 0 issue \"letsencrypt.org\"\n@ CAA 0 issue \"ca.example.net\"",
      .widened,
      authority,
      line: 4,
      says: "CAA 0 issue ca.example.net",
      .high
    ),
    change(
      "a proof for strangers",
      "a A 192.0.2.1",
      "a A 192.0.2.1\n@ TXT verify=1",
      .widened,
      record,
      says: "TXT 'verify=1'",
      .medium
    ),
    change(
      "a file from elsewhere",
      "a A 192.0.2.1",
      "a A 192.0.2.1\n$INCLUDE more",
      .unknown,
      nil,
      says: "'$INCLUDE' brings in"
    ),
    change(
      "a parenthesis that stays open",
      "a A 192.0.2.1",
      "a TXT ( x",
      .unknown,
      nil,
      says: "not closed"
    ),
    DetectorCase(
      "octoDNS: another target",
      "dns/example.com.yaml",
      "www:\n  type: CNAME\n  value: web.example.com.\n",
      "www:\n  type: CNAME\n  value: a.example.net.\n",
      .widened,
      record,
      line: 3,
      says: "CNAME a.example.net. for www",
      back: .widened
    ),
    DetectorCase(
      "octoDNS: one more value",
      "dns/example.com.yaml",
      "'':\n  - {type: A, values: [192.0.2.1]}\n",
      "'':\n  - {type: A, values: [192.0.2.2, 192.0.2.1]}\n",
      .widened,
      record,
      line: 2,
      says: "A 192.0.2.2 for @"
    ),
    DetectorCase(
      "octoDNS: value or values",
      "dns/example.com.yaml",
      "a: {type: A, value: 192.0.2.1}\n",
      "a:\n  - ttl: 60\n    type: A\n    values:\n      - 192.0.2.1\n",
      .equal
    ),
    DetectorCase(
      "octoDNS: a delegation",
      "dns/example.com.yaml",
      "a: {type: A, value: 192.0.2.1}\n",
      "a: {type: A, value: 192.0.2.1}\nlab: {type: NS, values: [ns.example.net.]}\n",
      .widened,
      delegation,
      line: 2,
      .critical
    ),
    DetectorCase(
      "octoDNS: an answer by rules",
      "dns/example.com.yaml",
      "a: {type: A, value: 192.0.2.1}\n",
      "a: {type: A, value: 192.0.2.1, dynamic: {pools: {}}}\n",
      .unknown,
      nil,
      says: "rules of its own"
    ),
  ]

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(DNSDetector()) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(DNSDetector()) }

  @Test("a file is equal to itself, with comments", arguments: cases)
  func equal(_ testCase: DetectorCase) {
    testCase.checkSelf(DNSDetector(), comment: testCase.path.hasSuffix(".zone") ? ";" : "#")
  }
}
