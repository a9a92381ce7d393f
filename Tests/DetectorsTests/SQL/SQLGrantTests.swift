import Detection
import Detectors
import Testing

@Suite struct SQLGrantTests {

  @Test(arguments: grants + roles)
  func grant(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: protections)
  func protection(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: unknown)
  func untold(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: edits)
  func edit(_ expected: ExpectedReading) { checkReading(expected, by: SQLDetector()) }

  @Test(arguments: grants + roles + protections)
  func laidOutOtherwise(_ expected: ExpectedReading) {
    guard let text = expected.new, !text.contains("\\."), !text.contains("DELIMITER") else {
      return
    }
    let other = "/* said */\n" + text.replacing(" ", with: "  ") + "\n-- end\n"
    let reading = SQLDetector().read(pair("a.sql", text, other))
    #expect(reading.direction == .equal, Comment(rawValue: reading.words))
  }

  @Test(arguments: SQLDetector().kinds)
  func example(_ kind: Kind) {
    let example = kind.example
    let reading = SQLDetector().read(pair(example.path, example.old, example.new))
    #expect(
      reading.observations.contains { $0.kind == kind.name },
      Comment(rawValue: reading.words)
    )
  }
}
