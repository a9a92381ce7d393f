import GateTesting
import GitObjects
import Testing

/// Mutated commits, read by this package and by git.
@Suite("Commits against git")
struct CommitDifferentialTests {
  @Test("accepts nothing that git fsck --strict calls an error, and reads the rest as git log does")
  func differential() async throws {
    let repository = try await TestRepository()
    try await repository.git("hash-object", "-t", "tree", "-w", "--stdin")
    let parent = try await repository.writeUnchecked([Self.commit(parents: [])], kind: "commit")
    var random = SeededGenerator(seed: 6)
    let commits = (0..<600).map { _ in Self.mutated(Self.commit(parents: parent), &random) }
    let ids = try await repository.writeUnchecked(commits, kind: "commit")
    let errors = try await repository.fsckErrors()
    let accepted = zip(ids, commits).compactMap { id, bytes in
      (try? CommitObject(parsing: bytes)).map { (id, $0) }
    }
    #expect(accepted.count > 40, "the mutations must leave some commits whole")
    #expect(errors.count > 100, "the mutations must break some commits")
    for (id, _) in accepted { #expect(errors[id] == nil, "\(id)") }
    try await compareFields(accepted, repository)
  }

  private func compareFields(_ commits: [(String, CommitObject)], _ repository: TestRepository)
    async throws
  {
    let format = "%H%x00%T%x00%P%x00%ae%x00%ce%x00%B%x01"
    let log = try await repository.git(
      "log",
      "--no-walk=unsorted",
      "--stdin",
      "--encoding=UTF-8",
      "--format=tformat:\(format)",
      input: Array(commits.map { $0.0 + "\n" }.joined().utf8)
    )
    var rows: [[UInt8]: [[UInt8]]] = [:]
    for row in log.output.split(separator: 1) {
      let fields = row.drop { $0 == 0x0A }.split(separator: 0, omittingEmptySubsequences: false)
      rows[Array(fields[0])] = fields.map { Array($0) }
    }
    for (id, commit) in commits {
      guard let row = rows[Array(id.utf8)], row.count == 6 else { continue }
      #expect(row[1] == commit.tree.hex)
      #expect(row[2] == Array(commit.parents.map(\.hex).joined(separator: [0x20])))
      #expect(row[3] == commit.author.email)
      #expect(row[4] == commit.committer.email)
      // git drops some blank lines at either end of a message.
      #expect(Self.trimmed(row[5]) == Self.trimmed(commit.message), "\(id)")
    }
    #expect(rows.count > 40)
  }

  private static func trimmed(_ message: [UInt8]) -> [UInt8] {
    Array(message.drop { $0 == 0x0A }.reversed().drop { $0 == 0x0A }.reversed())
  }

  private static func commit(parents: [String]) -> [UInt8] {
    var text = "tree \(CommitObjectTests.tree)\n"
    for parent in parents { text += "parent \(parent)\n" }
    text +=
      "author A <a@example.com> 1763874000 +0100\ncommitter C <c@example.com> 1763874001 +0000\n"
    return Array((text + "\nsubject\n\nbody line\n").utf8)
  }

  private static let pieces = [
    "\n", " ", "<", ">", "\t", "\r", "\u{0}", "parent ", "tree ", "author ", "committer ", "+0000",
    "-1",
    "gpgsig x\n", "encoding UTF-8\n", "encoding latin1\n", "mergetag x\n", "x-y z\n", "\u{e9}", "a",
    "9",
    "committer C <d@example.com> 1763874001 +0000\n", "author E <e@example.com> 1 +0000\n",
  ].map { Array($0.utf8) }

  private static func mutated(_ commit: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var lines = commit.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    switch random.number(0...3) {
    case 0:
      let line = random.number(0...(lines.count - 1))
      if random.once(in: 2) { lines.remove(at: line) } else { lines.insert(lines[line], at: line) }
    case 1: lines.swapAt(random.number(0...3), random.number(0...3))
    case 2: break
    default:
      let line = random.number(0...(lines.count - 1))
      lines.insert(Array(random.pick(pieces).filter { $0 != 0x0A }), at: line)
    }
    var bytes = Array(lines.joined(separator: [0x0A]))
    for _ in 0..<random.number(0...2) {
      let position = random.number(0...(bytes.count - 1))
      if random.once(in: 3) {
        bytes.remove(at: position)
      } else {
        bytes.insert(contentsOf: random.pick(pieces), at: position)
      }
    }
    return bytes
  }
}
