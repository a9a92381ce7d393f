import GateTesting
import GitObjects
import Testing

@Suite("Annotated tags")
struct TagObjectTests {
  private static let id = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

  @Test("names what it points to", arguments: ["commit", "tree", "blob", "tag"])
  func parse(_ kind: String) throws {
    let text = "object \(Self.id)\ntype \(kind)\ntag v1\ntagger A <a> 1 +0000\n\nmessage\n"
    let tag = try #require(TagObject(parsing: Array(text.utf8)))
    #expect(tag.object.description == Self.id)
    #expect(tag.kind.rawValue == kind)
  }

  @Test(
    "refuses what is no tag",
    arguments: [
      "", "object \(id)\n", "object \(id)\ntype branch\ntag v1\n", "type commit\nobject \(id)\n\n",
      "object \(id) \ntype commit\n\n", "object \(id.uppercased())\ntype commit\n\n",
      "object \(id)\r\ntype commit\r\n\n", "object \(id)\ntype commit",
      "object \(id)\n\ntype commit\n",
      "object  \(id)\ntype commit\n\n",
    ]
  )
  func refused(_ text: String) {
    #expect(TagObject(parsing: Array(text.utf8)) == nil)
  }

  @Test("reads a tag that git made")
  func real() async throws {
    let repository = try await TestRepository()
    let blob = try await repository.git("hash-object", "-w", "--stdin", input: Array("x".utf8)).line
    let text = "object \(blob)\ntype blob\ntag v1\ntagger A <a@b> 1 +0000\n\nm\n"
    let tag = try await repository.git("mktag", input: Array(text.utf8)).line
    let bytes = try await repository.git("cat-file", "tag", tag).output
    #expect(TagObject(parsing: bytes)?.object.description == blob)
  }
}
