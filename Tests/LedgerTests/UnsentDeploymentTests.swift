import GateTesting
import Testing

/// Several stages record side by side, each in a clone of its own, and send when they come to it.
@Suite("Deployment records that were not sent yet")
struct UnsentDeploymentTests {
  private let deployments = "refs/notes/countersign/deployments"

  /// A second stage's clone, which trusts the server and signs with the same key.
  private func clone(_ gated: GatedMain, _ stage: TestPerson) async throws -> TestClone {
    let clone = try await gated.server.clone("other")
    try await clone.trust()
    for clone in [gated.clone, clone] {
      try await clone.git("fetch", "--quiet")
      try await clone.git("config", "countersign.signingKey", stage.key)
    }
    return clone
  }

  /// With a base, the same verdict is another record, however soon it follows.
  private func record(_ environment: String, from base: String? = nil, in clone: TestClone)
    async throws
  {
    let arguments =
      ["check", "--environment", environment, "--to", "HEAD", "--record"]
      + (base.map { ["--from", $0] } ?? [])
    let check = try await Tool.run(Tool.countersign, arguments, in: clone.path)
    #expect(check.isSuccess, "\(check)")
  }

  private func environments(_ note: String) -> [String] {
    note.split(separator: "\n").filter { $0.hasPrefix("environment ") }
      .map { String($0.dropFirst("environment ".count)) }.sorted()
  }

  private func environments(in clone: TestClone) async throws -> [String] {
    environments(try await clone.git("notes", "--ref", deployments, "show", "HEAD").text)
  }

  private func expectAudit(_ clone: TestClone) async throws {
    let audit = try await clone.countersign("audit", "verify")
    #expect(audit.isSuccess, "\(audit)")
  }

  @Test("no fetch takes them away, and they go on top of what others sent meanwhile")
  func fetched() async throws {
    let (gated, stage) = try await GatedMain.withStage()
    let commit = try await gated.landHarmless()
    let other = try await clone(gated, stage)
    // What both have in common is not to be there twice.
    try await record("staging", in: other)
    #expect(try await other.push(deployments).isSuccess)
    try await gated.clone.git("fetch", "--quiet")
    try await record("production", in: gated.clone)
    try await record("production", from: "HEAD^", in: other)
    #expect(try await other.push(deployments).isSuccess)
    for arguments in [["fetch", "--quiet"], ["fetch", "--quiet", "--prune"]] {
      try await Tool.succeed("git", arguments, in: gated.clone.path)
      #expect(try await environments(in: gated.clone) == ["production", "staging"])
      try await expectAudit(gated.clone)
    }
    let shown = try await gated.clone.countersign("audit", "show", commit)
    #expect(environments(shown.text).count >= 3, "\(shown)")
    #expect(try await !gated.clone.push(deployments).isSuccess)
    let doctor = try await gated.clone.countersign("doctor")
    #expect(doctor.words.contains("deployment records here that were not sent"), "\(doctor)")
    // Both what recorded next and what trusted again unites them.
    try await record("staging", from: "HEAD^", in: gated.clone)
    let push = try await gated.clone.push(deployments)
    #expect(push.isSuccess, "\(push)")
    let all = ["production", "production", "staging", "staging"]
    #expect(try await environments(in: gated.clone) == all)
    #expect(
      environments(try await gated.server.records(on: commit, in: "deployments")) == all
    )
    try await expectAudit(gated.clone)
    #expect(try await gated.verify().isSuccess)
  }

  @Test("'trust' puts them on top of what others sent, and puts an older clone right")
  func trusted() async throws {
    let (gated, stage) = try await GatedMain.withStage()
    let commit = try await gated.landHarmless()
    let other = try await clone(gated, stage)
    let (key, old) = ("remote.origin.fetch", "+\(deployments)*:\(deployments)*")
    let new = "+\(deployments)*:refs/countersign/remote/deployments*"
    try await gated.clone.git("config", "--fixed-value", "--replace-all", key, old, new)
    try await gated.clone.git("fetch", "--quiet")
    try await gated.clone.git("update-ref", "-d", "refs/countersign/remote/deployments")
    let warned = try await gated.clone.countersign("doctor")
    #expect(warned.words.contains("'git fetch' takes away deployment records"), "\(warned)")
    try await record("production", in: gated.clone)
    try await record("staging", in: other)
    #expect(try await other.push(deployments).isSuccess)
    try await gated.clone.trust()
    let refspecs = try await gated.clone.git("config", "--get-all", key).text.split(separator: "\n")
    #expect(refspecs.contains(Substring(new)) && !refspecs.contains(Substring(old)))
    #expect(refspecs.contains("+refs/heads/*:refs/remotes/origin/*"))
    #expect(try await environments(in: gated.clone) == ["production", "staging"])
    let push = try await gated.clone.push(deployments)
    #expect(push.isSuccess, "\(push)")
    let sent = environments(try await gated.server.records(on: commit, in: "deployments"))
    #expect(sent == ["production", "staging"])
    let doctor = try await gated.clone.countersign("doctor")
    #expect(doctor.words.contains("every deployment record here was sent"), "\(doctor)")
  }

  @Test("what is no record among them is no record lost: nothing is united")
  func unreadable() async throws {
    let (gated, stage) = try await GatedMain.withStage()
    try await gated.landHarmless()
    let other = try await clone(gated, stage)
    try await record("staging", in: other)
    #expect(try await other.push(deployments).isSuccess)
    try await gated.clone.git("notes", "--ref", deployments, "add", "-m", "deployed", "HEAD")
    let before = try await gated.clone.git("rev-parse", deployments).line
    let trust = try await gated.clone.countersign("trust")
    #expect(trust.code == 2 && trust.words.contains("cannot be read"), "\(trust)")
    #expect(try await gated.clone.git("rev-parse", deployments).line == before)
  }

  @Test("an audit looks at what was fetched, and 'git log' shows it")
  func fetchedAlone() async throws {
    let (gated, stage) = try await GatedMain.withStage()
    try await gated.landHarmless()
    let other = try await clone(gated, stage)
    try await record("staging", in: other)
    #expect(try await other.push(deployments).isSuccess)
    let auditor = try await gated.server.clone("auditor")
    try await auditor.trust()
    #expect(try await auditor.git("log", "-1").text.contains("countersign deployment v1"))
    let shown = try await auditor.countersign("audit", "show", "HEAD")
    #expect(environments(shown.text).contains("staging"), "\(shown)")
    let append = ["notes", "--ref", deployments, "append", "-m", "x", "refs/heads/main"]
    let environment = gated.server["bob"].environment
    try await Tool.succeed("git", append, in: gated.server.path, environment: environment)
    try await auditor.git("fetch", "--quiet")
    let audit = try await auditor.countersign("audit", "verify")
    #expect(audit.code == 1 && audit.words.contains("cannot be read"), "\(audit)")
  }
}
