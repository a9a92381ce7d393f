import GateTesting
import Testing

@Suite("Deployment records and deploy checks")
struct DeploymentTests {
  private let deployments = "refs/notes/countersign/deployments"

  /// `more` are further arguments.
  private func record(_ gated: GatedMain, key: String, _ more: [String] = []) async throws {
    try await gated.clone.git("config", "countersign.signingKey", key)
    try await gated.clone.git("fetch", "--quiet", "origin", "+\(deployments):\(deployments)")
    let check = try await check(gated, more)
    #expect(check.isSuccess, "\(check)")
  }

  private func check(_ gated: GatedMain, _ more: [String] = []) async throws -> Finished {
    try await Tool.run(
      Tool.countersign,
      ["check", "--environment", "staging", "--to", "HEAD", "--record"] + more,
      in: gated.clone.path
    )
  }

  /// A range that is judged by a policy of one's own, in which a stage has another key.
  private func judging(_ gated: GatedMain, stage: TestPerson, listing key: String) throws
    -> [String]
  {
    let directory = "\(gated.server.path)/countersign"
    let own = try TestFile.text("\(directory)/signing_key.pub")
      .split(separator: " ").prefix(2).joined(separator: " ")
    let policy = try TestFile.text("\(directory)/policy.yaml")
      .replacing(own, with: "OWN").replacing(stage.publicKey, with: key)
      .replacing("OWN", with: key == own ? stage.publicKey : own)
    try TestFile.write(Array(policy.utf8), to: "\(directory)/other.yaml")
    return ["--from", gated.start, "--policy", "file:\(directory)/other.yaml"]
  }

