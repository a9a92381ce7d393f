import Approvals
import GateTesting
import GitObjects
import Testing

@Suite("Trailers against git")
struct TrailerBlockTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let message: String
    /// `nil` is malformed.
    let values: [String?]

    init(_ what: String, _ message: String, _ values: [String?]) {
      testDescription = what
      self.message = message
      self.values = values
    }
  }

  @Test(
    "attacks 17 and 18: what counts, and what two readers could read differently",
    arguments: [
      Case("plain", "s\n\nCountersigned-by: x\n", ["x"]),
      Case("without the last newline", "s\n\nCountersigned-by: x", ["x"]),
      Case("folded", "s\n\nCountersigned-by: x\n y\n   z\n", ["x y z"]),
      Case("two", "s\n\nCountersigned-by: x\nCountersigned-by: y\n", ["x", "y"]),
      Case("among others", "s\n\nSigned-off-by: a\nCountersigned-by: x\n", ["x"]),
      Case("as the subject, which git takes for none", "Countersigned-by: x\n", []),
      Case("in the middle", "s\n\nCountersigned-by: x\n\nbody\n", []),
      Case("after prose", "s\n\nprose\nCountersigned-by: x\n", [nil]),
      Case(
        "after prose with a look-alike",
        "s\n\nprose\nSigned-off-by: a\nCountersigned-by: x\n",
        [nil]
      ),
      Case("a tab fold", "s\n\nCountersigned-by: x\n\ty\n", [nil]),
      Case("a carriage return", "s\n\nCountersigned-by: x\r\n", [nil]),
      Case("nothing", "s\n\nCountersigned-by:\n", [nil]),
      Case("nothing but a blank", "s\n\nCountersigned-by: \n", [nil]),
      Case("begun on the second line", "s\n\nCountersigned-by:\n x\n", [nil]),
      Case("in another case", "s\n\ncountersigned-by: x\n", [nil]),
      Case("a blank before the colon", "s\n\nCountersigned-by : x\n", [nil]),
      Case("no blank after it", "s\n\nCountersigned-by:x\n", [nil]),
      Case("two blanks after it", "s\n\nCountersigned-by:  x\n", [nil]),
      Case("behind three dashes", "s\n\n---\n\nCountersigned-by: x\n", [nil]),
      Case(
        "behind a signature's armor",
        "s\n\n-----BEGIN SSH SIGNATURE-----\n\nCountersigned-by: x\n",
        [nil]
      ),
      Case("an empty fold", "s\n\nCountersigned-by: x\n \n y\n", [nil]),
      Case(
        "a line of blanks, where git begins a paragraph",
        "s\n\nCountersigned-by: x\n \nCountersigned-by: y\n",
        [nil, nil]
      ),
      Case("a line of blanks above", "s\n \nCountersigned-by: x\n", [nil]),
      Case("line ends of another system", "s\r\n\r\nCountersigned-by: x\r\n", [nil]),
      Case("no line above", "s\nCountersigned-by: x\n", []),
      Case("a fold of nothing", "s\n\n Countersigned-by: x\n", [nil]),
      Case("quoted", "s\n\n> Countersigned-by: x\n", []), Case("no message", "", []),
      Case("blank lines after it", "s\n\nCountersigned-by: x\n\n\n", ["x"]),
    ]
  )
  func messages(_ test: Case) {
    let values = TrailerBlock.countersignedBy(in: Array(test.message.utf8)).map { try? $0.get() }
    #expect(values == test.values.map { $0.map { Array($0.utf8) } })
  }

  @Test("a note holds trailers, and blank lines are nothing")
  func notes() {
    let note = "Countersigned-by: x\n\n\nCountersigned-by: y\n z\nprose\nCountersigned-by:\n"
    let values = TrailerBlock.countersignedBy(inNote: Array(note.utf8)).map { try? $0.get() }
    #expect(values == [Array("x".utf8), Array("y z".utf8), nil])
  }

  @Test("what we fold comes through git commit and back, whole")
  func roundTrip() async throws {
    let vectors = try ApprovalVectors.load()
    let scratch = try Scratch()
    try await Tool.succeed("git", ["init", "--quiet"], in: scratch.path)
    for vector in vectors.approvals {
      let who = [
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@b",
      ]
      try await Tool.succeed(
        "git",
        ["commit", "--quiet", "--allow-empty", "-F", "-"],
        in: scratch.path,
        environment: who,
        input: Array("subject\n\nSigned-off-by: A <a@b>\n\(vector.trailer)".utf8)
      )
      let raw = try await Tool.succeed("git", ["cat-file", "commit", "HEAD"], in: scratch.path)
        .output
      let commit = try CommitObject(parsing: raw)
      #expect(
        TrailerBlock.countersignedBy(in: commit.message) == [.success(Array(vector.value.utf8))]
      )
      let parsed = try await Tool.succeed(
        "git",
        ["interpret-trailers", "--parse"],
        in: scratch.path,
        input: commit.message
      )
      #expect(parsed.text == "Signed-off-by: A <a@b>\nCountersigned-by: \(vector.value)\n")
    }
  }
}
