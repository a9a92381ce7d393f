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
