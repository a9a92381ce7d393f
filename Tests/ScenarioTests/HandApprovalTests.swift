import GateTesting
import Testing

@Suite("Approvals made by hand")
struct HandApprovalTests {
  /// Approvals by hand that differ in one field from one that would count.
  static let flawed: [(String, String, @Sendable (inout HandApproval) async throws -> Void)] = [
    ("case 39: another repository", "approval-wrong-repository", { $0.repository = "acme/fork" }),
    ("case 38: another target", "approval-wrong-target", { $0.target = "refs/heads/other" }),
    ("another class", "approval-wrong-class", { $0.classes = "infrastructure" }),
    (
      "case 41: expired", "approval-expired",
      {
        $0.issued = try await HandApproval.time("-2 days")
        $0.expires = try await HandApproval.time("-1 day")
      }
    ),
    (
      "case 41: older than the policy lets it be", "approval-expired",
      {
        $0.issued = try await HandApproval.time("-15 days")
      }
    ),
    (
      "case 41: from the future", "approval-not-yet-valid",
      {
        $0.issued = try await HandApproval.time("+10 minutes")
      }
    ),
    ("attack 25: in git's namespace", "signature-bad", { $0.namespace = "git" }),
    ("attack 26: in another protocol's namespace", "signature-bad", { $0.namespace = "file" }),
    ("somebody else's key", "signature-unknown-key", { $0.signer = "dana" }),
    ("somebody who is nobody", "reviewer-not-authorized", { $0.reviewer = "mallory" }),
    (
      "somebody of no such group", "reviewer-not-authorized",
      {
        ($0.reviewer, $0.signer, $0.email) = ("carol", "carol", "carol@example.com")
      }
    ),
    (
      "automation", "reviewer-not-human",
      {
        ($0.reviewer, $0.email) = ("deploy-bot", "deploy-bot@example.com")
      }
    ),
    ("another e-mail than the reviewer's", "approval-malformed", { $0.email = "dana@example.com" }),
    (
      "a change that is not in the push", "approval-stale",
      {
        $0.changes = [String(repeating: "a", count: 64)]
      }
    ),
  ]

  @Test("an approval that is wrong in one field counts for nothing", arguments: flawed)
  func flawedApproval(
    _ name: String,
    _ code: String,
    _ spoil: @Sendable (inout HandApproval) async throws -> Void
  ) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit([BindingCaseTests.file: BindingCaseTests.text])
    var approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    try await spoil(&approval)
    try await approval.plant(on: tip, in: world.clone)
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", code, tip: tip, at: world.start)
  }

  @Test(
    "a trailer with an unknown or a repeated token is void, and not taken as a note",
    arguments: ["mood=good", "reviewer=alice", "repository=acme/payments repository=acme/payments"]
  )
  func voidTrailer(_ token: String) async throws {
    let world = try await World.make()
    let plain = try await world.clone.commit([BindingCaseTests.file: BindingCaseTests.text])
    var approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: plain)
    )
    approval.extra = token
    let trailer = try await approval.trailer(in: world.clone)
    try await world.clone.note(trailer, on: plain)
    let before = try await world.server.tip(TestClone.approvals)
    let note = try await world.clone.push(TestClone.approvals)
    #expect(note.remoteText.contains("approval-malformed"), "\(note)")
    #expect(try await world.server.tip(TestClone.approvals) == before)
    try await world.clone.git("reset", "--quiet", "--soft", world.start)
    let tip = try await world.clone.commit([:], message: "change\n\n\(trailer)\n")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "approval-malformed",
      tip: tip,
      at: world.start
    )
  }

  @Test(
    "moves of a reference are approved by their own change id",
    arguments: ["deletion", "rewind", "tag"]
  )
  func moves(_ kind: String) async throws {
    let world = try await World.make()
    let landed = try await world.land(["docs/a.md": "x\n", "iam/a.json": "x\n"])
    var (ref, old, new) = ("refs/heads/release/1", world.start, RawPush.zero)
    var changes: [String] = []
    switch kind {
    case "rewind":
      (ref, old, new) = ("refs/heads/main", landed, world.start)
      changes = try await world.clone.changes(from: landed, to: new)
    case "tag":
      (ref, old, new) = ("refs/tags/v1", world.start, landed)
      try await world.baseline(ref, at: old)
      changes = try await world.clone.changes(from: old, to: new)
    default: try await world.baseline(ref, at: old)
    }
    let refspec = new == RawPush.zero ? ":\(ref)" : "+\(new):\(ref)"
    let before = try await world.clone.push(refspec)
    try await world.expectRefused(
      before,
      "approval-missing",
      tip: new == RawPush.zero ? old : new,
      on: ref,
      at: old
    )
    changes.append(try await world.clone.change(of: ref, from: old, to: new))
    var approval = try await HandApproval(by: "alice", of: changes)
    (approval.target, approval.classes) = (ref, "iam,policy")
    try await approval.note(on: new == RawPush.zero ? old : new, in: world.clone)
    try await world.expectAccepted(try await world.clone.push(refspec))
    #expect(try await world.server.tip(ref) == (new == RawPush.zero ? nil : new))
    try await world.expectAudit()
  }

  @Test("an approval made with stock tools alone counts", arguments: ["commit", "blob"])
  func stockApproval(_ place: String) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit([BindingCaseTests.file: BindingCaseTests.text])
    let approval = try await HandApproval(
      by: "alice",
      of: world.clone.changes(from: world.start, to: tip)
    )
    let blob = try await world.clone.git("rev-parse", "HEAD:\(BindingCaseTests.file)").line
    try await approval.note(on: place == "blob" ? blob : tip, in: world.clone)
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
  }
}

extension HandApproval {
  /// Leaves the note as alice, whoever is named in it: a note is not evidence of who left it.
  fileprivate func plant(on object: String, in clone: TestClone) async throws {
    try await clone.note(try await trailer(in: clone), on: object)
    try await clone.plantApprovals()
  }
}
