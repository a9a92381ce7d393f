import GateTesting
import Testing

@Suite("A hook that is killed", .enabled(if: KilledHook.isPossible, "strace is not installed"))
struct KillTests {
  @Test("attack 67: before the push is let go, at every step that writes")
  func preReceive() async throws {
    let gated = try await GatedMain.make()
    try await gated.server.git("config", "countersign.timeout", "2")
    try await gated.landHarmless()
    let hook = try KilledHook("pre-receive", on: gated.server)
    let counts = try await hook.counting { try await gated.landHarmless() }
    #expect((counts["fsync"] ?? 0) > 0 && (counts["rename"] ?? 0) > 0, "\(counts)")
    for (call, count) in counts.sorted(by: { $0.key < $1.key }) {
      for number in 1...count {
        try await hook.killing(at: call, number) { try await push(gated, "\(call) \(number)") }
      }
    }
    try await expectWhole(gated)
  }

  @Test("attack 67: after the push was let go, at every step that writes")
  func postReceive() async throws {
    let gated = try await GatedMain.make()
    try await gated.server.git("config", "countersign.timeout", "2")
    try await gated.landHarmless()
    let hook = try KilledHook("post-receive", on: gated.server)
    let counts = try await hook.counting { try await gated.landHarmless() }
    #expect((counts["fsync"] ?? 0) > 0 && (counts["rename"] ?? 0) > 0, "\(counts)")
    for (call, count) in counts.sorted(by: { $0.key < $1.key }) {
      for number in 1...count {
        try await hook.killing(at: call, number) { try await push(gated, "\(call) \(number)") }
        try removeStaleLock(gated)
      }
    }
    try await expectWhole(gated)
  }

  @Test("attack 67: while a refusal is recorded, at every step that writes")
  func refusal() async throws {
    let gated = try await GatedMain.make()
    try await gated.server.git("config", "countersign.timeout", "2")
    let start = try await gated.landHarmless()
    let hook = try KilledHook("pre-receive", on: gated.server)
    try await gated.clone.commit(["iam/a": "x\n"])
    let counts = try await hook.counting { _ = try await gated.clone.push("HEAD:refs/heads/main") }
    #expect((counts["fsync"] ?? 0) > 0, "\(counts)")
    for call in ["write", "rename", "fsync"] {
      for number in 1...max(1, counts[call] ?? 0) {
        var isAccepted = false
        try await hook.killing(at: call, number) {
          isAccepted = try await gated.clone.push("HEAD:refs/heads/main").isSuccess
        }
        #expect(!isAccepted, "\(call) \(number)")
        #expect(try await gated.main == start)
        try removeStaleLock(gated)
      }
    }
    try await gated.clone.git("reset", "--quiet", "--hard", start)
    try await expectWhole(gated)
  }

  /// Pushes something new; whether or not it goes through, what is on the server fits together.
  private func push(_ gated: GatedMain, _ step: String) async throws {
    let before = try await gated.main
    let commit = try await gated.clone.commit(["README.md": "\(step)\n"])
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    let after = try await gated.main
    #expect(after == (push.isSuccess ? commit : before), "\(step): \(push)")
    if push.isSuccess {
      #expect(try await gated.server.records(on: commit).contains("outcome allowed\n"), "\(step)")
    } else {
      try await gated.clone.git("reset", "--quiet", "--hard", "HEAD^")
    }
    try removeStaleLock(gated)
  }

  /// What a crash may leave, and an administrator is told to remove.
  private func removeStaleLock(_ gated: GatedMain) throws {
    for ref in ["notes/countersign/decisions", "notes/countersign/refusals", "countersign/policy"] {
      let lock = "\(gated.server.path)/refs/\(ref).lock"
      if TestFile.exists(lock) { try TestFile.remove(lock) }
    }
  }

  /// Nothing is lost, nothing dangles, and the next run mends what was left.
  private func expectWhole(_ gated: GatedMain) async throws {
    try await gated.landHarmless()
    try await gated.landHarmless()
    let fsck = try await gated.fsck()
    #expect(fsck.isSuccess && fsck.errorText.isEmpty, "\(fsck)")
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
    #expect(!audit.words.contains("has not landed yet"), "\(audit)")
    let pending = TestFile.names(in: "\(gated.server.path)/countersign/pending")
    #expect(pending.allSatisfy { $0.hasSuffix(".tmp") }, "\(pending)")
  }
}
