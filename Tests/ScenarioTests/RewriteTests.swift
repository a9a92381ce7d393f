import GateTesting
import Testing

/// What holds for rewritten histories, with real commits; on values alone it is tried thousands of
/// times more.
@Suite("Rewritten histories of approved changes")
struct RewriteTests {
  /// A branch of several changes, approved as a whole and pushed nowhere yet.
  private struct Branch {
    let world: World
    let commits: [String]
    let files: [String]
  }

  private static func branch(_ random: inout SeededGenerator) async throws -> Branch {
    let world = try await World.make()
    let files = (0..<random.number(3...5)).map { "iam/\($0).json" }
    var commits: [String] = []
    for file in files {
      let lines = (0..<random.number(1...6)).map { _ in "line \(random.number(0...99))\n" }
      let extra = random.once(in: 2) ? ["docs/\(commits.count).md": "text\n"] : [:]
      commits.append(try await world.clone.commit(extra.merging([file: lines.joined()]) { $1 }))
    }
    try await world.approve("\(world.start)..HEAD", by: "alice")
    return Branch(world: world, commits: commits, files: files)
  }

  enum Rewrite: String, CaseIterable { case rebased, squashed, reordered }

  @Test(
    "what leaves the sensitive files alone is never refused",
    arguments: Rewrite.allCases,
    [91, 92] as [UInt64]
  )
  func survives(_ rewrite: Rewrite, _ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let branch = try await Self.branch(&random)
    let (world, clone) = (branch.world, branch.world.clone)
    switch rewrite {
    case .rebased:
      try await clone.git("checkout", "--quiet", "--detach", world.start)
      try await clone.commit(["README.md": "more\n"], as: "carol")
      try await world.expectAccepted(
        try await clone.push("HEAD:refs/heads/main", as: "carol")
      )
      for commit in branch.commits { try await clone.git("cherry-pick", commit) }
    case .squashed:
      try await clone.git("reset", "--quiet", "--soft", world.start)
      try await clone.commit([:], message: "all at once")
    case .reordered:
      try await clone.git("checkout", "--quiet", "--detach", world.start)
      for commit in branch.commits.shuffled(using: &random) {
        try await clone.git("cherry-pick", commit)
      }
    }
    try await world.expectAccepted(try await clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }

  @Test("one flipped byte of one covered file refuses", arguments: [93, 94, 95] as [UInt64])
  func flipped(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let branch = try await Self.branch(&random)
    let (world, clone) = (branch.world, branch.world.clone)
    let file = random.pick(branch.files)
    var bytes = try TestFile.read("\(clone.path)/\(file)")
    bytes[random.number(0...(bytes.count - 1))] ^= 1 << UInt8(random.number(0...7))
    try TestFile.write(bytes, to: "\(clone.path)/\(file)")
    try await clone.git("commit", "--quiet", "--all", "--amend", "-m", "change")
    let tip = try await clone.git("rev-parse", "HEAD").line
    let push = try await clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.contains(file), "seed \(seed), \(file): \(push.remoteText)")
  }
}
