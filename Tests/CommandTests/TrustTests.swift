import GateTesting
import Testing

@Suite("trust")
struct TrustTests {
  @Test("it works before anything was decided, and again, and every later fetch works")
  func again() async throws {
    let server = try await TestServer()
    // What an older server does not have must not break 'git fetch'.
    for name in ["decisions", "refusals", "approvals", "deployments"] {
      try await server.git("update-ref", "-d", "refs/notes/countersign/\(name)")
    }
    let clone = try await server.clone()
    let first = try await clone.countersign("trust", "--yes")
    #expect(first.isSuccess && first.text.contains("SHA256:"), "\(first)")
    let config = try await clone.git("config", "--list", "--local").text
    let second = try await clone.countersign("trust")
    #expect(second.isSuccess && second.text.contains("is trusted already"), "\(second)")
    #expect(try await clone.git("config", "--list", "--local").text == config)
    #expect(config.contains("notes.displayref=refs/notes/countersign/*"))
    #expect(config.contains("notes.countersign/approvals.mergestrategy=union"))
    try await clone.git("fetch", "--quiet")
  }

  @Test("a key that has changed is said loudly, and pinned only when asked to")
  func changed() async throws {
    let server = try await TestServer()
    let clone = try await server.clone()
    try await clone.trust()
    try await clone.git("config", "countersign.serverKey", "SHA256:the-old-one")
    let script = "setsid --wait \(Tool.countersign) trust"
    let asked = try await Tool.run(
      "sh",
      ["-c", script],
      in: clone.path,
      environment: server["bob"].environment
    )
    #expect(asked.code == 1, "\(asked)")
    #expect(asked.text.contains("WARNING: the key of 'origin' has CHANGED"))
    #expect(try await clone.git("config", "countersign.serverKey").line == "SHA256:the-old-one")
    #expect(try await clone.countersign("trust", "--yes").isSuccess)
    #expect(try await clone.git("config", "countersign.serverKey").line != "SHA256:the-old-one")
  }

  @Test("a fetch never overwrites approvals that were not sent yet")
  func unsent() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    #expect(try await site.approve("--yes", as: "alice").isSuccess)
    let before = try await site.clone.git("rev-parse", "refs/notes/countersign/approvals").line
    try await site.clone.git("fetch", "--quiet")
    #expect(
      try await site.clone.git("rev-parse", "refs/notes/countersign/approvals").line == before
    )
    let pushed = try await site.clone.push("refs/notes/countersign/approvals", as: "alice")
    #expect(pushed.isSuccess, "\(pushed)")
  }

  @Test("approvals that another reviewer was faster with are united, and can be pushed")
  func united() async throws {
    let site = try await Site.make()
    let approvals = "refs/notes/countersign/approvals"
    try await site.clone.commit(["iam/a.json": "1\n"])
    try await site.clone.git("push", "--quiet", "origin", "HEAD:refs/heads/feature")
    #expect(try await site.approve("--yes", as: "alice").isSuccess)
    let other = try await site.server.clone("other")
    try await other.trust()
    let approve = [
      "approve", "origin/feature", "--key", site.server["dana"].key, "--yes", "--push",
    ]
    let dana = try await site.run(approve, as: "dana", in: other.path)
    #expect(dana.isSuccess, "\(dana)")
    #expect(try await !site.clone.push(approvals, as: "alice").isSuccess)
    // By hand and by force the hook is asked, and names the way.
    let forced = try await site.clone.push("+\(approvals)", as: "alice")
    #expect(!forced.isSuccess, "\(forced)")
    for command in ["'countersign trust origin'", "'git push origin \(approvals)'"] {
      #expect(forced.words.contains(command), "\(forced)")
    }
    try await site.clone.trust()
    #expect(try await site.clone.push(approvals, as: "alice").isSuccess)
    let explained = try await site.run(["explain"])
    #expect(explained.isSuccess, "\(explained)")
    let note = try await site.server.git("grep", "-h", "Countersigned-by:", approvals).text
    #expect(note.contains("reviewer=alice") && note.contains("reviewer=dana"), "\(note)")
  }

  @Test("no such remote, and one without a policy")
  func nothing() async throws {
    let site = try await Site.make()
    let unknown = try await site.run(["trust", "upstream", "--yes"])
    #expect(unknown.code == 2 && unknown.errorText.contains("there is no remote 'upstream'"))
    let bare = try await TestServer(setUp: false)
    let clone = try await bare.clone()
    let result = try await clone.countersign("trust", "--yes")
    #expect(result.code == 2 && result.errorText.contains("publishes no policy"), "\(result)")
  }
}
