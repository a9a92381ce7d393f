import GateTesting
import Testing

@Suite("How decisions end")
struct LandingTests {
  private let landed = "landed refs/heads/main"

  @Test("a push that is let go leaves a decision, and once it has moved the reference a landing")
  func landing() async throws {
    let gated = try await GatedMain.make()
    let commit = try await gated.landHarmless()
    let records = try await gated.server.records(on: commit)
    #expect(records.contains("countersign decision v1\n"))
    #expect(records.contains("countersign landed v1\n"))
    #expect(records.contains("old \(gated.start)\nnew \(commit)\n"))
    #expect(pending(gated).isEmpty)
    #expect(try await gated.verify().isSuccess)
  }

  @Test("a decision whose reference is still at 'old' is never given up")
  func stillOpen() async throws {
    let gated = try await GatedMain.make()
    try refuseInUpdateHook(gated, true)
    let commit = try await gated.clone.commit(["README.md": "more\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    #expect(try await gated.main == gated.start)
    #expect(pending(gated).count == 1)
    #expect(try await gated.server.countersign("reconcile").text.contains("1 still open"))
    #expect(pending(gated).count == 1)
    #expect(try await !gated.server.records(on: commit).contains("settled"))
    let audit = try await gated.verify()
    #expect(audit.isSuccess && audit.words.contains("has not landed yet"), "\(audit)")
  }

  @Test("a decision whose reference is gated no longer is as open as it was")
  func openAndNotGated() async throws {
    let gated = try await GatedMain.make()
    try refuseInUpdateHook(gated, true)
    try await gated.clone.commit(["README.md": "more\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let policy = try TestFile.text(file).replacing("refs/heads/main", with: "refs/heads/other")
    try TestFile.write(Array(policy.utf8), to: file)
    #expect(try await gated.server.countersign("reconcile").isSuccess)
    let audit = try await gated.verify()
    #expect(audit.isSuccess && audit.words.contains("has not landed yet"), "\(audit)")
    #expect(audit.words.contains("'refs/heads/main' is not gated any more"), "\(audit)")
  }

  @Test("a landing whose mark cannot be read is found by 'reconcile'")
  func landedUnderUnreadableMark() async throws {
    let gated = try await GatedMain.make()
    let hook = "\(gated.server.path)/hooks/post-receive"
    try TestFile.write(Array("#!/bin/sh\nexit 0\n".utf8), to: hook, mode: 0o755)
    let commit = try await gated.landHarmless()
    let mark = try #require(pending(gated).first)
    try TestFile.write([], to: "\(gated.server.path)/countersign/pending/\(mark)")
    #expect(try await gated.server.countersign("reconcile").text.contains("1 decision landed"))
    #expect(try await gated.server.records(on: commit).contains("countersign landed v1\n"))
    #expect(pending(gated).isEmpty)
    #expect(try await gated.verify().isSuccess)
  }

  @Test("a mark that cannot be read stops pushes until 'reconcile' has run")
  func unreadableMark() async throws {
    let gated = try await GatedMain.make()
    try refuseInUpdateHook(gated, true)
    let commit = try await gated.clone.commit(["README.md": "more\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    try refuseInUpdateHook(gated, false)
    let mark = try #require(pending(gated).first)
    let file = "\(gated.server.path)/countersign/pending/\(mark)"
    try TestFile.write([], to: file)
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1 && push.words.contains("countersign/pending/\(mark)"), "\(push)")
    #expect(push.words.contains("'countersign reconcile'"), "\(push)")
    #expect(try await gated.main == gated.start)
    #expect(try await gated.server.countersign("reconcile").text.contains("1 still open"))
    #expect(pending(gated) == [mark])
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
    #expect(try await gated.server.records(on: commit).contains("countersign landed v1\n"))
    #expect(try await gated.verify().isSuccess)
  }

  @Test("the reference goes elsewhere: what is left open comes to nothing, and says so")
  func superseded() async throws {
    let gated = try await GatedMain.make()
    try refuseInUpdateHook(gated, true)
    let first = try await gated.clone.commit(["README.md": "more\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    try refuseInUpdateHook(gated, false)
    try await gated.clone.git("reset", "--quiet", "--hard", gated.start)
    try await gated.landHarmless("other.md")
    try await gated.landHarmless("third.md")
    let records = try await gated.server.records(on: first)
    #expect(records.contains("countersign settled v1\n"))
    #expect(records.contains("how superseded\n"))
    #expect(!records.contains("landed"))
    #expect(pending(gated).isEmpty)
    #expect(try await gated.verify().isSuccess)
  }

  @Test("the same move decided twice lands once")
  func decidedTwice() async throws {
    let gated = try await GatedMain.make()
    try refuseInUpdateHook(gated, true)
    let commit = try await gated.clone.commit(["README.md": "more\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    try refuseInUpdateHook(gated, false)
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
    let records = try await gated.server.records(on: commit)
    #expect(records.components("countersign decision v1\n") == 2)
    #expect(records.components("countersign landed v1\n") == 1)
    #expect(try await gated.server.countersign("reconcile").isSuccess)
    #expect(try await gated.server.records(on: commit).components("countersign settled v1\n") == 1)
    #expect(try await gated.verify().isSuccess)
  }

  @Test("post-receive cannot write: it says that the push has landed, and 'reconcile' writes")
  func failedPostReceive() async throws {
    let gated = try await GatedMain.make()
    let lock = "\(gated.server.path)/refs/notes/countersign/decisions.lock"
    let hook = "\(gated.server.path)/hooks/update"
    try TestFile.write(Array("#!/bin/sh\n: >'\(lock)'\n".utf8), to: hook, mode: 0o755)
    let commit = try await gated.clone.commit(["README.md": "more\n"])
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(push.isSuccess && push.words.contains("the push has landed"), "\(push)")
    #expect(push.words.contains("for writing; if no git process"), "\(push)")
    #expect(push.words.contains("'countersign reconcile' writes it"), "\(push)")
    #expect(!push.words.contains("not accepted"), "\(push)")
    for file in [lock, hook] { try await Tool.succeed("rm", [file], in: "/tmp") }
    #expect(try await gated.server.countersign("reconcile").text.contains("1 decision landed"))
    #expect(try await gated.server.records(on: commit).contains("countersign landed v1\n"))
    #expect(try await gated.verify().isSuccess)
  }

  @Test(
    "post-receive never ran: the next push, or 'reconcile', records what landed",
    arguments: [true, false]
  )
  func lostPostReceive(byNextPush: Bool) async throws {
    let gated = try await GatedMain.make()
    let hook = "\(gated.server.path)/hooks/post-receive"
    let script = try TestFile.read(hook)
    try TestFile.write(Array("#!/bin/sh\nexit 0\n".utf8), to: hook, mode: 0o755)
    let commits = [try await gated.landHarmless()]
    #expect(try await !gated.server.records(on: commits[0]).contains("landed"))
    try TestFile.write(script, to: hook, mode: 0o755)
    if byNextPush {
      try await gated.landHarmless()
    } else {
      let result = try await gated.server.countersign("reconcile")
      #expect(result.text.contains("1 decision landed"), "\(result)")
    }
    #expect(
      try await gated.server.records(on: commits[0]).components("countersign landed v1\n") == 1
    )
    #expect(try await gated.verify().isSuccess)
  }

  @Test("the marks of open decisions are lost: 'reconcile' finds them in the ledger")
  func lostMarks() async throws {
    let gated = try await GatedMain.make()
    let hook = "\(gated.server.path)/hooks/post-receive"
    try TestFile.write(Array("#!/bin/sh\nexit 0\n".utf8), to: hook, mode: 0o755)
    let commit = try await gated.landHarmless()
    try await Tool.succeed(
      "rm",
      ["-r", "\(gated.server.path)/countersign/pending"],
      in: gated.server.path
    )
    let audit = try await gated.verify()
    #expect(audit.code == 1 && audit.words.contains("never landed"), "\(audit)")
    #expect(try await gated.server.countersign("reconcile").text.contains("1 decision landed"))
    #expect(try await gated.server.records(on: commit).contains("landed"))
    #expect(try await gated.verify().isSuccess)
  }

  @Test("the policy breaks between the hooks: what landed is recorded all the same")
  func policyBroken() async throws {
    let gated = try await GatedMain.make()
    let policy = "\(gated.server.path)/countersign/policy.yaml"
    let text = try TestFile.read(policy)
    let script = "#!/bin/sh\necho 'no: policy' >\(policy)\nexit 0\n"
    try TestFile.write(Array(script.utf8), to: "\(gated.server.path)/hooks/update", mode: 0o755)
    let commit = try await gated.landHarmless()
    #expect(try await gated.server.records(on: commit).contains("countersign landed v1\n"))
    #expect(try await !gated.clone.push("HEAD~1:refs/heads/other").isSuccess)
    try TestFile.write(text, to: policy)
    #expect(try await gated.verify().isSuccess)
  }

  @Test("a deletion and a rewind land, are flagged, and use their approvals up")
  func deletionAndRewind() async throws {
    let gated = try await GatedMain.make(trusting: true)
    let commit = try await gated.landHarmless()
    let rewind = try await HandApproval.forMove(of: gated, from: commit, to: gated.start)
    try await rewind.note(on: gated.start, in: gated.clone)
    #expect(try await gated.clone.push("+\(gated.start):refs/heads/main").isSuccess)
    #expect(
      try await gated.server.records(on: gated.start).contains(
        "old \(commit)\nnew \(gated.start)\n"
      )
    )
    let zero = String(repeating: "0", count: 40)
    let deletion = try await HandApproval.forMove(of: gated, from: gated.start, to: zero)
    try await deletion.note(on: gated.start, in: gated.clone)
    try await gated.server.git("config", "receive.denyDeleteCurrent", "ignore")
    let push = try await gated.clone.push(":refs/heads/main")
    #expect(push.isSuccess, "\(push)")
    #expect(try await gated.server.records(on: gated.start).contains("new \(zero)\ndecision "))
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
    #expect(audit.words.contains("'refs/heads/main' was rewound from"))
    #expect(audit.words.contains("'refs/heads/main' was deleted at"))
    // Brought back past the gate, it cannot be deleted by the same approval again.
    try await gated.server.moveWithoutGate("refs/heads/main", to: gated.start)
    let again = try await gated.clone.push(":refs/heads/main")
    #expect(again.remoteText.contains("approval-spent"), "\(again)")
  }

  @Test("observed pushes land too, and an audit says loudly that they were only observed")
  func observed() async throws {
    let gated = try await GatedMain.make()
    try await gated.server.git("config", "countersign.mode", "observe")
    let commit = try await gated.clone.commit(["iam/a": "x\n"])
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
    let records = try await gated.server.records(on: commit)
    #expect(records.contains("outcome observed\n") && records.contains("countersign landed v1\n"))
    let audit = try await gated.verify()
    #expect(audit.isSuccess && audit.words.contains("1 push was only observed"), "\(audit)")
  }

  private func pending(_ gated: GatedMain) -> [String] {
    TestFile.names(in: "\(gated.server.path)/countersign/pending")
  }

  /// git's own `update` hook runs after ours and may still say no.
  private func refuseInUpdateHook(_ gated: GatedMain, _ refuses: Bool) throws {
    let script = "#!/bin/sh\nexit \(refuses ? 1 : 0)\n"
    try TestFile.write(Array(script.utf8), to: "\(gated.server.path)/hooks/update", mode: 0o755)
  }
}

extension String {
  /// How often something is in it.
  func components(_ text: String) -> Int {
    split(separator: text, omittingEmptySubsequences: false).count - 1
  }
}
