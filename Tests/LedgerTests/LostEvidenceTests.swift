import GateTesting
import Testing

/// Whoever has the server's disk can take evidence away; an audit must miss it, and nothing may begin it anew.
@Suite("Evidence that is gone")
struct LostEvidenceTests {
  private static let decisions = "refs/notes/countersign/decisions"
  private static let refusals = "refs/notes/countersign/refusals"

  @Test(
    "attack 45: no push begins anew what is gone: what was decided, refused, approved, in force",
    arguments: [decisions, refusals, "refs/notes/countersign/approvals", "refs/countersign/policy"]
  )
  func pushWithoutLedger(_ ledger: String) async throws {
    let gated = try await GatedMain.make()
    try await gated.landHarmless()
    let main = try await gated.main
    let tip = try #require(try await gated.server.tip(ledger))
    try await gated.server.git("update-ref", "-d", ledger)
    try await gated.clone.commit(["README.md": "more\n"])
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(!push.isSuccess && push.remoteText.unwrapped.contains("'\(ledger)' is gone"), "\(push)")
    #expect(push.remoteText.hasSuffix("countersign: not accepted"), "\(push)")
    #expect(try await gated.main == main)
    #expect(try await gated.server.tip(ledger) == nil)
    try await gated.server.git("update-ref", ledger, tip)
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
    #expect(try await gated.verify().isSuccess)
  }

  @Test("attack 45: nor does 'init', as long as anything shows that it was there")
  func initWithoutLedger() async throws {
    let gated = try await GatedMain.make()
    for gone in [[Self.decisions], [Self.refusals], [Self.decisions, Self.refusals]] {
      let tips = try await gated.server.git("for-each-ref").text
      for name in gone { try await gated.server.git("update-ref", "-d", name) }
      let result = try await gated.server.countersign("init")
      #expect(result.code == 2, "\(result)")
      #expect(result.words.contains("'\(gone[0])' is gone"), "\(result)")
      for line in tips.split(separator: "\n") {
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        try await gated.server.git("update-ref", words[2], words[0])
      }
    }
    #expect(try await gated.server.countersign("init").isSuccess)
  }

