import GateTesting
import Testing

@Suite("The catalogue of kinds")
struct KindsTests {
  @Test("is what docs/ holds, and every example is of its kind")
  func printed() async throws {
    let text = try await Tool.succeed(Tool.countersign, ["policy", "kinds"], in: "/").text
    #expect(try TestFile.text(PackageFiles.path("docs/kinds.md")) == text)
    let sections = text.split(separator: "\n### ").dropFirst()
    #expect(sections.count > 60)
    for section in sections {
      let said = section.split(separator: "```\n\n", maxSplits: 1).last ?? ""
      #expect(said.hasPrefix("`"), "\(section.prefix(200))")
    }
  }
}
