import GateTesting
import Testing

@Suite("check")
struct CheckTests {
  /// A range with one sensitive commit by somebody who signs, and a policy outside of it.
  private func site() async throws -> (Site, policy: String) {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"], signed: true)
    return (site, "file:\(site.server.path)/countersign/policy.yaml")
  }

  private static let range = ["check", "origin/main..HEAD", "--target", "main"]

  @Test("a range is judged by itself, and says so; an approval turns the verdict")
  func range() async throws {
    let (site, policy) = try await site()
    let refused = try await site.run(Self.range + ["--policy", policy])
    #expect(refused.code == 1)
    #expect(refused.text.contains("judged by itself"))
    #expect(refused.words.contains("authors are held by their signatures alone"))
    #expect(refused.text.hasSuffix("countersign: not accepted\n"))
    #expect(try await site.approve("--yes", as: "alice").isSuccess)
    let allowed = try await site.run(Self.range + ["--policy", policy])
    #expect(allowed.code == 0 && allowed.words.contains("approved by alice"), "\(allowed)")
  }

  @Test(
    "where no server publishes a policy, the next command names the one that was given",
    arguments: [
      ["check", "origin/main..HEAD", "--target", "main"], ["explain"],
      ["check", "origin/main..HEAD", "--target", "main", "--format", "markdown"],
    ]
  )
  func unpublished(_ arguments: [String]) async throws {
    let (site, policy) = try await site()
    let published = try await site.run(arguments + ["--policy", policy])
    #expect(published.code == 1 && !published.text.contains("--policy"), "\(published)")
    try await site.clone.git("update-ref", "-d", "refs/countersign/policy")
    let refused = try await site.run(arguments + ["--policy", policy])
    let commands = refused.text.split(separator: "\n").filter { $0.hasPrefix("    git counter") }
    let command = try #require(commands.first, "\(refused)")
    let script = "\(command) --key '\(site.server["alice"].key)' --yes"
    let approval = try await site.shell(script, as: "alice")
    #expect(approval.isSuccess && command.hasSuffix("--policy \(policy)"), "\(approval)")
    #expect(try await site.run(arguments + ["--policy", policy]).isSuccess)
  }

  @Test("without the server's decisions no approval is taken as used, and it says that too")
  func noDecisions() async throws {
    let (site, policy) = try await site()
    try await site.clone.git("update-ref", "-d", "refs/notes/countersign/decisions")
    let result = try await site.run(Self.range + ["--policy", policy])
    #expect(result.words.contains("no approval is taken as used already"), "\(result)")
    let ledger = try await site.run(["check", "--environment", "staging", "--to", "HEAD"])
    #expect(ledger.code == 2 && ledger.errorText.contains("git fetch"), "\(ledger)")
  }

  @Test(
    "every format: the exit code is the verdict, standard output the report alone",
    arguments: ["text", "json", "sarif", "junit", "markdown", "github"]
  )
  func formats(_ format: String) async throws {
    let (site, policy) = try await site()
    let summary = site.server.scratch.path("summary.md")
    let result = try await site.run(
      Self.range + ["--policy", policy, "--format", format],
      environment: ["GITHUB_STEP_SUMMARY": summary]
    )
    #expect(result.code == 1)
    #expect(result.errors.isEmpty, "\(result.errorText)")
    #expect(result.text.contains("approval-missing"))
    #expect(TestFile.exists(summary) == (format == "github"))
    let broken = try await site.run(Self.range + ["--policy", "file:/nowhere", "--format", format])
    #expect(broken.code == 2)
    #expect(broken.text.isEmpty == ["text", "json", "markdown"].contains(format))
    #expect(broken.errorText.hasSuffix("countersign: not accepted\n"))
  }

  @Test("attack 72: a shallow clone is not judged")
  func shallow() async throws {
    let (site, policy) = try await site()
    let path = site.server.scratch.path("shallow")
    try await site.clone.git("push", "--quiet", "origin", "HEAD:refs/heads/wip")
    try await Tool.succeed(
      "git",
      ["clone", "--quiet", "--depth", "1", "-b", "wip", "file://\(site.server.path)", path],
      in: site.clone.path
    )
    let result = try await site.run(
      ["check", "--to", "HEAD", "--environment", "staging", "--policy", policy],
      in: path
    )
    #expect(result.code == 2)
    for hint in ["git fetch --unshallow", "fetch-depth: 0", "GIT_DEPTH: 0"] {
      #expect(result.errorText.contains(hint), "\(result)")
    }
  }

  @Test("attack 73: a local branch called origin/main is not the server's main")
  func shadow() async throws {
    let (site, policy) = try await site()
    try await site.clone.git("update-ref", "refs/heads/origin/main", "HEAD")
    let result = try await site.run(["check", "HEAD", "--target", "main", "--policy", policy])
    #expect(result.code == 1, "\(result)")
  }

  @Test("attack 74: the policy is never part of what is under test", arguments: ["file", "ref"])
  func policyUnderTest(_ kind: String) async throws {
    let (site, _) = try await site()
    for name in ["policy.yaml", "allowed_signers"] {
      let content = try TestFile.read("\(site.server.path)/countersign/\(name)")
      try TestFile.write(content, to: "\(site.clone.path)/\(name)")
    }
    try await site.clone.git("add", ".")
    try await site.clone.git("commit", "--quiet", "-m", "mine")
    let source = kind == "file" ? "file:policy.yaml" : "ref:refs/heads/main:policy.yaml"
    let result = try await site.run(Self.range + ["--policy", source])
    #expect(result.code == 2, "\(result)")
    #expect(result.words.contains("is part of what is under test"))
  }

