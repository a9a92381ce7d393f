import GateTesting
import Testing

@Suite("Attacks by the shape of a history")
struct MergeAttackTests {
  @Test("two merges that take a file back and forth are seen, though nothing of it is left")
  func takenBackAndForth() async throws {
    let world = try await World.make(seed: ["iam/deploy.json": "weak\n"])
    let hard = try await world.land(["iam/deploy.json": "hard\n"])
    let weak = try await merge(hard, world.start, treeOf: world.start, in: world)
    let tip = try await merge(weak, hard, treeOf: hard, in: world)
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: hard)
    #expect(push.remoteText.contains("iam/deploy.json"), "\(push.remoteText)")
  }

  @Test("dates that hide what was here before do not make a merge's undoing another's change")
  func hiddenByDates() async throws {
    let world = try await World.make(seed: ["iam/deploy.json": "none\n"])
    let weak = try await world.land(["iam/deploy.json": "weak\n"])
    let hard = try await world.land(["iam/deploy.json": "hard\n"])
    // A walk by date has read all that is below before it comes to the end of these.
    var landed = hard
    for _ in 0..<70 { landed = try await commit(on: landed, in: world) }
    try await world.expectAccepted(try await world.clone.push("\(landed):refs/heads/main"))
    try await world.clone.git("checkout", "--quiet", "--detach", weak)
    let besideWeak = try await world.clone.commit(["a.txt": "1\n"])
    try await world.clone.git("checkout", "--quiet", "--detach", hard)
    let besideHard = try await world.clone.commit(["b.txt": "1\n"])
    let undoing = try await merge(landed, besideWeak, treeOf: besideWeak, in: world)
    let tip = try await merge(undoing, besideHard, treeOf: besideHard, in: world)
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: landed)
    #expect(push.remoteText.contains("\(undoing.prefix(10))"), "\(push.remoteText)")
  }

  /// A commit of 1970 that changes nothing.
  private func commit(on parent: String, in world: World) async throws -> String {
    let dates = ["GIT_AUTHOR_DATE": "@0 +0000", "GIT_COMMITTER_DATE": "@0 +0000"]
    return try await Tool.succeed(
      "git",
      ["commit-tree", "\(parent)^{tree}", "-p", parent, "-m", "nothing"],
      in: world.clone.path,
      environment: world.server["bob"].environment.merging(dates) { $1 }
    ).line
  }

  @Test("a history beside ours that takes landed files in makes the change itself")
  func besideOurs() async throws {
    let world = try await World.make(seed: ["iam/deploy.json": "weak\n"])
    let hard = try await world.land(["iam/deploy.json": "hard\n"])
    let empty = try await world.clone.git("mktree").line
    let root = try await world.clone.git("commit-tree", empty, "-m", "r").line
    let weak = try await merge(root, world.start, treeOf: world.start, in: world)
    let tip = try await merge(weak, hard, treeOf: hard, in: world)
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: hard)
  }

  @Test("a merge that brings in what others made asks for nothing of its own")
  func broughtIn() async throws {
    let world = try await World.make(seed: ["iam/a.json": "1\n", "iam/b.json": "1\n"])
    let main = try await world.land(["iam/a.json": "2\n"])
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    let side = try await world.clone.commit(["iam/b.json": "2\n"])
    try await world.approve("\(world.start)..\(side)", by: "alice")
    try await world.clone.git("merge", "--quiet", "--no-ff", "-m", "main into side", main)
    let inner = try await world.clone.git("rev-parse", "HEAD").line
    try await world.clone.git("checkout", "--quiet", "--detach", main)
    try await world.clone.git("merge", "--quiet", "--no-ff", "-m", "side into main", inner)
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }

  @Test("who made a change step by step has a hand in its promotion, whoever merged it")
  func promotedInOneStep() async throws {
    let world = try await World.make(seed: ["iam/a.json": "1\n"])
    try await world.baseline("refs/heads/release/1", at: world.start)
    try await world.clone.commit(["iam/a.json": "2\n"], as: "alice")
    let branch = try await world.clone.commit(["iam/a.json": "3\n"], as: "alice")
    try await world.expectAccepted(
      try await world.clone.push("\(branch):refs/heads/side", as: "alice")
    )
    try await world.clone.git("checkout", "--quiet", "--detach", world.start, as: "carol")
    try await world.clone.git("merge", "--quiet", "--no-ff", "-m", "merge", branch, as: "carol")
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    try await world.approve("\(world.start)..\(tip)", by: "dana")
    try await world.expectAccepted(
      try await world.clone.push("\(tip):refs/heads/main", as: "carol")
    )
    // An approval for the release branch itself, by the author.
    try await world.approve(
      "\(world.start)..\(tip)",
      for: "refs/heads/release/1",
      by: "alice"
    )
    try await world.expectAccepted(
      try await world.clone.push("\(tip):refs/heads/release/1", as: "carol")
    )
    let record = try await world.server.records(on: tip)
    let own = record.split(separator: "\n").filter { $0.hasPrefix("approval ignored alice ") }
    #expect(own.count == 1 && own[0].hasSuffix(" self-approval"), "\(record)")
  }

  @Test("case 63: what governance took back needs a new approval to land again")
  func landedAgain() async throws {
    let world = try await World.make(seed: ["iam/a.json": "1\n"])
    let bad = try await world.land(["iam/a.json": "2\n"])
    let rewind = try await world.clone.countersign(
      "approve",
      world.start,
      "--target",
      "refs/heads/main",
      "--force",
      "--key",
      world.server["alice"].key,
      "--as",
      "note",
      "--push",
      "--yes",
      as: "alice"
    )
    #expect(rewind.isSuccess, "\(rewind)")
    try await world.expectAccepted(
      try await world.clone.push("+\(world.start):refs/heads/main", as: "carol")
    )
    let again = try await world.clone.push("\(bad):refs/heads/main")
    try await world.expectRefused(again, "approval-spent", tip: bad, at: world.start)
    try await world.clone.git("fetch", "--quiet", "origin")
    try await world.approve("\(world.start)..\(bad)", by: "dana")
    try await world.expectAccepted(try await world.clone.push("\(bad):refs/heads/main"))
    try await world.expectAudit()
  }

  @Test("a new reference beside one that was moved past the gate is judged for what that one has")
  func besideAMovedReference() async throws {
    let world = try await World.make()
    try await world.baseline("refs/heads/release/1", at: world.start)
    let unjudged = try await world.clone.commit(["iam/a.json": "x\n"])
    try await world.expectAccepted(try await world.clone.push("\(unjudged):refs/heads/side"))
    try await world.server.moveWithoutGate("refs/heads/release/1", to: unjudged)
    let push = try await world.clone.push("\(unjudged):refs/heads/release/2")
    try await world.expectRefused(
      push,
      "approval-missing",
      tip: unjudged,
      on: "refs/heads/release/2",
      at: nil
    )
  }

  /// A merge that has another commit's tree, whatever its parents have.
  private func merge(_ first: String, _ second: String, treeOf commit: String, in world: World)
    async throws -> String
  {
    try await world.clone.git(
      "commit-tree",
      "\(commit)^{tree}",
      "-p",
      first,
      "-p",
      second,
      "-m",
      "m"
    ).line
  }
}
