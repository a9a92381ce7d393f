import Detection
import Detectors
import Testing

@Suite struct AdversarialTests {
  private static let texts: [(String, String, String)] = [
    ("quotes", "a.sql", String(repeating: "'", count: 1 << 20)),
    ("quotes with blanks", "a.sql", String(repeating: "' ", count: 1 << 16) + "'"),
    ("backslashes", "a.sql", "select '" + String(repeating: "\\'", count: 2_000)),
    ("deep comments", "a.sql", String(repeating: "/* ", count: 3_000)),
    ("braces", "a.sql", "select '" + String(repeating: "{{", count: 2_000) + "'"),
    ("dollars", "a.sql", String(repeating: "$a$ $b$ ", count: 5_000)),
    ("statements", "a.sql", String(repeating: "GRANT a TO b;\n", count: 10_000)),
    ("grants", "a.sql", (0..<30_000).map { "GRANT SELECT ON t\($0) TO b;\n" }.joined()),
    (
      "revokes of all", "a.sql",
      (0..<2_000).map {
        "GRANT SELECT ON s.t\($0) TO b; REVOKE ALL ON ALL TABLES IN SCHEMA s FROM b;\n"
      }.joined()
    ),
    (
      "a wide grant", "a.sql",
      "GRANT \((0..<200).map { "P\($0)" }.joined(separator: ",")) ON \((0..<200).map { "t\($0)" }.joined(separator: ",")) TO x;"
    ),
    ("parentheses", "a.sql", "COPY " + String(repeating: "(", count: 10_000) + " TO 's3://x';"),
    (
      "nested bodies", "a.sql",
      (0..<200).reduce("COPY t TO 's3://x'") { "DO $t\($1)$ \($0) $t\($1)$" }
    ),
    ("dashes", "a.sql", String(repeating: "--a", count: 3_000) + ";"),
    ("inline data", "a.sql", String(repeating: "COPY t FROM stdin;\n", count: 5_000)),
    ("shell pipes", "a.sh", String(repeating: "pg_dump a | ", count: 3_000) + "cat"),
    (
      "shell of shell", "a.sh",
      (0..<12).reduce("pg_dump a > b") { text, _ in
        "sh -c \"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
      }
    ),
    (
      "variables", "a.sh",
      (0..<2_000).map { "V\($0 + 1)=\"$V\($0)$V\($0)\"\n" }.joined() + "aws s3 cp a s3://$V2000\n"
    ),
    ("brackets of Python", "a.py", String(repeating: "f(", count: 10_000)),
    (
      "calls of Python", "a.py",
      String(repeating: "f(a, g(b, 's3://x')).to_csv('s3://y')\n", count: 2_000)
    ),
    ("braces of Python", "a.py", "x = '" + String(repeating: "{", count: 50_000) + "'\n"),
    ("cron", "etc/cron.d/a", String(repeating: "* * * * * root pg_dump a > b\n", count: 2_000)),
  ]

  @Test(arguments: texts.indices)
  func ends(_ index: Int) {
    let (_, path, text) = Self.texts[index]
    for detector in [SQLDetector() as any Detector, ExportsDetector(), DbtDetector()] {
      let reading = detector.read(pair(path, nil, text))
      if case .understood(let all) = reading { #expect(all.count <= 100_001) }
      _ = detector.read(pair(path, text, text + " "))
    }
  }

  @Test func limitsAreTold() {
    let quotes = SQLDetector().read(
      pair("a.sql", nil, String(repeating: "'", count: (4 << 20) + 1))
    )
    #expect(quotes.words.contains("longer than"), Comment(rawValue: quotes.words))
    let many = SQLDetector().read(
      pair("a.sql", nil, (0..<16_000).map { "GRANT a\($0) TO b;" }.joined())
    )
    #expect(many.direction == .unknown)
    #expect(many.words.contains("more than 15000 grants"))
  }

  /// Whatever bytes a text has, it is read or refused.
  @Test(arguments: 0..<20)
  func mutations(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    let texts = [
      "GRANT SELECT (a), ALL ON ALL TABLES IN SCHEMA s TO 'a'@'%' WITH GRANT OPTION; DO $$ BEGIN COPY a TO 's3://x' END $$;",
      "{% if x %}UNLOAD ('SELECT ''a'' FROM t WHERE {{ y }}') TO 's3://b' /* c */ -- d\n;\\copy a to b\n",
    ]
    for path in ["a.sql", "a.sh", "a.py", "crontab", "Makefile", "models/x.sql"] {
      for _ in 0..<40 {
        var bytes = Array(texts[random(texts.count)].utf8)
        for _ in 0..<random(6) { bytes[random(bytes.count)] = UInt8(random(256)) }
        bytes = Array(bytes[..<random(bytes.count)]) + bytes[random(bytes.count)...]
        let pair = FilePair(path: Array(path.utf8), old: Array(texts[0].utf8), new: bytes)
        for detector in [SQLDetector() as any Detector, ExportsDetector(), DbtDetector()] {
          #expect(detector.read(pair).observations.count < 1000)
        }
      }
    }
  }
}