  @Test(
    "attack 76: the environment has no say",
    arguments: [
      "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_NOTES_REF", "GIT_GRAFT_FILE",
      "GIT_SHALLOW_FILE",
      "GIT_REPLACE_REF_BASE", "GIT_NAMESPACE",
    ]
  )
  func environment(_ variable: String) async throws {
    let (site, policy) = try await site()
    let plain = try await site.run(Self.range + ["--policy", policy])
    let set = try await site.run(
      Self.range + ["--policy", policy],
      environment: [variable: "/nowhere"]
    )
    #expect(set.text == plain.text && set.code == plain.code, "\(set)")
  }

  @Test("attack 77: no program that the repository's config names is run")
  func config() async throws {
    let (site, policy) = try await site()
    let marker = site.server.scratch.path("ran")
    let program = try site.server.scratch.write(
      "#!/bin/sh\ntouch '\(marker)'\n",
      to: "program",
      mode: 0o755
    )
    for key in [
      "core.fsmonitor", "diff.external", "gpg.program", "gpg.ssh.program", "core.pager",
      "core.editor", "core.sshCommand",
    ] {
      try await site.clone.git("config", key, program)
    }
    let result = try await site.run(Self.range + ["--policy", policy])
    #expect(result.code == 1)
    #expect(!TestFile.exists(marker))
  }

  @Test("attack 78: a bare repository that came with the tree is not taken for the real one")
  func embedded() async throws {
    let (site, policy) = try await site()
    try await Tool.succeed("git", ["init", "--quiet", "--bare", "vendor"], in: site.clone.path)
    let result = try await site.run(
      Self.range + ["--policy", policy],
      in: "\(site.clone.path)/vendor"
    )
    #expect(result.code == 2 && result.words.contains("lies inside the working tree"), "\(result)")
    for name in ["HEAD", "config", "objects", "refs"] {
      try await Tool.succeed("mv", ["vendor/\(name)", name], in: site.clone.path)
    }
    let top = try await site.run(Self.range + ["--policy", policy])
    #expect(top.code == 1 && top.text.contains("iam/a.json"), "\(top)")
  }

  @Test("--wait fetches approvals until it is allowed")
  func wait() async throws {
    let (site, policy) = try await site()
    try await site.clone.git("push", "--quiet", "origin", "HEAD:refs/heads/review")
    let short = try await site.run(Self.range + ["--policy", policy, "--wait", "1s"])
    #expect(short.code == 1, "\(short)")
    async let waiting = site.run(Self.range + ["--policy", policy, "--wait", "60s"])
    let reviewer = Site(server: site.server, clone: try await site.server.clone("reviewer"))
    try await reviewer.clone.trust()
    #expect(try await reviewer.approve("origin/review", "--push", "--yes", as: "alice").isSuccess)
    let result = try await waiting
    #expect(result.code == 0, "\(result)")
  }

  @Test("by the server's records: only what a landed decision led to")
  func ledger() async throws {
    let (site, _) = try await site()
    #expect(try await site.approve("--push", "--yes", as: "alice").isSuccess)
    let early = try await site.run(["check", "--environment", "staging", "--to", "HEAD"])
    #expect(early.code == 1, "\(early)")
    #expect(try await site.clone.push("HEAD:refs/heads/main").isSuccess)
    try await site.clone.git("fetch", "--quiet")
    let landed = try await site.run(["check", "--environment", "staging", "--to", "HEAD"])
    #expect(landed.code == 0 && landed.text.contains("by the server's records"), "\(landed)")
    #expect(!landed.text.contains("sensitive change"), "\(landed)")
    // What it names is there to be read.
    let head = try await site.clone.git("rev-parse", "--short=10", "HEAD").line
    #expect(landed.words.contains("'countersign audit show \(head)'"), "\(landed)")
    let record = try await site.run(["audit", "show", head])
    #expect(record.text.contains("finding iam") && record.text.contains(" alice"), "\(record)")
    let json = try await site.run([
      "check", "--environment", "staging", "--to", "HEAD", "--format", "json",
    ])
    #expect(json.code == 0 && json.text.hasPrefix("{") && json.errors.isEmpty)
    #expect(json.text.contains("\"findings\": null"), "\(json)")
  }

  @Test("--record puts the verdict on record, whatever it is")
  func record() async throws {
    let (site, policy) = try await site()
    let keyless = try await site.run(Self.range + ["--policy", policy, "--record"])
    #expect(keyless.code == 2 && keyless.text.isEmpty, "\(keyless)")
    try await site.clone.git(
      "config",
      "countersign.signingKey",
      site.server["carol"].key
    )
    try site.server.list(stage: site.server["carol"].publicKey)
    let result = try await site.run(Self.range + ["--policy", policy, "--record"])
    #expect(
      result.code == 1 && result.text.contains("refs/notes/countersign/deployments"),
      "\(result)"
    )
    let note = try await site.clone.git("notes", "--ref=countersign/deployments", "show", "HEAD")
    #expect(note.text.contains("outcome refused"))
  }

  @Test("it needs to know where to")
  func whereTo() async throws {
    let (site, _) = try await site()
    let result = try await site.run(["check", "--to", "HEAD"])
    #expect(result.code == 2 && result.errorText.contains("'--environment NAME' or '--target REF'"))
    for command in ["check", "explain"] {
      let both = try await site.run([command, "--target", "main", "--environment", "staging"])
      #expect(both.code == 2 && both.words.contains("give one of them"), "\(both)")
    }
  }
}
