import GateTesting
import Testing

// CASES.md section d, as far as classes are by path. 48 and 57 to 59 are options that this policy does not have; 51
// to 53 and 55 are attacks 51 to 54 as well.

@Suite("Which changes are sensitive")
struct ClassificationCaseTests {
  struct PathCase: Sendable, CustomTestStringConvertible {
    let name: String
    /// Files before and after; empty content is no file.
    let before: [String: String]
    let after: [String: String]
    /// What the refusal must name; `nil` where nothing is asked.
    let named: String?
    var testDescription: String { name }
  }

  static let paths: [PathCase] = [
    .init(
      name: "case 47: a file in the class",
      before: [:],
      after: ["k8s/a.yaml": "x\n"],
      named: "adds k8s/a.yaml"
    ),
    .init(
      name: "case 47: only what is ignored",
      before: [:],
      after: ["k8s/README.md": "x\n"],
      named: nil
    ),
    .init(
      name: "case 47: what is ignored, and what is not",
      before: [:],
      after: ["k8s/README.md": "x\n", "deep/down/main.tf": "x\n"],
      named: "adds deep/down/main.tf"
    ),
    .init(
      name: "case 47: a directory by the name of what is ignored",
      before: [:],
      after: ["k8s/README.md/evil.yaml": "x\n"],
      named: "adds k8s/README.md/evil.yaml"
    ),
    .init(
      name: "case 47: a twin of what is ignored",
      before: [:],
      after: ["k8s/ReadMe.md": "x\n"],
      named: "adds k8s/ReadMe.md"
    ),
    .init(
      name: "case 47: a deletion",
      before: ["k8s/a.yaml": "x\n"],
      after: ["k8s/a.yaml": ""],
      named: "deletes k8s/a.yaml"
    ),
    .init(name: "case 47: nothing at all", before: ["k8s/a.yaml": "x\n"], after: [:], named: nil),
    .init(
      name: "case 47: no file of any class",
      before: [:],
      after: ["docs/k8s.md": "x\n"],
      named: nil
    ),
    .init(
      name: "far below a directory of the class",
      before: [:],
      after: ["iam/a/b/c/d/e.json": "x\n"],
      named: "adds iam/a/b/c/d/e.json"
    ),
    .init(
      name: "far below a directory of the class, behind one that is not",
      before: [:],
      after: ["a/b/iam/x": "x\n", "a/b/k8s/c/d/e.yaml": "x\n"],
      named: "adds a/b/"
    ),
    .init(
      name: "case 49: renamed into the class",
      before: ["a.json": "x\n"],
      after: ["a.json": "", "iam/a.json": "x\n"],
      named: "adds iam/a.json"
    ),
    .init(
      name: "case 49: renamed out of the class",
      before: ["iam/a.json": "x\n"],
      after: ["iam/a.json": "", "a.json": "x\n"],
      named: "deletes iam/a.json"
    ),
    .init(
      name: "case 49: renamed within the class",
      before: ["iam/a.json": "x\n"],
      after: ["iam/a.json": "", "iam/b.json": "x\n"],
      named: "deletes iam/a.json"
    ),
    .init(
      name: "case 56: a name with spaces",
      before: [:],
      after: ["iam/a b c.json": "x\n"],
      named: "iam/a b c.json"
    ),
    .init(
      name: "case 56: a name with a newline",
      before: [:],
      after: ["iam/a\nb.json": "x\n"],
      named: "iam/a"
    ),
    .init(
      name: "case 56: a name with quotes",
      before: [:],
      after: ["iam/\"a'b\".json": "x\n"],
      named: "iam/"
    ),
    .init(
      name: "case 56: other case",
      before: ["docs/x": "x\n"],
      after: ["IAM/A.JSON": "x\n"],
      named: "IAM/A.JSON"
    ),
    .init(
      name: "case 56: a percent sign",
      before: [:],
      after: ["iam/%0A.json": "x\n"],
      named: "iam/%"
    ),
  ]

  @Test("cases 47, 49, 56: paths", arguments: paths)
  func path(_ change: PathCase) async throws {
    var seed = change.before
    seed["README.md"] = "hello\n"
    let world = try await World.make(seed: seed)
    let tip = try await world.clone.commit(change.after)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    if let named = change.named {
      try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
      #expect(push.remoteText.contains(named), "\(push.remoteText)")
      // Whatever the name, it is approved like any other.
      try await world.approve("\(world.start)..HEAD", by: "alice")
      try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
      try await world.expectAudit()
    } else {
      try await world.expectAccepted(push)
    }
  }

  @Test("case 56: a name that is not UTF-8")
  func notUTF8() async throws {
    let world = try await World.make()
    let blob = try await world.clone.git("rev-parse", "HEAD:README.md").line
    let line = Array("100644 \(blob)\tiam/".utf8) + [0xFF, 0xFE] + Array(".json\0".utf8)
    try await Tool.succeed(
      "git",
      ["update-index", "-z", "--index-info"],
      in: world.clone.path,
      input: line
    )
    let tip = try await world.clone.git(
      "commit-tree",
      try await world.clone.git("write-tree").line,
      "-p",
      "HEAD",
      "-m",
      "x"
    ).line
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    try await world.approve("\(world.start)..\(tip)", by: "alice")
    try await world.expectAccepted(try await world.clone.push("\(tip):refs/heads/main"))
    try await world.expectAudit()
  }

  @Test(
    "case 52: a clean merge of what was approved needs nobody; an unapproved side does",
    arguments: [true, false]
  )
  func merge(_ isApproved: Bool) async throws {
    let world = try await World.make()
    let landed = try await world.land(["docs/a.md": "x\n", "iam/a.json": "x\n"])
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    let side = try await world.clone.commit(["iam/b.json": "x\n"])
    if isApproved { try await world.approve("\(world.start)..\(side)", by: "alice") }
    try await world.clone.git("checkout", "--quiet", "--detach", landed)
    try await world.clone.git("merge", "--quiet", "--no-ff", "-m", "merge", side)
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("HEAD:refs/heads/main")
    if isApproved {
      try await world.expectAccepted(push)
    } else {
      try await world.expectRefused(push, "approval-missing", tip: tip, at: landed)
      #expect(push.remoteText.contains("iam/b.json"))
      #expect(!push.remoteText.contains("iam/a.json"))
    }
  }

  @Test("case 53: a sensitive change that comes through a branch nobody gates")
  func throughUngatedBranch() async throws {
    let world = try await World.make()
    try await world.clone.commit(["iam/a.json": "x\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/feature"))
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    try await world.clone.git("merge", "--quiet", "--no-ff", "-m", "merge", "origin/feature")
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  @Test("case 54: a new branch at an old commit is no new change")
  func branchAtOldCommit() async throws {
    let world = try await World.make()
    try await world.baseline("refs/heads/release/1", at: world.start)
    try await world.expectAccepted(
      try await world.clone.push("\(world.start):refs/heads/release/2")
    )
    try await world.expectAudit()
  }

  @Test("case 60: over the limit is a refusal with its name, never part of a verdict")
  func overTheLimit() async throws {
    let world = try await World.make()
    try await world.server.git("config", "countersign.maxChanges", "1")
    let tip = try await world.clone.commit(["iam/a.json": "x\n", "iam/b.json": "x\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "limit-exceeded", tip: tip, at: world.start)
    #expect(!(try await world.server.records(on: tip, in: "refusals").contains("finding ")))
  }
}
