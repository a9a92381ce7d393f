import GateTesting
import Testing

@Suite("approve: who is asked, and what signs")
struct ApproveConsentTests {
  @Test("attack 81: in a pipeline nothing is signed unless it is asked for in so many words")
  func pipeline() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let refused = try await site.approve(as: "alice", environment: ["CI": "true"])
    #expect(refused.code == 1)
    #expect(refused.errorText.contains("this is a pipeline ('CI' is set)"))
    #expect(refused.text.isEmpty)
    #expect(try await site.approve("--yes", as: "alice", environment: ["CI": "true"]).isSuccess)
  }

  struct Answer: Sendable, CustomTestStringConvertible {
    let typed: String
    let file: String
    let isSigned: Bool
    var testDescription: String { "\(file): \(typed)" }
  }

  @Test(
    "it asks on the terminal, and once more for what is not shown",
    arguments: [
      Answer(typed: "n", file: "iam/a.json", isSigned: false),
      Answer(typed: "", file: "iam/a.json", isSigned: false),
      Answer(typed: "y", file: "iam/a.json", isSigned: true),
      Answer(typed: "y", file: "iam/binary", isSigned: false),
      Answer(typed: "unseen\ny", file: "iam/binary", isSigned: true),
    ]
  )
  func terminal(_ answer: Answer) async throws {
    let site = try await Site.make()
    let content = answer.file.hasSuffix("binary") ? "\0\u{1}" : "1\n"
    try await site.clone.commit([answer.file: content])
    let result = try await approve(answer.typed, at: site)
    #expect((result.code == 0) == answer.isSigned, "\(result)")
    #expect(result.text.contains(answer.file))
    let notes = try await Tool.run(
      "git",
      ["notes", "--ref=countersign/approvals", "list"],
      in: site.clone.path
    )
    #expect(notes.text.isEmpty != answer.isSigned)
  }

  @Test("a submodule is shown by the whole id of its commit")
  func submodule() async throws {
    let site = try await Site.make()
    let id = try await site.clone.git("rev-parse", "HEAD").line
    try await site.clone.git("update-index", "--add", "--cacheinfo", "160000,\(id),iam/sub")
    try await site.clone.commit([:])
    let result = try await approve("y", at: site)
    #expect(result.code == 0, "\(result)")
    #expect(result.text.contains("+Subproject commit \(id)"), "\(result)")
    #expect(result.text.contains("adds the submodule iam/sub"), "\(result)")
  }

  @Test(
    "a terminal that shows plain lines gets no pager and no colour",
    arguments: ["xterm", "dumb", nil]
  )
  func plain(_ term: String?) async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let result = try await approve("n", at: site, term: term, pager: "sed 's/^/PAGED /'")
    #expect(result.text.contains("iam/a.json"), "\(result)")
    for mark in ["PAGED", "\u{1B}["] {
      #expect(result.text.contains(mark) == (term == "xterm"), "\(result)")
    }
  }

  /// What alice types at a terminal of her own.
  private func approve(
    _ typed: String,
    at site: Site,
    term: String? = nil,
    pager: String = "cat"
  ) async throws -> Finished {
    let command = "\(Tool.countersign) approve --key \(site.server["alice"].key)"
    var environment = Tool.environment.merging(site.server["alice"].environment) { $1 }
    environment["GIT_PAGER"] = pager
    environment["TERM"] = term
    return try await Tool.run(
      "script",
      ["--quiet", "--return", "--command", command, "/dev/null"],
      in: site.clone.path,
      environment: environment,
      input: Array("\(typed)\n".utf8)
    )
  }

  @Test("without a terminal nobody can be asked, and nothing is signed")
  func noTerminal() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let script = "setsid --wait \(Tool.countersign) approve --key \(site.server["alice"].key)"
    let result = try await site.shell(script, as: "alice")
    #expect(result.code == 1, "\(result)")
    #expect(result.errorText.contains("there is no terminal to ask on"))
  }

  @Test(
    "a signature that is not made names the key, and where another is to be found",
    arguments: [("note", true), ("commit", true), ("note", false), ("commit", false)]
  )
  func unsigned(_ carrier: String, _ isLiteral: Bool) async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let alice = site.server["alice"]
    // The public half alone, and no agent that has the other.
    let file = try site.server.scratch.write("\(alice.publicKey)\n", to: "half.pub")
    let result = try await site.run(
      ["approve", "--as", carrier, "--yes", "--key", isLiteral ? "key::\(alice.publicKey)" : file],
      as: "alice"
    )
    let print = try await Tool.succeed("ssh-keygen", ["-l", "-f", file], in: "/tmp").text
    let fingerprint = String(print.split(separator: " ")[1])
    #expect(result.code == 2, "\(result)")
    let ours = result.errorText.split(separator: "\n").filter { $0.hasPrefix("countersign: ") }
    #expect(result.words.contains("signing with '\(isLiteral ? fingerprint : file)' failed"))
    #expect(result.words.contains("'ssh-add -L'") && result.words.contains("'--key FILE'"))
    #expect(!ours.contains { $0.contains("gpg.format") }, "\(result)")
  }

  @Test(
    "git's forms of user.signingKey: a public key whose private half the agent has, and a literal",
    arguments: ["file", "literal"]
  )
  func agent(_ form: String) async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let alice = site.server["alice"]
    let name = form == "file" ? "/$HOME-is-not-used/\(alice.key).pub" : "key::\(alice.publicKey)"
    let value = form == "file" ? "\(alice.key).pub" : name
    for carrier in ["note", "commit"] {
      let script = """
        set -e
        ssh-add -q '\(alice.key)'; mv '\(alice.key)' '\(alice.key).away'
        trap "mv '\(alice.key).away' '\(alice.key)'" EXIT
        git config user.signingKey '\(value)'
        '\(Tool.countersign)' approve --as \(carrier) --yes
        """
      let result = try await site.shell(
        "ssh-agent sh -c '\(script.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'",
        as: "alice"
      )
      #expect(result.isSuccess, "\(result)")
    }
    #expect(try await site.clone.push("HEAD:refs/heads/main").isSuccess)
  }
}
