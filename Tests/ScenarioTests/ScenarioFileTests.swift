import GateTesting
import Testing

@Suite("Scenario files")
struct ScenarioFileTests {
  static let directory =
    #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Scenarios"

  static let names = TestFile.names(in: directory).filter { $0.hasSuffix(".scenario") }.sorted()

  @Test("a scenario goes as its file says", arguments: names)
  func scenario(_ name: String) async throws {
    let path = "\(Self.directory)/\(name)"
    let scenario = Scenario(try TestFile.text(path))
    let (actual, problem) = try await ScenarioRunner.start(scenario).run(scenario)
    if Tool.isUpdating {
      try TestFile.write(Array(actual.text.utf8), to: path)
    } else if let problem {
      Issue.record("\(name): \(problem)")
    }
  }

  @Test("there are scenario files to run")
  func filesAreFound() { #expect(Self.names.count >= 25) }
}