  @Test("a stage's record is taken, signed by its key, and nothing that is there may go")
  func recorded() async throws {
    let (gated, stage) = try await GatedMain.withStage()
    let commit = try await gated.landHarmless()
    try await gated.clone.git("fetch", "--quiet", "origin")
    try await record(gated, key: stage.key)
    let push = try await gated.clone.push(deployments)
    #expect(push.isSuccess, "\(push)")
    let text = try await gated.server.records(on: commit, in: "deployments")
    #expect(
      text.hasPrefix("countersign deployment v1\n") && text.contains("\nsignature stage SHA256:")
    )
    #expect(text.contains("\noutcome allowed\n") && text.contains("\ntarget environment/staging\n"))
    #expect(text.contains("\nbasis ledger sha256:"))
    let before = try await gated.server.tip(deployments)
    try await gated.clone.git("notes", "--ref", deployments, "remove", commit)
    let removal = try await gated.clone.push(deployments)
    #expect(removal.remoteText.contains("takes away or changes a record"), "\(removal)")
    #expect(try await gated.server.tip(deployments) == before)
  }

  @Test("one verdict that is recorded twice within a second is one record")
  func recordedAtOnce() async throws {
    let (gated, stage) = try await GatedMain.withStage()
    let commit = try await gated.landHarmless()
    try await gated.clone.git("fetch", "--quiet", "origin")
    try await record(gated, key: stage.key)
    for _ in 1...3 {
      let check = ["check", "--environment", "staging", "--to", "HEAD", "--record"]
      _ = try await Tool.run(Tool.countersign, check, in: gated.clone.path)
    }
    let note = try await gated.clone.git("notes", "--ref", deployments, "show", commit).text
    let records = note.split(separator: "countersign deployment v1")
    #expect(Set(records).count == records.count, "\(note)")
    #expect(try await gated.clone.push(deployments).isSuccess)
  }

  @Test(
    "a record says what the verdict rests on: a decision, no decision, or a range judged by itself"
  )
  func basis() async throws {
    let (gated, stage) = try await GatedMain.withStage()
    let landed = try await gated.landHarmless()
    try await gated.clone.git("fetch", "--quiet", "origin")
    let other = try await gated.clone.commit(["README.md": "later\n"])
    try await gated.clone.git("config", "countersign.signingKey", stage.key)
    let digest = try await gated.server.countersign("audit", "log", "--format", "json").text
      .split(separator: "\"").first { $0.hasPrefix("sha256:") }
    for (arguments, commit, basis, code) in [
      (["--to", landed], landed, "ledger \(digest ?? "")", 0),
      (["--to", gated.start], gated.start, "ledger -", 0), (["--to", other], other, "ledger -", 1),
      (["--from", landed, "--to", other], other, "range", 0),
    ] {
      let check = try await Tool.run(
        Tool.countersign,
        ["check", "--environment", "staging", "--record"] + arguments,
        in: gated.clone.path
      )
      #expect(check.code == code, "\(check)")
      let note = try await gated.clone.git("notes", "--ref", deployments, "show", commit).text
      #expect(note.contains("\nbasis \(basis)\n"), "\(note)")
    }
  }

  @Test(
    "what no listed key signed, what lies elsewhere and what is no record is refused",
    arguments: ["a server key", "a stranger's key", "copied", "text", "deleted"]
  )
  func refused(_ what: String) async throws {
    let (gated, stage) = try await GatedMain.withStage()
    let commit = try await gated.landHarmless()
    try await gated.clone.git("fetch", "--quiet", "origin")
    var refspec = deployments
    switch what {
    case "a server key":
      let key = "\(gated.server.path)/countersign/signing_key"
      let own = try TestFile.text("\(key).pub").split(separator: " ").prefix(2)
        .joined(separator: " ")
      try await record(gated, key: key, judging(gated, stage: stage, listing: own))
    case "a stranger's key":
      let bob = gated.server["bob"]
      try await record(gated, key: bob.key, judging(gated, stage: stage, listing: bob.publicKey))
    case "copied":
      try await record(gated, key: stage.key)
      try await gated.clone.git("notes", "--ref", deployments, "copy", commit, gated.start)
    case "text":
      try await gated.clone.git("fetch", "--quiet", "origin", "+\(deployments):\(deployments)")
      try await gated.clone.git("notes", "--ref", deployments, "add", "-m", "deployed", commit)
    default: refspec = ":\(deployments)"
    }
    let before = try await gated.server.tip(deployments)
    let push = try await gated.clone.push(refspec)
    #expect(!push.isSuccess && push.remoteText.contains("protected-ref"), "\(push)")
    #expect(try await gated.server.tip(deployments) == before)
  }

  @Test(
    "a key that the policy does not list for deployments puts nothing on record",
    arguments: ["a server key", "a stranger's key", "a key that is over"]
  )
  func unlisted(_ what: String) async throws {
    let (gated, stage) = try await GatedMain.withStage()
    try await gated.landHarmless()
    try await gated.clone.git("fetch", "--quiet", "origin")
    var more: [String] = []
    let key: String
    switch what {
    case "a server key": key = "\(gated.server.path)/countersign/signing_key"
    case "a stranger's key": key = gated.server["bob"].key
    default:
      key = stage.key
      more = try judging(gated, stage: stage, listing: stage.publicKey)
      let file = "\(gated.server.path)/countersign/other.yaml"
      let policy = try TestFile.text(file).replacing(
        "ledgers: [",
        with: "valid_to: 2020-01-01T00:00:00Z, ledgers: ["
      )
      try TestFile.write(Array(policy.utf8), to: file)
    }
    try await gated.clone.git("config", "countersign.signingKey", key)
    let result = try await check(gated, more)
    #expect(result.code == 2 && result.text.isEmpty, "\(result)")
    #expect(result.words.contains("the key 'SHA256:"), "\(result)")
    #expect(result.words.contains("ledgers: [deployments]"), "\(result)")
    #expect(try await gated.clone.git("for-each-ref", deployments).text.isEmpty)
  }

  @Test("a stage's key signs no decisions: a landing that it made up is worth nothing")
  func stageKeyIsNoServerKey() async throws {
    let (gated, stage) = try await GatedMain.withStage()
    try await gated.server.git("config", "countersign.signingKey", stage.key)
    let commit = try await gated.landHarmless()
    let audit = try await gated.verify()
    #expect(audit.code == 1 && audit.words.contains("no key of this ledger"), "\(audit)")
    try await gated.clone.git("fetch", "--quiet", "origin")
    let check = try await gated.clone.countersign(
      "check",
      "--environment",
      "staging",
      "--to",
      commit
    )
    #expect(check.code == 2, "\(check)")
  }

  @Test(
    "a deploy by the ledger passes for what landed, the middle of a push too, and for nothing else"
  )
  func check() async throws {
    let gated = try await GatedMain.make(trusting: true)
    let middle = try await gated.clone.commit(["README.md": "1\n"])
    let tip = try await gated.landHarmless()
    let later = try await gated.clone.commit(["README.md": "3\n"])
    try await gated.clone.git("fetch", "--quiet", "origin")
    for (commit, code) in [(gated.start, 0), (middle, 0), (tip, 0), (later, 1)] {
      let check = try await gated.clone.countersign(
        "check",
        "--environment",
        "staging",
        "--to",
        commit
      )
      #expect(check.code == code, "\(commit): \(check)")
    }
    let other = try await gated.clone.countersign(
      "check",
      "--environment",
      "production",
      "--to",
      tip
    )
    // `release/*` honours `main`, so what landed there may go to production.
    #expect(other.isSuccess, "\(other)")
  }

  @Test("case 73: what came past the gate stops every deploy above it")
  func pastTheGate() async throws {
    let gated = try await GatedMain.make(trusting: true)
    let evil = try await gated.clone.commit(["iam/a": "evil\n"])
    #expect(try await gated.clone.push("HEAD:refs/heads/feature").isSuccess)
    try await gated.server.moveWithoutGate("refs/heads/main", to: evil)
    let tip = try await gated.landHarmless()
    try await gated.clone.git("fetch", "--quiet", "origin")
    let check = try await gated.clone.countersign("check", "--environment", "staging", "--to", tip)
    #expect(check.code == 1 && "\(check)".contains(String(evil.prefix(10))), "\(check)")
    #expect("\(check)".contains("has no landed decision"), "\(check)")
  }

  @Test("a key that was revoked since speaks against what it approved, until that is changed anew")
  func revokedSince() async throws {
    let gated = try await GatedMain.make()
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let policy = try TestFile.text(file).replacing(
      "keys: {ssh: allowed_signers}",
      with: "keys: {ssh: allowed_signers, revoked: revoked_keys}"
    )
    try TestFile.write([], to: "\(gated.server.path)/countersign/revoked_keys")
    try TestFile.write(Array(policy.utf8), to: file)
    #expect(try await gated.server.countersign("init").isSuccess)
    try await gated.clone.trust()
    let approved = try await gated.land(["iam/a": "v1\n"])
    let above = try await gated.landHarmless()
    try TestFile.write(
      Array("\(gated.server["alice"].publicKey)\n".utf8),
      to: "\(gated.server.path)/countersign/revoked_keys"
    )
    #expect(try await gated.server.countersign("reconcile").isSuccess)
    try await gated.clone.git("fetch", "--quiet", "origin")
    for commit in [approved, above] {
      let check = try await gated.clone.countersign(
        "check",
        "--environment",
        "staging",
        "--to",
        commit
      )
      #expect(check.code == 1 && "\(check)".contains("key-revoked"), "\(check)")
    }
    let anew = try await gated.land(["iam/a": "v2\n"], approvedBy: "dana")
    try await gated.clone.git("fetch", "--quiet", "origin")
    let check = try await gated.clone.countersign("check", "--environment", "staging", "--to", anew)
    #expect(check.isSuccess, "\(check)")
    // The record was right when it was made.
    let audit = try await gated.verify()
    #expect(audit.isSuccess, "\(audit)")
  }
}
