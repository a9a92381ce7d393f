import Git
import GateTesting
import GitObjects
import Testing

@Suite("Notes against git notes")
struct NotesTests {
  private static let name = RefName("refs/notes/countersign/decisions")

  private static func objects(_ count: Int, seed: UInt64) -> [ObjectID] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).compactMap { _ in ObjectID(bytes: random.bytes(20)) }
  }

  @Test("reads a note wherever it lies: flat, 2/38, 2/2/36, 2/2/2/34", arguments: [0, 1, 2, 3])
  func fanOut(_ depth: Int) async throws {
    let objects = Self.objects(60, seed: 31)
    let repository = try await TestRepository()
    var stream = Array("commit refs/notes/test\ncommitter A <a@b> 1 +0000\ndata 0\n".utf8)
    for (index, object) in objects.enumerated() {
      let text = "note \(index)\n"
      stream += Array(
        "M 100644 inline \(Self.path(object, depth))\ndata \(text.utf8.count)\n\(text)\n".utf8
      )
    }
    stream += Array(
      "M 100644 inline README\ndata 1\nx\nM 100644 inline ab/readme\ndata 1\nx\n".utf8
    )
    try await repository.load(stream + Array("done\n".utf8))
    let tip = try #require(
      ObjectID(hex: try await repository.git("rev-parse", "refs/notes/test").line)
    )
    let reader = try Repository.open(gitDirectory: repository.gitDirectory)
    for (index, object) in objects.enumerated() {
      #expect(try reader.notes(on: object, in: tip) == [Array("note \(index)\n".utf8)])
    }
    #expect(try reader.notes(on: try #require(Self.objects(61, seed: 32).last), in: tip) == [])
    let listed = try await repository.git("notes", "--ref", "test", "list")
    let ours = try reader.allNotes(in: tip).map { "\($0.blob) \($0.object)" }
    #expect(ours.sorted() == listed.text.split(separator: "\n").map(String.init).sorted())
  }

  @Test("two layouts of one note are two notes, which git shows joined")
  func mixedFanOut() async throws {
    let object = try #require(Self.objects(1, seed: 33).first)
    let repository = try await TestRepository()
    var stream = "commit refs/notes/test\ncommitter A <a@b> 1 +0000\ndata 0\n"
    for depth in [0, 1] {
      stream += "M 100644 inline \(Self.path(object, depth))\ndata 6\nnote \(depth)\n"
    }
    try await repository.load(Array("\(stream)done\n".utf8))
    let tip = try #require(
      ObjectID(hex: try await repository.git("rev-parse", "refs/notes/test").line)
    )
    let reader = try Repository.open(gitDirectory: repository.gitDirectory)
    #expect(
      Set(try reader.notes(on: object, in: tip)) == [Array("note 0".utf8), Array("note 1".utf8)]
    )
  }

  @Test("reads what git itself wrote, whatever fan-out it chose")
  func writtenByGit() async throws {
    let history = try await RandomHistory(seed: 34, count: 300)
    var stream = Array("commit refs/notes/test\ncommitter A <a@b> 1 +0000\ndata 0\n".utf8)
    for commit in history.commits {
      stream += Array("N inline \(commit.id)\ndata 41\n\(commit.id)\n".utf8)
    }
    try await history.repository.load(stream + Array("done\n".utf8))
    let first = try #require(history.commits.first?.id)
    try await history.repository.git(
      "-c",
      "user.name=A",
      "-c",
      "user.email=a@b",
      "notes",
      "--ref",
      "test",
      "append",
      "-m",
      "more",
      "\(first)"
    )
    let tip = try #require(
      ObjectID(hex: try await history.repository.git("rev-parse", "refs/notes/test").line)
    )
    let reader = try history.open()
    #expect(try reader.notes(on: first, in: tip) == [Array("\(first)\n\nmore\n".utf8)])
    for commit in history.commits.dropFirst() {
      #expect(try reader.notes(on: commit.id, in: tip) == [Array("\(commit.id)\n".utf8)])
    }
  }

  @Test("a move to another fan-out changes no note")
  func difference() async throws {
    let objects = Self.objects(20, seed: 35)
    let repository = try await TestRepository()
    var tips: [ObjectID] = []
    for depth in [0, 2] {
      var stream = Array("commit refs/notes/t\(depth)\ncommitter A <a@b> 1 +0000\ndata 0\n".utf8)
      for (index, object) in objects.enumerated() where depth == 0 || index > 0 {
        let text = index == 5 ? "depth \(depth)" : "same"
        stream += Array(
          "M 100644 inline \(Self.path(object, depth))\ndata \(text.utf8.count)\n\(text)\n".utf8
        )
      }
      try await repository.load(stream + Array("done\n".utf8))
      tips.append(
        try #require(
          ObjectID(hex: try await repository.git("rev-parse", "refs/notes/t\(depth)").line)
        )
      )
    }
    let reader = try Repository.open(gitDirectory: repository.gitDirectory)
    let difference = try reader.notesDifference(from: tips[0], to: tips[1])
    #expect(Set(difference.keys) == [objects[0], objects[5]])
    #expect(difference[objects[0]]?.new == [])
    #expect(difference[objects[5]]?.old.count == 1)
  }

  @Test("a notes reference that is no commit is an error, never a new beginning")
  func noCommit() async throws {
    let repository = try await TestRepository()
    let recorder = try Recorder.open(gitDirectory: repository.gitDirectory)
    let blob = try recorder.write(.blob, [1])
    #expect(throws: GitError.self) { try recorder.repository.notesTree(blob) }
    var edit = NotesEdit()
    edit.append(Array("x\n".utf8), to: blob)
    #expect(throws: GitError.self) {
      try edit.commit(on: blob, message: [], author: Array("A <a@b> 1 +0000".utf8), with: recorder)
    }
  }

  @Test("what is written is read by git notes, git log and git fsck, and stays where it was")
  func writing() async throws {
    let history = try await RandomHistory(seed: 36, count: 120)
    let recorder = try Recorder.open(gitDirectory: history.repository.gitDirectory)
    let name = try #require(Self.name)
    var tip: ObjectID?
    for round in 0..<3 {
      var edit = NotesEdit()
      for commit in history.commits { edit.append(Array("round \(round)\n".utf8), to: commit.id) }
      edit.appendLines(Array("line \(round)\n".utf8), to: TreePath("index/aa/spent"))
      let new = try edit.commit(
        on: tip,
        message: Array("records\n".utf8),
        author: Array("gate <gate@host> 1763874000 +0000".utf8),
        with: recorder
      )
      try recorder.update(name, from: tip, to: new, message: "records")
      tip = new
    }
    let expected = "round 0\n\nround 1\n\nround 2\n"
    for commit in history.commits.prefix(5) {
      let shown = try await history.repository.git(
        "notes",
        "--ref",
        "countersign/decisions",
        "show",
        "\(commit.id)"
      )
      #expect(shown.text == expected)
      #expect(try recorder.repository.notes(on: commit.id, in: tip) == [Array(expected.utf8)])
    }
    let log = try await history.repository.git(
      "log",
      "--all",
      "--notes=countersign/decisions",
      "--format=%N%x00",
      "refs/heads/c1"
    )
    #expect(log.text.contains(expected))
    let lines = try await history.repository.git(
      "show",
      "refs/notes/countersign/decisions:index/aa/spent"
    )
    #expect(lines.text == "line 0\nline 1\nline 2\n")
    try await history.repository.git("fsck", "--strict")
    #expect(
      try await history.repository.git("rev-list", "--count", "refs/notes/countersign/decisions")
        .line == "3"
    )
  }

  @Test("case 69: eight writers at once, and every record is there afterwards")
  func concurrency() async throws {
    let history = try await RandomHistory(seed: 37, count: 5)
    let directory = history.repository.gitDirectory
    let object = try #require(history.commits.first?.id)
    let name = try #require(Self.name)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let recorder = try Recorder.open(gitDirectory: directory)
          for round in 0..<5 {
            try Self.append("\(writer).\(round)\n", to: object, name, with: recorder)
          }
        }
      }
      try await group.waitForAll()
    }
    let shown = try await history.repository.git(
      "notes",
      "--ref",
      "countersign/decisions",
      "show",
      "\(object)"
    )
    let records = Set(shown.text.split(separator: "\n").map(String.init))
    #expect(records == Set((0..<8).flatMap { writer in (0..<5).map { "\(writer).\($0)" } }))
  }

  /// Tries until no other writer was faster.
  private static func append(
    _ record: String,
    to object: ObjectID,
    _ name: RefName,
    with recorder: borrowing Recorder
  ) throws {
    while true {
      let tip: ObjectID? =
        if case .direct(let id)? = try recorder.repository.reference(name) { id } else { nil }
      var edit = NotesEdit()
      edit.append(Array(record.utf8), to: object)
      let new = try edit.commit(
        on: tip,
        message: Array("x\n".utf8),
        author: Array("A <a@b> 1 +0000".utf8),
        with: recorder
      )
      do throws(GitError) {
        return try recorder.update(name, from: tip, to: new, message: "x")
      } catch {
        guard error.kind == .contended else { throw error }
      }
    }
  }

  private static func path(_ object: ObjectID, _ depth: Int) -> String {
    var hex = "\(object)"[...]
    var path = ""
    for _ in 0..<depth {
      path += hex.prefix(2) + "/"
      hex = hex.dropFirst(2)
    }
    return path + hex
  }
}
