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

  /// git may read more than we do; what we read, git must read alike, both ways that it has.
  @Test("reads of 300 generated messages no trailer that git does not read, with the same value")
  func differential() async throws {
    var random = SeededGenerator(seed: 61)
    let messages = (0..<300).map { _ in Self.message(&random) }
    let repository = try await TestRepository()
    var stream: [UInt8] = []
    for (index, message) in messages.enumerated() {
      stream +=
        Array(
          "commit refs/heads/m\(index)\ncommitter A <a@b> 1 +0000\ndata \(message.count)\n".utf8
        ) + message + [0x0A]
    }
    try await repository.load(stream + Array("done\n".utf8))
    let format = "%(refname)%00%(contents:trailers:key=Countersigned-by,only,unfold,valueonly)%01"
    let result = try await repository.git("for-each-ref", "--format=\(format)", "refs/heads")
    var theirs: [String: [[UInt8]]] = [:]
    for row in result.output.split(separator: 1) {
      let fields = row.drop { $0 == 0x0A }.split(
        separator: 0,
        maxSplits: 1,
        omittingEmptySubsequences: false
      )
      guard fields.count == 2 else { continue }
      theirs[String(decoding: fields[0], as: UTF8.self)] = fields[1].split(separator: 0x0A).map {
        Array($0)
      }
    }
    #expect(theirs.count == messages.count)
    var read = 0
    for (index, message) in messages.enumerated() {
      let ours = TrailerBlock.countersignedBy(in: message).compactMap { try? $0.get() }
      read += ours.count
      let known = theirs["refs/heads/m\(index)"] ?? []
      for value in ours {
        #expect(known.contains(Self.squeezed(value)), "\(Escaped.text(message))")
      }
    }
    #expect(read > 40)
    try await parse(Array(messages.prefix(60)), in: repository)
  }

  private func parse(_ messages: [[UInt8]], in repository: TestRepository) async throws {
    for message in messages {
      let ours = TrailerBlock.countersignedBy(in: message).compactMap { try? $0.get() }
      guard !ours.isEmpty else { continue }
      let result = try await repository.git("interpret-trailers", "--parse", input: message)
      let lines = result.output.split(separator: 0x0A).map { Array($0) }
      for value in ours {
        #expect(
          lines.contains(Array("Countersigned-by: ".utf8) + Self.squeezed(value)),
          "\(Escaped.text(message))"
        )
      }
    }
  }

  /// git drops blanks at the end of a value.
  private static func squeezed(_ value: [UInt8]) -> [UInt8] {
    Array(value.reversed().drop { $0 == 0x20 }.reversed())
  }

  private static func message(_ random: inout SeededGenerator) -> [UInt8] {
    let lines = [
      "Countersigned-by: v", "Countersigned-by: v w", "Countersigned-by: é", " fold", "   fold two",
      "\ttab", "", "",
      "Signed-off-by: a", "prose here", "---", "--- x", "Countersigned-by:", "countersigned-by: x",
      "# comment", "Key : x",
      "Countersigned-by: end ", "Acked-by: b", "Conflicts:", "(cherry picked from commit x)",
    ]
    var text = "subject\n\n"
    if random.once(in: 3) { text += "body text\n\n" }
    for _ in 0..<random.number(1...5) {
      text += (random.once(in: 2) ? random.pick(Array(lines.prefix(4))) : random.pick(lines)) + "\n"
    }
    return Array(text.utf8)
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
