import Git
import GateTesting
import GitObjects
import Testing

@Suite("Revisions that somebody typed")
struct RevisionTests {
  /// A repository with a remote, three commits and names of every kind.
  private func make() async throws -> (git: TestRepository, ids: [String]) {
    let repository = try await TestRepository()
    let tree = try await repository.git("mktree").line
    try await repository.git("config", "user.name", "Bob")
    try await repository.git("config", "user.email", "bob@example.com")
    var ids: [String] = []
    for number in 0..<3 {
      let parents = ids.last.map { ["-p", $0] } ?? []
      let message = ["-m", "\(number)"]
      ids.append(
        try await Tool.succeed(
          "git",
          ["commit-tree", tree] + parents + message,
          in: repository.path
        ).line
      )
    }
    try await repository.git("config", "remote.origin.url", "/nowhere")
    for (name, id) in [
      ("refs/heads/main", ids[2]), ("refs/heads/topic/a", ids[1]), ("refs/tags/v1", ids[0]),
      ("refs/remotes/origin/main", ids[1]), ("refs/remotes/other/main", ids[1]),
    ] { try await repository.git("update-ref", name, id) }
    try await repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    try await repository.git("symbolic-ref", "HEAD", "refs/heads/main")
    return (repository, ids)
  }

  private func revision(_ text: String, in git: TestRepository) throws -> String {
    "\(try Repository.open(gitDirectory: git.gitDirectory).revision(text))"
  }

  @Test("what has one meaning means what git takes it for")
  func likeGit() async throws {
    let (git, ids) = try await make()
    let names = [
      "HEAD", "@", "main", "topic/a", "v1", "origin/main", "origin", "heads/main", "tags/v1",
      "refs/heads/main", "refs/remotes/origin/main", "other/main", ids[0], String(ids[0].prefix(8)),
      ids[0].uppercased(), "v1-0-g\(ids[1].prefix(7))",
    ]
    for text in names + names.map({ "\($0)^0" }) + ["HEAD~2", "main^", "v1^{commit}", "HEAD^{/1}"] {
      let expected = try await git.git("rev-parse", "--verify", "--quiet", "\(text)^{commit}").line
      #expect(try revision(text, in: git) == expected, "\(text)")
    }
  }

  @Test(
    "what has none is not found",
    arguments: [
      "", "nothing", "origin/nothing", "refs/heads/nothing", "MERGE_HEAD", "..", "HEAD~9", "HEAD^2",
      ":/1", "^HEAD", "dead", String(repeating: "1", count: 40),
    ]
  )
  func nothing(_ text: String) async throws {
    let (git, _) = try await make()
    #expect(throws: GitError.self) { try revision(text, in: git) }
  }

  @Test("40 digits are an id and nothing else, a tag of that name or not")
  func idsAreIDs() async throws {
    let (git, ids) = try await make()
    let absent = String(repeating: "1", count: 40)
    try await git.git("update-ref", "refs/tags/\(absent)", ids[0])
    try await git.git("update-ref", "refs/heads/\(ids[1])", ids[0])
    for text in [absent, "\(absent)^0", "\(absent)^{commit}"] {
      #expect(throws: GitError.self, "\(text)") { try revision(text, in: git) }
    }
    #expect(try revision(ids[1], in: git) == ids[1])
    #expect(try revision("\(ids[1])~1", in: git) == ids[0])
  }

  @Test(
    "a name for two things names none, and both are told",
    arguments: [
      ("main", "refs/tags/main"), ("v1", "refs/heads/v1"), ("v1", "refs/v1"),
      ("topic/a", "refs/tags/topic/a"), ("other/main", "refs/tags/other/main"),
    ]
  )
  func ambiguous(_ name: String, _ twin: String) async throws {
    let (git, ids) = try await make()
    try await git.git("update-ref", twin, ids[0])
    for text in [name, "\(name)~0", "\(name)@{0}"] {
      let error = try thrownError(as: GitError.self, by: try revision(text, in: git))
      #expect(error?.kind == .ambiguous, "\(text)")
      #expect(error?.message.contains("'\(twin)'") == true)
    }
  }

  @Test("what is called like an abbreviated id is not taken for it")
  func abbreviation() async throws {
    let (git, ids) = try await make()
    let short = String(ids[1].prefix(9))
    try await git.git("update-ref", "refs/tags/\(short)", ids[0])
    let error = try thrownError(as: GitError.self, by: try revision(short, in: git))
    #expect(error?.kind == .ambiguous)
  }

  @Test(
    "what begins with a remote's name is what was fetched of it",
    arguments: ["refs/tags/", "refs/heads/", "refs/"]
  )
  func remote(_ kind: String) async throws {
    let (git, ids) = try await make()
    try await git.git("update-ref", "\(kind)origin/main", ids[0])
    #expect(try revision("origin/main", in: git) == ids[1])
    try await git.git("update-ref", "-d", "refs/remotes/origin/main")
    #expect(throws: GitError.self) { try revision("origin/main", in: git) }
  }

  @Test(
    "HEAD and full names are themselves, whatever else is called so",
    arguments: ["HEAD", "FETCH_HEAD", "refs/heads/main", "refs/heads/gone"]
  )
  func themselves(_ name: String) async throws {
    let (git, ids) = try await make()
    for kind in ["refs/tags/", "refs/heads/", "refs/"] {
      try await git.git("update-ref", "\(kind)\(name)", ids[0])
    }
    if ["FETCH_HEAD", "refs/heads/gone"].contains(name) {
      #expect(throws: GitError.self) { try revision(name, in: git) }
    } else {
      #expect(try revision(name, in: git) == ids[2])
    }
  }
}
