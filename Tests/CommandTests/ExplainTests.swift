import GateTesting
import Testing

@Suite("explain")
struct ExplainTests {
  @Test("an author learns before pushing what the server then says")
  func beforeAndAfter() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let asked = try await site.run(["explain"])
    #expect(asked.code == 1)
    #expect(
      asked.text.hasPrefix("countersign: would refuse 'refs/heads/main' (approval-missing)\n")
    )
    #expect(asked.text.contains("assuming that 'bob' pushes it, whose e-mail git has here"))
    let refused = try await site.clone.push("HEAD:refs/heads/main")
    let own = asked.text.split(separator: "\n").filter {
      $0.hasPrefix("countersign:   ") || $0.hasPrefix("    git")
    }
    let servers = refused.remoteLines.filter {
      $0.hasPrefix("countersign:   ") || $0.hasPrefix("    git")
    }
    #expect(own.map(String.init) == servers)
    #expect(try await site.approve("--push", "--yes", as: "alice").isSuccess)
    let nothing = try await site.run(["explain"])
    #expect(nothing.code == 0 && nothing.text.contains("has 1 (alice)"), "\(nothing)")
    #expect(try await site.clone.push("HEAD:refs/heads/main").isSuccess)
  }

  @Test("who pushes makes a difference, and can be said")
  func pusher() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let alice = try await site.run(["explain", "--pusher", "alice"])
    #expect(alice.text.contains("may still approve: dana\n"), "\(alice)")
    // A reviewer who asks is not taken for the one who pushes, whatever the clone says.
    for configured in [false, true] {
      if configured { try await site.clone.git("config", "countersign.login", "dana") }
      let reviewer = try await site.run(["explain"], as: "dana")
      #expect(reviewer.text.contains("may still approve: alice or dana\n"), "\(reviewer)")
      #expect(reviewer.words.contains("'bob' pushes it, the author of its last commit"))
      #expect(reviewer.words.contains("had a hand in it, and cannot approve it: bob"))
    }
    // An agent does not push by itself: then it is whoever asks.
    let bot = "deploy-bot <deploy-bot@example.com>"
    try await site.clone.git("commit", "--quiet", "--amend", "--no-edit", "--author", bot)
    let dana = try await site.run(["explain"])
    #expect(dana.words.contains("'dana' pushes it, as git's countersign.login says"), "\(dana)")
    #expect(dana.words.contains("cannot approve it: alice, bob, dana and deploy-bot"), "\(dana)")
    let nobody = try await site.run(["explain", "--pusher", "mallory"])
    #expect(nobody.text.contains("unattributable-author"))
  }

  @Test("an approval commit on top is not taken for the work of who pushes")
  func approvalCommit() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    for person in ["alice", "dana"] {
      #expect(try await site.approve("--as", "commit", "--yes", as: person).isSuccess)
      let explained = try await site.run(["explain"], as: person)
      #expect(explained.isSuccess && explained.words.contains("'bob' pushes it"), "\(explained)")
    }
    // An empty commit that says nothing of the kind is a commit like any.
    try await site.clone.commit([:], as: "alice")
    let other = try await site.run(["explain"], as: "dana")
    #expect(other.words.contains("'alice' pushes it"), "\(other)")
    try await site.clone.git("reset", "--quiet", "--hard", "HEAD~1")
    #expect(try await site.clone.push("HEAD:refs/heads/main").isSuccess)
  }

  @Test(
    "a new branch of a gated family is compared with its siblings on the server, not with branches here"
  )
  func siblings() async throws {
    let site = try await Site.make()
    try await site.server.git("branch", "release/1", "main")
    try await Tool.succeed(
      Tool.countersign,
      ["init", "--bare", site.server.path],
      in: site.server.path
    )
    try await site.clone.git("fetch", "--quiet")
    try await site.clone.commit(["iam/a.json": "1\n"])
    try await site.clone.git("branch", "release/9")
    let result = try await site.run(["explain", "--target", "release/2", "--format", "json"])
    #expect(result.code == 1)
    #expect(result.text.contains("\"kind\": \"path.added\""))
    #expect(!result.text.contains("ref.created"))
  }

  @Test("ungated, deleted, forced, and two ways to say a range")
  func forms() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    #expect(
      try await site.run(["explain", "--target", "wip"]).text.contains(
        "is not gated: nothing is asked"
      )
    )
    #expect(
      try await site.run(["explain", "--delete", "origin/main"]).text.contains(
        "deletes refs/heads/main"
      )
    )
    #expect(try await site.run(["explain", "HEAD", "--force", "--from", "HEAD"]).code == 2)
    let forced = try await site.run(["explain", "HEAD..HEAD~1", "--force"])
    #expect(forced.text.contains("rewinds refs/heads/main"))
    let range = try await site.run(["explain", "origin/main..HEAD"])
    let ends = try await site.run(["explain", "--from", "origin/main", "--to", "HEAD"])
    #expect(range.text == ends.text && range.code == 1)
    let environment = try await site.run(["explain", "--environment", "production"])
    #expect(environment.text.contains("'environment/production'"))
    #expect(
      try await site.run(["explain", "--environment", "moon"]).errorText.contains(
        "its environments are production, staging"
      )
    )
  }

  @Test("without trust it says how to get it, and a policy by another key is not used")
  func untrusted() async throws {
    let site = try await Site.make()
    let clone = try await site.server.clone("fresh")
    let none = try await clone.countersign("explain")
    #expect(none.code == 2 && none.errorText.contains("'countersign trust origin'"))
    try await site.clone.git("config", "countersign.serverKey", "SHA256:somebody-else")
    let other = try await site.run(["explain"])
    #expect(other.code == 2 && other.errorText.contains("another key is pinned here"), "\(other)")
  }
}
