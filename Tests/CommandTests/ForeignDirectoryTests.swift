import GateTesting
import Testing

@Suite("The environment of git")
struct ForeignDirectoryTests {
  /// A second repository with a commit of its own, and how it looks.
  private func other(than site: Site) async throws -> TestClone {
    let other = try await site.server.clone("other")
    try await other.trust()
    return other
  }

  private func state(of clone: TestClone) async throws -> String {
    try await clone.git("for-each-ref").text + clone.git("rev-parse", "HEAD").text
  }

  @Test(
    "attack 76: nothing is read in one repository and written in another",
    arguments: [
      ["approve", "--as", "message", "--yes"], ["approve", "--push", "--yes"], ["trust", "--yes"],
      ["explain"], ["check", "--target", "main", "--wait", "1s"], ["audit", "verify"],
      ["policy", "lint"], ["doctor"],
    ]
  )
  func elsewhere(_ arguments: [String]) async throws {
    let site = try await Site.make()
    let other = try await other(than: site)
    try await site.clone.commit(["iam/a.json": "1\n"])
    let (before, otherBefore) = try await (state(of: site.clone), state(of: other))
    let key = arguments[0] == "approve" ? ["--key", site.server["alice"].key] : []
    for directory in ["\(other.path)/.git", site.server.path, "/nonexistent", ""] {
      let result = try await site.run(
        arguments + key,
        as: "alice",
        environment: ["GIT_DIR": directory]
      )
      #expect(result.code == 2 && result.words.contains("'GIT_DIR' is '\(directory)'"), "\(result)")
      #expect(result.errorText.hasSuffix("countersign: not accepted\n"))
    }
    #expect(try await state(of: site.clone) == before)
    #expect(try await state(of: other) == otherBefore)
  }

  @Test(
    "the parts of another repository are not used either",
    arguments: [
      "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY",
      "GIT_SHALLOW_FILE",
    ]
  )
  func parts(_ variable: String) async throws {
    let site = try await Site.make()
    let other = try await other(than: site)
    try await site.clone.commit(["iam/a.json": "1\n"])
    let before = try await state(of: other)
    let places = [
      "GIT_WORK_TREE": other.path, "GIT_INDEX_FILE": "\(other.path)/.git/index",
      "GIT_OBJECT_DIRECTORY": "\(other.path)/.git/objects",
      "GIT_SHALLOW_FILE": "\(other.path)/README.md",
    ]
    let value = places[variable] ?? "\(other.path)/.git"
    for carrier in ["note", "message", "commit"] {
      let approval = try await site.approve(
        "--as",
        carrier,
        "--yes",
        as: "alice",
        environment: [variable: value]
      )
      #expect(approval.isSuccess, "\(approval)")
    }
    #expect(try await state(of: other) == before)
    let pushed = try await site.clone.push("HEAD:refs/heads/main")
    #expect(pushed.isSuccess, "\(pushed)")
  }

  @Test("a 'GIT_DIR' that leads here, as git sets it, and what 'git -c' says")
  func here() async throws {
    let site = try await Site.make()
    let tree = site.server.scratch.path("tree")
    try await site.clone.git("worktree", "add", "--quiet", "--detach", tree)
    let link = try await Tool.succeed("git", ["rev-parse", "--git-dir"], in: tree).line
    for (directory, path) in [
      (".git", site.clone.path), ("\(site.clone.path)/.git", site.clone.path), (".git", tree),
      (link, tree),
    ] {
      let result = try await site.run(["explain"], environment: ["GIT_DIR": directory], in: path)
      #expect(result.isSuccess, "\(result)")
    }
    try await site.clone.git("config", "alias.ask", "!git countersign explain")
    try await site.clone.commit(["iam/a.json": "1\n"])
    #expect(try await site.shell("git --git-dir=.git ask", as: "bob").code == 1)
    let key = site.server["alice"].key
    let script = "git -c 'user.signingKey=\(key)' countersign approve --push --yes"
    let approval = try await site.shell(script, as: "alice")
    #expect(approval.isSuccess, "\(approval)")
    #expect(try await site.clone.push("HEAD:refs/heads/main").isSuccess)
  }
}
