import GateTesting
import GitObjects
import Testing

@Suite("Timestamps")
struct TimestampTests {
  private static func read(_ text: String) -> Int64? { Timestamp(Array(text.utf8))?.seconds }

  @Test(
    "known moments, both ways",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-23T05:00:00Z", 1_795_410_000),
      ("2000-02-29T23:59:59Z", 951_868_799), ("2024-02-29T00:00:00Z", 1_709_164_800),
      ("1969-12-31T23:59:59Z", -1), ("9999-12-31T23:59:59Z", 253_402_300_799),
      ("0001-01-01T00:00:00Z", -62_135_596_800), ("0000-02-29T00:00:00Z", -62_162_121_600),
    ] as [(String, Int64)]
  )
  func known(_ text: String, _ seconds: Int64) {
    #expect(Self.read(text) == seconds)
    #expect("\(Timestamp(seconds: seconds))" == text)
  }

  @Test(
    "refuses every other spelling",
    arguments: [
      "2026-02-30T00:00:00Z", "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
      "2100-02-29T00:00:00Z",
      "2026-04-31T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z",
      "2026-01-00T00:00:00Z",
      "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z",
      "2026-01-01T00:00:60Z",
      "2026-12-31T23:59:60Z", "2026-01-01T00:00:00", "2026-01-01T00:00:00z", "2026-01-01t00:00:00Z",
      "2026-01-01 00:00:00Z", "2026-01-01T00:00:00+00:00", "2026-01-01T00:00:00.5Z",
      "2026-1-01T00:00:00Z",
      "+026-01-01T00:00:00Z", "-026-01-01T00:00:00Z", " 026-01-01T00:00:00Z",
      "2026/01/01T00:00:00Z",
      "2026-01-01T00:00:00Z ", "２026-01-01T00:00Z", "", "Z",
    ]
  )
  func refused(_ text: String) {
    #expect(Self.read(text) == nil)
  }

  @Test("every last day of every month from year 0 to 9999, and not the day after")
  func calendar() {
    for year in stride(from: 0, through: 9999, by: 1) {
      let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
      let four = String(repeating: "0", count: 4 - String(year).count) + String(year)
      #expect((Self.read("\(four)-02-29T12:00:00Z") != nil) == isLeap, "\(year)")
      #expect(Self.read("\(four)-02-30T12:00:00Z") == nil, "\(year)")
    }
  }

  @Test("writes 3,000 moments as date(1) does, and reads them back")
  func differential() async throws {
    var random = SeededGenerator(seed: 2)
    let moments = (0..<3000).map { _ in
      Int64.random(in: -62_167_219_200...253_402_300_799, using: &random)
    }
    let scratch = try Scratch()
    let input = moments.map { "@\($0)\n" }.joined()
    let result = try await Tool.succeed(
      "date",
      ["-u", "-f", "-", "+%Y-%m-%dT%H:%M:%SZ"],
      in: scratch.path,
      input: Array(input.utf8)
    )
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == moments.count)
    for (moment, line) in zip(moments, lines) {
      // date(1) does not pad years before 1000.
      let padded = String(repeating: "0", count: 20 - line.count) + line
      #expect("\(Timestamp(seconds: moment))" == padded)
      #expect(Timestamp(Array(padded.utf8))?.seconds == moment)
    }
  }

  @Test("adding saturates: a stranger's amount never traps")
  func saturation() {
    #expect(Timestamp(seconds: 5).adding(seconds: .max).seconds == .max)
    #expect(Timestamp(seconds: -5).adding(seconds: .min).seconds == .min)
    #expect(Timestamp(seconds: 5).adding(seconds: -6).seconds == -1)
  }
}
