import Git
import GateTesting
import GitObjects
import Testing

@Suite("References and their one writer")
struct ReferenceTests {
  private static let ref = RefName("refs/notes/countersign/decisions")

  @Test("a move from where the reference is not is contended, and nothing moves")
  func compareAndSwap() async throws {
    let repository = try await TestRepository()
    let recorder = try Recorder.open(gitDirectory: repository.gitDirectory)
    let name = try #require(Self.ref)
    let ids = try (0..<3).map { try recorder.write(.blob, [UInt8($0)]) }
    func attempt(from old: ObjectID?, to new: ObjectID) throws -> GitError.Kind? {
      try thrownError(
        as: GitError.self,
        by: try recorder.update(name, from: old, to: new, message: "test")
      )?.kind
    }
    #expect(try attempt(from: ids[0], to: ids[1]) != nil)
    #expect(try recorder.repository.reference(name) == nil)
    #expect(try attempt(from: nil, to: ids[0]) == nil)
    #expect(try attempt(from: nil, to: ids[1]) == .contended)
    #expect(try attempt(from: ids[1], to: ids[2]) == .contended)
    #expect(try recorder.repository.reference(name) == .direct(ids[0]))
    #expect(try attempt(from: ids[0], to: ids[1]) == nil)
    #expect(
      try await repository.git("rev-parse", "refs/notes/countersign/decisions").line == "\(ids[1])"
    )
  }

  @Test("a lock left behind by a crash is contended, and is never removed")
  func staleLock() async throws {
    let repository = try await TestRepository()
    let recorder = try Recorder.open(gitDirectory: repository.gitDirectory)
    let id = try recorder.write(.blob, [1])
    let name = try #require(Self.ref)
    let lock = "\(repository.path)/refs/notes/countersign/decisions.lock"
    try TestFile.write([], to: lock)
    let error = try thrownError(
      as: GitError.self,
      by: try recorder.update(name, from: nil, to: id, message: "test")
    )
    #expect(error?.kind == .contended)
    #expect(TestFile.exists(lock))
  }

  @Test("a reference never points to what this writer cannot see")
  func invisibleObject() async throws {
    let repository = try await TestRepository()
    let recorder = try Recorder.open(gitDirectory: repository.gitDirectory)
    let name = try #require(Self.ref)
    let missing = try #require(ObjectID(hex: String(repeating: "1", count: 40)))
    #expect(throws: GitError.self) {
      try recorder.update(name, from: nil, to: missing, message: "test")
    }
    #expect(try recorder.repository.reference(name) == nil)
  }

  @Test("attack 38: a symbolic reference is followed to the one that moves")
  func symbolic() async throws {
    let repository = try await TestRepository()
    let blob = try await repository.git("hash-object", "-w", "--stdin").line
    try await repository.git("update-ref", "refs/x/real", blob)
    try await repository.git("symbolic-ref", "refs/heads/alias", "refs/heads/other")
    try await repository.git("symbolic-ref", "refs/heads/other", "refs/x/real")
    try await repository.git("symbolic-ref", "refs/heads/unborn", "refs/heads/nowhere")
    try await repository.git("symbolic-ref", "refs/heads/loop", "refs/heads/loop2")
    try await repository.git("symbolic-ref", "refs/heads/loop2", "refs/heads/loop")
    let reader = try Repository.open(gitDirectory: repository.gitDirectory)
    func resolve(_ name: String) throws -> (name: RefName, id: ObjectID?) {
      try reader.resolve(try #require(RefName(name)))
    }
    let alias = try resolve("refs/heads/alias")
    #expect("\(alias.name)" == "refs/x/real")
    #expect(alias.id?.description == blob)
    let unborn = try resolve("refs/heads/unborn")
    #expect("\(unborn.name)" == "refs/heads/nowhere")
    #expect(unborn.id == nil)
    #expect(throws: GitError.self) { try resolve("refs/heads/loop") }
  }

  @Test("lists what git for-each-ref lists, packed and loose, symbolic ones left out")
  func listing() async throws {
    let history = try await RandomHistory(seed: 21, count: 30)
    try await history.repository.git("pack-refs", "--all")
    try await history.repository.git("update-ref", "refs/heads/loose", "\(history.commits[3].id)")
    try await history.repository.git("update-ref", "refs/heads/c3", "\(history.commits[4].id)")
    try await history.repository.git("symbolic-ref", "refs/heads/alias", "refs/heads/loose")
    let expected = try await history.repository.git(
      "for-each-ref",
      "--format=%(refname) %(objectname)%(symref)"
    )
    let listed = try history.open().references().map { "\($0.name) \($0.id)" }
    #expect(
      listed.sorted()
        == expected.text.split(separator: "\n").map(String.init).filter {
          !$0.hasSuffix("loose") || $0.hasPrefix("refs/heads/loose")
        }.sorted()
    )
  }

  @Test("a chain of tags stands for its commit, and of anything else for nothing")
  func peeling() async throws {
    let history = try await RandomHistory(seed: 22, count: 2)
    let commit = history.commits[1]
    func tag(_ object: String, _ kind: String) async throws -> String {
      let text = "object \(object)\ntype \(kind)\ntag x\ntagger A <a@b> 1 +0000\n\nm\n"
      return try await history.repository.git("mktag", input: Array(text.utf8)).line
    }
    let inner = try await tag("\(commit.id)", "commit")
    let outer = try await tag(inner, "tag")
    let treeTag = try await tag("\(commit.tree)", "tree")
    let reader = try history.open()
    func peel(_ text: String) throws -> ObjectID? {
      try reader.peelToCommit(try #require(ObjectID(hex: text)))
    }
    #expect(try peel(outer) == commit.id)
    #expect(try peel("\(commit.id)") == commit.id)
    #expect(try peel(treeTag) == nil)
    #expect(try peel("\(commit.tree)") == nil)
    #expect(throws: GitError.self) { try peel(String(repeating: "1", count: 40)) }
  }
}
