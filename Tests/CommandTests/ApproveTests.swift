import GateTesting
import Testing

@Suite("approve")
struct ApproveTests {
  static let carriers = ["note", "message", "commit"]

  @Test(
    "an approval counts wherever it is carried, and leaves nothing else behind",
    arguments: carriers
  )
  func carried(_ carrier: String) async throws {
    let site = try await Site.make()
    let made = try await site.clone.commit(["iam/a.json": "1\n"])
    let author = try await site.clone.git("log", "-1", "--format=%an %ae %ad %cn %ce %cd").line
    // Staged work must not slip into what is approved.
    try TestFile.write(Array("staged\n".utf8), to: "\(site.clone.path)/staged.txt")
    try await site.clone.git("add", "staged.txt")
    let push = carrier == "note" ? ["--push"] : []
    let approval = try await site.run(
      ["approve", "--key", site.server["alice"].key, "--as", carrier, "--yes"] + push,
      as: "alice"
    )
    #expect(approval.isSuccess, "\(approval)")
    #expect(try await site.clone.git("status", "--porcelain").text == "A  staged.txt\n")
    let pushed = try await site.clone.push("HEAD:refs/heads/main")
    #expect(pushed.isSuccess, "\(pushed)")
    let head = try await site.clone.git("rev-parse", "HEAD").line
    #expect((head == made) == (carrier == "note"))
    if carrier == "message" {
      #expect(
        try await site.clone.git("log", "-1", "--format=%an %ae %ad %cn %ce %cd").line == author
      )
    }
  }

  @Test(
    "a reviewer who would push it is told to leave that to the author, and why",
    arguments: ["message", "commit"]
  )
  func ownPush(_ carrier: String) async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let approval = try await site.approve("--as", carrier, "--yes", as: "alice")
    #expect(approval.words.contains("author") && approval.words.contains("'self-approval'"))
    let own = try await site.clone.push("HEAD:refs/heads/main", as: "alice")
    #expect(own.remoteText.contains("(self-approval)"), "\(own)")
    #expect(try await site.clone.push("HEAD:refs/heads/main").isSuccess)
    // To any branch: what the server first saw from the reviewer is the reviewer's too.
    let again = try await Site.make()
    try await again.clone.commit(["iam/a.json": "1\n"])
    #expect(try await again.approve("--as", carrier, "--yes", as: "alice").isSuccess)
    #expect(try await again.clone.push("HEAD:refs/heads/wip", as: "alice").isSuccess)
    let other = try await again.clone.push("HEAD:refs/heads/main")
    #expect(other.remoteText.contains("(self-approval)"), "\(other)")
  }

  @Test("the printed commands, run as they are, make an approval that counts", arguments: carriers)
  func printed(_ carrier: String) async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"], message: "change\n\nIt's long.\n\nTicket: 7")
    let script = try await site.approve("--as", carrier, "--print", as: "alice")
    #expect(script.isSuccess, "\(script)")
    #expect(try await site.clone.push("HEAD:refs/heads/main").code == 1)
    let run = try await site.shell(script.text, as: "alice")
    #expect(run.isSuccess, "\(run)")
    let pushed = try await site.clone.push("HEAD:refs/heads/main")
    #expect(pushed.isSuccess, "\(script.text)\n\(pushed)")
    #expect(try await site.clone.git("status", "--porcelain").text == "")
  }

  enum Movement: String, CaseIterable, Sendable { case advance, creation, deletion, rewind, tag }

  @Test(
    "the command that a refusal prints makes the next push go through",
    arguments: Movement.allCases
  )
  func hinted(_ movement: Movement) async throws {
    let site = try await Site.make()
    let refspecs = try await prepare(movement, site)
    let refused = try await site.clone.push(refspecs)
    #expect(refused.code == 1, "\(refused)")
    let command = try #require(Site.commands(in: refused).first, "\(refused)")
    let key = site.server["alice"].key
    let approval = try await site.shell("\(command) --key \(key) --push --yes", as: "alice")
    #expect(approval.isSuccess, "\(command)\n\(approval)")
    let pushed = try await site.clone.push(refspecs)
    #expect(pushed.isSuccess, "\(command)\n\(pushed)")
  }

  @Test("a reviewer elsewhere approves an annotated tag by the commands that its refusal prints")
  func tagElsewhere() async throws {
    let site = try await Site.make()
    let refspecs = try await prepare(.tag, site)
    let refused = try await site.clone.push(refspecs)
    let commands = refused.remoteLines.filter { $0.hasPrefix("    git ") }
    try #require(commands.count == 3 && refused.code == 1, "\(refused)")
    let pushed = try await site.shell(commands[0], as: "bob")
    #expect(pushed.isSuccess, "\(pushed)")
    let reviewer = Site(server: site.server, clone: try await site.server.clone("reviewer"))
    try await reviewer.clone.trust()
    let options = "--key \(site.server["alice"].key) --push --yes"
    let approval = try await reviewer.shell(
      "\(commands[1]) && \(commands[2]) \(options)",
      as: "alice"
    )
    #expect(approval.isSuccess, "\(approval)")
    #expect(try await site.clone.push(refspecs).isSuccess)
    // Of a tag that is no object there is nothing to hand over.
    try await site.clone.commit(["iam/b.json": "1\n"])
    try await site.clone.git("tag", "v2")
    let light = try await site.clone.push("refs/tags/v2")
    #expect(light.code == 1 && !light.remoteText.contains("the tag itself"), "\(light)")
  }

  private func prepare(_ movement: Movement, _ site: Site) async throws -> String {
    switch movement {
    case .advance:
      try await site.clone.commit(["iam/a.json": "1\n"])
      return "HEAD:refs/heads/main"
    case .creation:
      try await site.clone.git("checkout", "--quiet", "--orphan", "other")
      try await site.clone.commit(["iam/b.json": "1\n"])
      return "HEAD:refs/heads/release/1"
    case .deletion:
      try await site.server.git("branch", "release/1", "main")
      try await Tool.succeed(
        Tool.countersign,
        ["init", "--bare", site.server.path],
        in: site.server.path
      )
      try await site.clone.git("fetch", "--quiet")
      return ":refs/heads/release/1"
    case .rewind:
      try await site.clone.git("checkout", "--quiet", "--orphan", "other")
      try await site.clone.commit(["README.md": "other\n"])
      return "+HEAD:refs/heads/main"
    case .tag:
      try await site.clone.commit(["iam/a.json": "1\n"])
      try await site.clone.git("tag", "-a", "-m", "v1", "v1")
      return "refs/tags/v1"
    }
  }

  @Test("two reviewers who do not know of each other both get their approval in")
  func race() async throws {
    let policy = TestServer.policy.replacing(
      "require: {approvals: 1, from: [security]}",
      with: "require: {approvals: 2, from: [security]}"
    )
    let site = try await Site.make(policy: policy)
    try await site.clone.commit(["iam/a.json": "1\n"])
    try await site.clone.git("push", "--quiet", "origin", "HEAD:refs/heads/review")
    for person in ["alice", "dana"] {
      let own = Site(server: site.server, clone: try await site.server.clone(person))
      try await own.clone.trust()
      // What the other one sent meanwhile is not known here.
      try await own.clone.git("update-ref", "-d", "refs/countersign/remote/approvals")
      let result = try await own.approve("origin/review", "--push", "--yes", as: person)
      #expect(result.isSuccess, "\(result)")
      #expect(!result.errorText.contains("rejected"))
    }
    let pushed = try await site.clone.push("HEAD:refs/heads/main")
    #expect(pushed.isSuccess, "\(pushed)")
  }

  @Test("more changes than one trailer holds make several, and all count")
  func many() async throws {
    let site = try await Site.make()
    var files: [String: String] = [:]
    for number in 0..<200 { files["iam/\(number).json"] = "\(number)\n" }
    try await site.clone.commit(files)
    let approval = try await site.approve("--as", "commit", "--yes", as: "alice")
    #expect(approval.isSuccess, "\(approval.errorText)")
    let pushed = try await site.clone.push("HEAD:refs/heads/main")
    #expect(pushed.isSuccess, "\(pushed.remoteText)")
  }

  @Test("one call approves for several targets")
  func severalTargets() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let approval = try await site.approve(
      "--target",
      "main",
      "--target",
      "release/1",
      "--push",
      "--yes",
      as: "alice"
    )
    #expect(approval.isSuccess, "\(approval)")
    #expect(approval.text.contains("for 'refs/heads/main' as 'alice'"))
    #expect(approval.text.contains("for 'refs/heads/release/1' as 'alice'"))
  }

  @Test("what is shown is what is signed: control characters and direction marks do not act")
  func hostileContent() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "a\u{1B}[2K\u{202E}b\tc\\n\r\n"])
    let shown = try await site.approve("--yes", as: "alice")
    #expect(shown.text.contains("+a\\x1b[2K\\xe2\\x80\\xaeb\tc\\n\\x0d"))
    #expect(!shown.output.contains(0x1B))
  }

  @Test("a reviewer is told when the approval will not count, and decides")
  func warned() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"], as: "alice")
    let own = try await site.approve("--yes", as: "alice")
    #expect(own.isSuccess)
    #expect(own.errorText.contains("you had a hand in 1 of 1 change"))
    let stranger = try await site.approve("--yes", as: "carol")
    #expect(stranger.errorText.contains("no rule asks for an approval by 'carol'"))
  }

  @Test(
    "amending somebody's change with one's own signature would make it one's own, and is not done"
  )
  func ownSignature() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    try await site.clone.git("config", "commit.gpgSign", "true")
    let result = try await site.approve("--as", "message", "--yes", as: "alice")
    #expect(result.code == 1, "\(result)")
    #expect(result.errorText.contains("'--as note'"))
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let says: String
    var code: Int32 = 2
    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(
    "a mistake says what is wrong",
    arguments: [
      Mistake(arguments: ["--target", "wip"], says: "is not gated", code: 1),
      Mistake(arguments: ["HEAD~1"], says: "needs an approval", code: 1),
      Mistake(arguments: ["A...B"], says: "has three dots"),
      Mistake(arguments: ["nothing"], says: "names no commit here"),
      Mistake(arguments: ["--expires", "30d"], says: "longer than the policy lets"),
      Mistake(arguments: ["--expires", "soon"], says: "is no time such as 7d"),
      Mistake(arguments: ["--as", "commit", "--push"], says: "'--push' sends notes"),
      Mistake(arguments: ["--delete", "--force"], says: "are two things"),
      Mistake(arguments: ["--remote", "nowhere", "--push"], says: "nowhere"),
      Mistake(arguments: ["--reason", "a\nb"], says: "the reason is one line"),
    ]
  )
  func mistakes(_ mistake: Mistake) async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let result = try await site.run(
      ["approve", "--yes", "--key", site.server["alice"].key] + mistake.arguments,
      as: "alice"
    )
    #expect(result.code == mistake.code, "\(result)")
    #expect(result.errorText.contains(mistake.says), "\(result)")
    #expect(result.errorText.hasSuffix("countersign: not accepted\n"))
  }

  @Test("the key says who approves; git must commit as the same person")
  func identity() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let other = try await site.run(
      ["approve", "--yes", "--key", site.server["dana"].key],
      as: "alice"
    )
    #expect(other.code == 2 && other.errorText.contains("is of 'dana'"), "\(other)")
    let stranger = try await TestPerson("mallory", in: site.server.scratch)
    let unknown = try await site.run(["approve", "--yes", "--key", stranger.key], as: "alice")
    #expect(
      unknown.code == 2 && unknown.errorText.contains("is nobody's in the policy"),
      "\(unknown)"
    )
  }
}

extension String {
  fileprivate func replacing(_ text: String, with other: String) -> String {
    var result = self
    while let range = result.firstRange(of: text) { result.replaceSubrange(range, with: other) }
    return result
  }
}
