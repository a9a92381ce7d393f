import GateTesting
import Testing

/// What was approved once is not approved again where a branch went back, or was made anew.
@Suite("Spent approvals")
struct SpentApprovalTests {
  @Test("case 63: approvals do not rise again with a branch that was deleted")
  func recreatedBranch() async throws {
    let world = try await World.make()
    let tip = try await world.land(["iam/a.json": "x\n"])
    try await world.server.git("update-ref", "refs/heads/main", world.start)
    let push = try await world.clone.push("\(tip):refs/heads/main")
    // The same tip once more, and another tip with the same change.
    try await world.expectRefused(push, "approval-spent", tip: tip, at: world.start)
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    let other = try await world.clone.commit(["iam/a.json": "x\n"], message: "the same again")
    let again = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(again, "approval-spent", tip: other, at: world.start)
  }

  @Test("case 63: nor with one that was deleted and made again, and what left is on record")
  func deletedBranch() async throws {
    let world = try await World.make()
    let tip = try await world.land(["iam/a.json": "x\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/keep"))
    try await world.server.git("update-ref", "-d", "refs/heads/main")
    let push = try await world.clone.push("\(tip):refs/heads/main")
    #expect(push.code == 1, "\(push)")
    #expect(push.remoteText.contains("(approval-spent)"), "\(push)")
    #expect(try await world.main == nil)
    let audit = try await world.server.countersign("audit", "verify")
    #expect(audit.code == 1, "\(audit)")
    #expect(audit.words.contains("'refs/heads/main' is gone, and was last led to"), "\(audit)")
  }
}
