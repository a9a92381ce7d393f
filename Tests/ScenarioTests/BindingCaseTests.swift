import GateTesting
import Testing

// CASES.md section c. Cases 42 to 44 (revocations and vetoes) are in VetoTests.swift.

@Suite("What an approval is bound to")
struct BindingCaseTests {
  static let file = "iam/deploy.yaml"
  static let text = "role: reader\nallow:\n  - get\n  - list\nnote: a\n\ndeny:\n  - put\nowner: b\n"

  /// Edits of an approved file, each of which leaves some measure of sameness alone.
  static let edits: [(String, String)] = [
    ("case 31: another edit", "role: writer\n" + String(text.dropFirst(13))),
    ("case 35: context nearby, same hunk", text.replacing("note: a", with: "note: c")),
    (
      "case 36: the hunk in another stanza",
      text.replacing("  - list\n", with: "").replacing("  - put\n", with: "  - put\n  - list\n")
    ),
    ("case 36: only indentation", text.replacing("  - ", with: "    - ")),
    ("case 36: only white space at the end", text + "\n"),
    ("case 36: other line ends", text.replacing("\n", with: "\r\n")),
  ]

  @Test("cases 31, 35, 36: any other byte needs a new approval", arguments: edits)
  func otherBytes(_ name: String, _ edited: String) async throws {
    let world = try await World.make()
    try await world.clone.commit([Self.file: Self.text])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    // Once as a second commit, once in place of the first.
    let second = try await world.clone.commit([Self.file: edited])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: second, at: world.start)
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    let squashed = try await world.clone.commit([:])
    let again = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(again, "approval-missing", tip: squashed, at: world.start)
  }

  @Test("case 31: the refusal says why the approval that is there does not count")
  func staleApprovalIsNamed() async throws {
    let world = try await World.make()
    let first = try await world.clone.commit([Self.file: Self.text])
    let approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: first)
    )
    // On a commit, as `git notes add` leaves it.
    try await world.clone.commit([Self.file: "other\n"])
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    let amended = try await world.clone.commit([:])
    try await approval.note(on: amended, in: world.clone)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "approval-stale",
      tip: amended,
      at: world.start
    )
  }

  @Test(
    "case 32: a commit elsewhere leaves the approval alone, unless it is bound to the tree",
    arguments: ["files", "tree"]
  )
  func unrelatedCommit(_ binding: String) async throws {
    let world = try await World.make(policy: "approvals: {binding: \(binding)}\n")
    try await world.clone.commit([Self.file: Self.text])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    let tip = try await world.clone.commit(["docs/a.md": "x\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    if binding == "files" {
      try await world.expectAccepted(push)
    } else {
      try await world.expectRefused(push, "approval-wrong-tree", tip: tip, at: world.start)
      let approved = try await world.clone.git("rev-parse", "HEAD^").line
      try await world.expectAccepted(try await world.clone.push("\(approved):refs/heads/main"))
    }
  }

  @Test("case 33: a rebase that leaves the sensitive blobs alone keeps the approval")
  func pureRebase() async throws {
    let world = try await World.make()
    let approved = try await world.clone.commit([Self.file: Self.text])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    try await world.clone.commit(["docs/a.md": "x\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.clone.git("cherry-pick", approved)
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }

  @Test("case 34: a rebase over an edit of the same file is another change")
  func rebaseOverEdit() async throws {
    let world = try await World.make(seed: [Self.file: Self.text])
    let edited = Self.text.replacing("role: reader", with: "role: writer")
    let approved = try await world.clone.commit([Self.file: edited])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    let landed = try await world.land([Self.file: Self.text.replacing("owner: b", with: "owner: z")]
    )
    try await world.clone.git("cherry-pick", approved)
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: landed)
  }

  @Test("case 37: the mode is approved with the bytes", arguments: ["executable", "symlink"])
  func mode(_ kind: String) async throws {
    let world = try await World.make()
    try await world.clone.commit([Self.file: Self.text])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    if kind == "executable" {
      try await world.clone.git("update-index", "--chmod=+x", Self.file)
    } else {
      let blob = try await world.clone.git("rev-parse", "HEAD:\(Self.file)").line
      try await world.clone.git("update-index", "--cacheinfo", "120000,\(blob),\(Self.file)")
    }
    try await world.clone.git("commit", "--quiet", "--amend", "--no-edit")
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("HEAD:refs/heads/main")
    // The note lies on the blob, which is the same: it is found, and is for another change.
    try await world.expectRefused(push, "approval-stale", tip: tip, at: world.start)
  }

  @Test("case 38: an approval for another branch")
  func otherTarget() async throws {
    let world = try await World.make()
    try await world.baseline("refs/heads/release/1", at: world.start)
    let tip = try await world.clone.commit([Self.file: Self.text])
    try await world.approve("\(world.start)..HEAD", for: "refs/heads/release/1", by: "alice")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-wrong-target", tip: tip, at: world.start)
  }

  @Test("case 40: an approval is weighed under the policy of now")
  func stricterPolicy() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit([Self.file: Self.text])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    let strict = PolicyText.usual(
      with: """
        rules:
          - name: access
            classes: [iam]
            require: {approvals: 2, from: [security]}
        """
    )
    try world.server.setPolicy(strict)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.contains("needs 2 of 'security'"))
    try await world.approve("\(world.start)..HEAD", by: "dana")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    let refusal = try await world.server.records(on: tip, in: "refusals")
    let decision = try await world.server.records(on: tip)
    let digest = try #require(
      decision.split(separator: "\n").first { $0.hasPrefix("policy sha256:") }
    )
    #expect(refusal.contains(digest))
  }

  @Test("case 45: a file that came after the approval is named, and only that")
  func addedFile() async throws {
    let world = try await World.make()
    try await world.clone.commit([Self.file: Self.text])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    let tip = try await world.clone.commit(["iam/second.json": "x\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.contains("iam/second.json"))
    #expect(!push.remoteText.contains(Self.file))
  }

  @Test("case 46: an approval of more than is pushed still counts")
  func fewerFindings() async throws {
    let world = try await World.make()
    let first = try await world.clone.commit([Self.file: Self.text])
    try await world.clone.commit(["iam/second.json": "x\n"])
    try await world.approve("\(world.start)..HEAD", by: "alice")
    try await world.expectAccepted(try await world.clone.push("\(first):refs/heads/main"))
  }
}
