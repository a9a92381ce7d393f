import GateTesting
import Syntax
import Testing

@Suite("A labelled history")
struct HistoryLabelsTests {
  private static let corpus = PackageFiles.path("../shared/corpus")
  static let isThere = TestFile.exists("\(corpus)/history-labels.jsonl")

  /// What a label's direction may be called.
  private static let names: [String: Set<String>] = [
    "widen": ["widened"], "narrow": ["narrowed"], "none": ["equal"],
    "mixed": ["incomparable", "widened"],
  ]
  private static let order = ["unknown", "incomparable", "widened", "narrowed", "equal"]

  @Test(
    "is told apart as people did: nothing that needs approval passes",
    .enabled(if: isThere, "skipped: the corpus is not there")
  )
  func floors() async throws {
    let scratch = try Scratch()
    let bundle = "\(Self.corpus)/simpleinfra.bundle"
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--bare", bundle, "history.git"],
      in: scratch.path
    )
    var (asked, wanted, both, agreed, count) = (0, 0, 0, 0, 0)
    for label in try Self.lines(try TestFile.text("\(Self.corpus)/history-labels.jsonl")) {
      let commit = try #require(label["commit"]?.string)
      let found = try await Self.direction(of: commit, in: "\(scratch.path)/history.git")
      let asks = Self.order.prefix(3).contains(found)
      let needs = try #require(label["needs_approval"]?.bool as Bool?)
      count += 1
      asked += asks ? 1 : 0
      wanted += needs ? 1 : 0
      both += asks && needs ? 1 : 0
      #expect(asks || !needs, "\(commit) is called \(found)")
      let direction = try #require(label["direction"]?.string)
      agreed += Self.names[direction]?.contains(found) == true ? 1 : 0
    }
    #expect(count == 17 && both == wanted)
    #expect(both * 100 >= asked * 85, "\(both) of \(asked) that are asked about need it")
    #expect(agreed * 100 >= count * 80, "\(agreed) of \(count) directions agree")
  }

  /// The worst that is said of a commit's files.
  private static func direction(of commit: String, in repository: String) async throws -> String {
    let said = try await Tool.succeed(
      Tool.countersign,
      ["classify", commit, "--format", "json"],
      in: repository
    )
    let directions = try lines(said.text).filter { $0["read"]?.bool == true }
      .compactMap { $0["direction"]?.string }
    return order.first(where: directions.contains) ?? "equal"
  }

  private static func lines(_ text: String) throws -> [Node] {
    try text.split(separator: "\n").map { try JSONReader.read(Array($0.utf8)) }
  }
}