  @Test("a first 'init' that was killed between the ledgers can be run again")
  func interruptedInit() async throws {
    let gated = try await GatedMain.make()
    for name in ["approvals", "deployments", "decisions"] {
      try await gated.server.git("update-ref", "-d", "refs/notes/countersign/\(name)")
    }
    try await gated.server.git("update-ref", "-d", "refs/countersign/policy")
    // A hook that comes between begins none of them.
    try await gated.clone.commit(["README.md": "more\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    let result = try await gated.server.countersign("init")
    #expect(result.isSuccess && result.text.contains("recorded the baseline"), "\(result)")
    #expect(try await gated.verify().isSuccess)
  }

  @Test(
    "a gated reference that was made past the gate is found",
    arguments: ["refs/heads/release/2", "refs/tags/v2"]
  )
  func madePastTheGate(_ name: String) async throws {
    let gated = try await GatedMain.make(
      policy: "targets: [{ref: refs/heads/*}, {ref: refs/tags/*}]"
    )
    try await gated.landHarmless()
    try await gated.server.git("update-ref", name, "main~1")
    let audit = try await gated.verify()
    #expect(audit.code == 1, "\(audit)")
    #expect(audit.words.contains("no record says how '\(name)' came to"), "\(audit)")
    #expect(audit.words.contains("'countersign init' takes it as given"), "\(audit)")
    #expect(try await gated.server.countersign("init").isSuccess)
    let taken = try await gated.verify()
    #expect(taken.isSuccess, "\(taken)")
    #expect(taken.words.contains("note: the baseline of '\(name)' was taken later"), "\(taken)")
  }

  @Test("a reference that was made past the gate and then pushed to is noted")
  func pushedToSince() async throws {
    let gated = try await GatedMain.make(policy: "targets: [{ref: refs/heads/*}]")
    try await gated.landHarmless()
    try await gated.server.git("branch", "release/2", gated.start)
    #expect(try await gated.clone.push("HEAD:refs/heads/release/2").isSuccess)
    let audit = try await gated.verify()
    let start = gated.start.prefix(10)
    let note = "note: 'refs/heads/release/2' was at \(start) before its first record"
    #expect(audit.words.contains(note), "\(audit)")
  }

  @Test(
    "a baseline of another reference takes nothing as given that came to this one past the gate"
  )
  func launderedByBaseline() async throws {
    let gated = try await GatedMain.make(
      policy: "targets: [{ref: refs/heads/*, environment: staging}]"
    )
    try await gated.landHarmless()
    let evil = try await gated.clone.commit(["iam/a": "evil\n"])
    #expect(try await gated.clone.push("HEAD:refs/elsewhere/x").isSuccess)
    try await gated.server.moveWithoutGate("refs/heads/main", to: evil)
    try await gated.server.moveWithoutGate("refs/heads/release/9", to: evil)
    #expect(try await gated.server.countersign("init").isSuccess)
    let audit = try await gated.verify()
    #expect(audit.code == 1, "\(audit)")
    #expect(
      audit.words.contains("commit \(evil) on 'refs/heads/main' has no landed decision"),
      "\(audit)"
    )
    #expect(audit.words.contains("2 commits on gated references"), "\(audit)")
    let later = try await gated.landHarmless()
    try await gated.clone.trust()
    let deploy = try await gated.clone.countersign(
      "check",
      "--environment",
      "staging",
      "--to",
      later
    )
    #expect(deploy.code == 1, "\(deploy)")
    #expect(deploy.words.contains("commit \(evil.prefix(10)) has no landed decision"), "\(deploy)")
  }

  @Test("what the policy gates no longer is noted, and a tag of an auditor's own named as one")
  func notGatedAnyMore() async throws {
    let gated = try await GatedMain.make(
      policy: "targets: [{ref: refs/heads/*}, {ref: refs/tags/*}]",
      trusting: true
    )
    try await gated.landHarmless()
    try await gated.clone.git("fetch", "--quiet", "origin")
    try await gated.clone.git("tag", "mine")
    let clone = try await gated.clone.countersign("audit", "verify")
    #expect(clone.code == 1 && clone.words.contains("where it is your own"), "\(clone)")
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let narrower = try TestFile.text(file).replacing("{ref: refs/heads/*}, ", with: "")
    try TestFile.write(Array(narrower.utf8), to: file)
    #expect(try await gated.server.countersign("reconcile").isSuccess)
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
    #expect(audit.words.contains("note: 'refs/heads/main' is not gated any more"), "\(audit)")
  }

  @Test("what was branched off a reference with a late baseline is explained by it")
  func branchedOffLateBaseline() async throws {
    let gated = try await GatedMain.make(policy: "targets: [{ref: refs/heads/*}]")
    try await gated.landHarmless()
    try await gated.clone.git("checkout", "--quiet", "--orphan", "old")
    try await gated.clone.commit(["iam/old": "x\n"])
    #expect(try await gated.clone.push("HEAD:refs/elsewhere/x").isSuccess)
    let old = try await gated.clone.git("rev-parse", "HEAD").line
    try await gated.server.moveWithoutGate("refs/heads/old", to: old)
    #expect(try await gated.server.countersign("init").isSuccess)
    #expect(try await gated.clone.push("HEAD:refs/heads/new").isSuccess)
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
  }

  @Test("'audit log' and 'audit show' exit 1 where a record was altered, and print nothing raw")
  func alteredRecord() async throws {
    let gated = try await GatedMain.make()
    let commit = try await gated.landHarmless()
    func audit(_ arguments: String...) async throws -> Finished {
      try await Tool.run(Tool.countersign, ["audit"] + arguments, in: gated.server.path)
    }
    #expect(try await audit("show", commit).isSuccess)
    let note = try await gated.server.records(on: commit)
    let forged = note.replacing("pusher bob", with: "pusher ben").replacing(
      "outcome allowed",
      with: "outcome \u{1B}[31mallowed"
    )
    try TestFile.write(Array(forged.utf8), to: "\(gated.server.path)/forged")
    let blob = try await gated.server.git("hash-object", "-w", "forged").line
    let message = try await gated.server.git("log", "-1", "--format=%B", Self.decisions).text
    try await gated.server.git(
      "notes",
      "--ref",
      Self.decisions,
      "add",
      "-f",
      "-C",
      blob,
      commit,
      environment: gated.server["dana"].environment
    )
    let tree = try await gated.server.git("rev-parse", "\(Self.decisions)^{tree}").line
    let tip = try await gated.server.git(
      "commit-tree",
      tree,
      "-p",
      "\(Self.decisions)^",
      "-m",
      message,
      environment: gated.server["dana"].environment
    ).line
    try await gated.server.git("update-ref", Self.decisions, tip)
    let log = try await audit("log")
    #expect(log.code == 1 && log.words.contains("what is listed may not be all"), "\(log)")
    let shown = try await audit("show", commit)
    #expect(shown.code == 1 && shown.words.contains("has a bad signature"), "\(shown)")
    #expect(shown.text.contains(#"outcome \x1b[31mallowed"#), "\(shown)")
  }

  @Test("a cut tail of refusals shows in the head that was noted")
  func cutRefusals() async throws {
    let gated = try await GatedMain.make()
    try await gated.clone.commit(["iam/a": "x\n"])
    #expect(try await !gated.clone.push("HEAD:refs/heads/main").isSuccess)
    let printed = try await gated.verify().text
    let command = try #require(printed.split(separator: "\n").last { $0.hasPrefix("    ") })
    let arguments = command.split(separator: " ").dropFirst(3).map(String.init)
    #expect(arguments.count == 4, "\(printed)")
    func verify() async throws -> Finished {
      try await Tool.run(Tool.countersign, ["audit", "verify"] + arguments, in: gated.server.path)
    }
    #expect(try await verify().isSuccess)
    try await gated.server.git("update-ref", Self.refusals, "\(Self.refusals)~1")
    let cut = try await verify()
    #expect(cut.code == 1 && cut.words.contains("the tail was cut off"), "\(cut)")
  }

  @Test("deployment records are audited, and missed where the reference is gone")
  func deployments() async throws {
    let gated = try await GatedMain.make()
    let commit = try await gated.landHarmless()
    let name = "refs/notes/countersign/deployments"
    let record = try await gated.server.records(on: commit)
    for (text, problem) in [("looks good\n", "cannot be read"), (record, "is no record of this")] {
      let tip = try #require(try await gated.server.tip(name))
      try await gated.server.git(
        "notes",
        "--ref",
        name,
        "add",
        "-f",
        "-m",
        text,
        commit,
        environment: gated.server["dana"].environment
      )
      let audit = try await gated.verify()
      #expect(audit.code == 1 && audit.words.contains(problem), "\(audit)")
      try await gated.server.git("update-ref", name, tip)
    }
    try await gated.server.git("update-ref", "-d", name)
    let audit = try await gated.verify()
    #expect(audit.code == 1 && audit.words.contains("'\(name)' is gone"), "\(audit)")
  }

  @Test("a published policy that is gone or nobody's is what an audit names")
  func publishedPolicy() async throws {
    let gated = try await GatedMain.make()
    try await gated.landHarmless()
    let name = "refs/countersign/policy"
    let tip = try #require(try await gated.server.tip(name))
    try await gated.server.git("update-ref", "-d", name)
    let gone = try await gated.verify()
    #expect(gone.code == 1 && gone.words.contains("'\(name)' is gone"), "\(gone)")
    let forged = try await gated.server.git(
      "commit-tree",
      "\(tip)^{tree}",
      "-p",
      tip,
      "-m",
      "x",
      environment: gated.server["dana"].environment
    ).line
    try await gated.server.git("update-ref", name, forged)
    let unsigned = try await gated.verify()
    #expect(unsigned.code == 1, "\(unsigned)")
    #expect(
      unsigned.words.contains("'\(name)' holds \(forged.prefix(10)), which nobody signed"),
      "\(unsigned)"
    )
  }
}
