import GateTesting
import Testing

@Suite("Attack 60: more than a gate can look at")
struct LimitTests {
  @Test("attack 60: more commits than the limit")
  func commits() async throws {
    let world = try await World.make()
    try await world.server.git("config", "countersign.maxCommits", "5")
    var tip = world.start
    for number in 0..<6 { tip = try await world.clone.commit(["README.md": "\(number)\n"]) }
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "limit-exceeded", tip: tip, at: world.start)
  }

  @Test("attack 60: tags of tags of tags")
  func nestedTags() async throws {
    let world = try await World.make()
    for number in 0..<12 {
      let inner = number == 0 ? "HEAD" : "t\(number - 1)"
      try await world.clone.git("tag", "-a", "-m", "x", "t\(number)", inner)
    }
    let push = try await world.clone.push("t11:refs/tags/v1")
    let tip = try await world.clone.git("rev-parse", "t11").line
    try await world.expectRefused(push, "limit-exceeded", tip: tip, on: "refs/tags/v1", at: nil)
    #expect(push.remoteText.contains("hint: tag the commit itself"), "\(push.remoteText)")
  }

  @Test("attack 60: more changes than the limit")
  func changes() async throws {
    let world = try await World.make()
    try await world.server.git("config", "countersign.maxChanges", "5")
    var files: [String: String] = [:]
    for number in 0..<6 { files["iam/\(number).json"] = "x\n" }
    let tip = try await world.clone.commit(files)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "limit-exceeded", tip: tip, at: world.start)
  }

  @Test(
    "attack 60, case 67: a tree bomb takes longer than there is",
    arguments: ["main.tf", "readme.txt"]
  )
  func treeBomb(_ leaf: String) async throws {
    let world = try await World.make()
    try await world.server.git("config", "countersign.timeout", "2")
    let blob = try await world.clone.git("rev-parse", "HEAD:README.md").line
    var tree = try await makeTree(["100644 blob \(blob)\t\(leaf)"], world)
    for _ in 0..<10 {
      tree = try await makeTree((0..<10).map { "040000 tree \(tree)\td\($0)" }, world)
    }
    let tip = try await world.clone.git("commit-tree", tree, "-p", world.start, "-m", "bomb").line
    let push = try await Tool.run(
      "timeout",
      ["60", "git", "push", "origin", "\(tip):refs/heads/main"],
      in: world.clone.path,
      environment: world.server["bob"].environment
    )
    // fsck would walk the bomb as well.
    #expect(push.remoteText.contains("limit-exceeded"), "\(push)")
    #expect(
      try await world.server.records(on: tip, in: "refusals").contains("reason limit-exceeded")
    )
    #expect(try await world.main == world.start)
  }

  @Test("attack 60: a tree bomb among the approvals")
  func notesBomb() async throws {
    let world = try await World.make()
    try await world.server.git("config", "countersign.timeout", "2")
    let blob = try await world.clone.git("rev-parse", "HEAD:README.md").line
    let leaf = String(repeating: "a", count: 20)
    var tree = try await makeTree(["100644 blob \(blob)\t\(leaf)"], world)
    for _ in 0..<10 {
      tree = try await makeTree((10..<20).map { "040000 tree \(tree)\t\($0)" }, world)
    }
    let before = try #require(try await world.server.tip(TestClone.approvals))
    try await world.clone.git("fetch", "--quiet", "origin", TestClone.approvals)
    let tip = try await world.clone.git("commit-tree", tree, "-p", before, "-m", "bomb").line
    let push = try await Tool.run(
      "timeout",
      ["60", "git", "push", "origin", "\(tip):\(TestClone.approvals)"],
      in: world.clone.path,
      environment: world.server["bob"].environment
    )
    #expect(push.code == 1 && push.remoteText.contains("limit-exceeded"), "\(push)")
    #expect(try await world.server.tip(TestClone.approvals) == before)
  }

  @Test("attack 60: a huge blob is judged by its name, without being read")
  func hugeBlob() async throws {
    let world = try await World.make()
    try TestFile.makeDirectory("\(world.clone.path)/iam")
    try await Tool.succeed("truncate", ["-s", "150M", "iam/big"], in: world.clone.path)
    try await world.clone.git("-c", "core.compression=1", "add", "iam/big")
    let tip = try await world.clone.commit([:])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  @Test("attack 60: a file longer than a class may look into", arguments: [999, 1000])
  func longFile(_ limit: Int) async throws {
    let world = try await World.make(
      policy: """
        classes: {tokens: {content: ["ghp_[A-Za-z0-9]{8}"]}}
        rules: [{name: tokens, classes: [tokens], require: {approvals: 1, from: [security]}}]
        """
    )
    try await world.server.git("config", "countersign.maxBlob", "\(limit)")
    let text = String(repeating: "words ", count: 166) + "end\n"
    let tip = try await world.clone.commit(["notes.txt": text])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    guard limit < text.utf8.count else {
      try await world.expectAccepted(push)
      // What is here already may be asked about, and can be taken away under any limit.
      try await world.server.git("config", "countersign.maxBlob", "10")
      try await world.clone.git("rm", "--quiet", "notes.txt")
      let removal = try await world.clone.commit([:])
      let push = try await world.clone.push("HEAD:refs/heads/main")
      return try await world.expectRefused(push, "approval-missing", tip: removal, at: tip)
    }
    try await world.expectRefused(push, "limit-exceeded", tip: tip, at: world.start)
    #expect(push.remoteText.contains("countersign.maxBlob"), "\(push)")
  }

  @Test("attack 60: a message of 50 MB")
  func hugeMessage() async throws {
    let world = try await World.make()
    let tree = try await world.clone.git("rev-parse", "HEAD^{tree}").line
    let message = [UInt8](repeating: UInt8(ascii: "x"), count: 50 << 20)
    let tip = try await Tool.succeed(
      "git",
      ["commit-tree", tree, "-p", world.start, "-F", "-"],
      in: world.clone.path,
      environment: world.server["bob"].environment,
      input: message
    ).line
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "limit-exceeded", tip: tip, at: world.start)
  }

  @Test("attack 60: more co-authors than a commit has", arguments: [1000, 1001])
  func coAuthors(_ count: Int) async throws {
    let world = try await World.make()
    let mailboxes = (0..<count).map { "<a\($0)>" }.joined()
    let tip = try await world.clone.commit(
      ["iam/deploy.json": "v1\n"],
      message: "Deploy\n\nCo-authored-by: \(mailboxes)\n"
    )
    let push = try await world.clone.push("HEAD:refs/heads/main")
    let code = count > 1000 ? "limit-exceeded" : "unattributable-author"
    try await world.expectRefused(push, code, tip: tip, at: world.start)
  }

  @Test("attack 60: an approval longer than 16 KiB is malformed")
  func longTrailer() async throws {
    let world = try await World.make()
    try TestFile.write(Array("v1\n".utf8), to: "\(world.clone.path)/iam/deploy.json")
    try await world.clone.git("add", "iam")
    let long = String(repeating: " change=" + String(repeating: "a", count: 64), count: 300)
    let tip = try await world.clone.commit(
      [:],
      message: "change\n\nCountersigned-by: Alice <alice@example.com> v1 reviewer=alice\(long)\n"
    )
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "approval-malformed",
      tip: tip,
      at: world.start
    )
  }

  private func makeTree(_ lines: [String], _ world: World) async throws -> String {
    let text = lines.map { $0 + "\n" }.joined()
    return try await Tool.succeed("git", ["mktree"], in: world.clone.path, input: Array(text.utf8))
      .line
  }
}
