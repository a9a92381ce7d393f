import GateTesting
import Testing

@Suite("show: one approval by itself")
struct ShowTests {
  private static let message = "change\n\nbody\n\n"

  /// A site with alice's approval of HEAD in HEAD's own message, and that message.
  private static func approved() async throws -> (Site, String) {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let approval = try await site.approve("--as", "message", "--yes", as: "alice")
    #expect(approval.isSuccess, "\(approval)")
    return (site, try await site.clone.git("log", "-1", "--format=%B").text)
  }

  private static func show(_ text: String, _ site: Site, _ more: String...) async throws -> Finished
  {
    try await Tool.run(
      Tool.countersign,
      ["show"] + more,
      in: site.clone.path,
      environment: site.server["bob"].environment,
      input: Array(text.utf8)
    )
  }

  @Test(
    "however it was pasted",
    arguments: [
      "as it is", "indented", "on one line", "CRLF", "without its key", "quoted in a mail",
    ]
  )
  func pasted(_ way: String) async throws {
    let (site, message) = try await Self.approved()
    let trailer = try #require(
      message.firstRange(of: "Countersigned-by:").map { message[$0.lowerBound...] }
    )
    let lines = trailer.split(separator: "\n").map(String.init)
    let text: String =
      switch way {
      case "indented": lines.map { "    \($0)\n" }.joined()
      case "on one line": lines.joined() + "\n"
      case "CRLF": lines.map { "\($0)\r\n" }.joined()
      case "without its key":
        String(lines.joined(separator: "\n").dropFirst("Countersigned-by: ".count))
      case "quoted in a mail": "Dear all,\n\n\(lines.joined(separator: "\n\t"))\n\nbye\n"
      default: message
      }
    let shown = try await Self.show(text, site)
    #expect(shown.isSuccess && shown.text.contains("good approval by 'alice'"), "\(shown)")
    #expect(
      shown.text.contains("target refs/heads/main") && shown.text.contains("digest"),
      "\(shown)"
    )
    let argument = try await site.clone.countersign("show", text)
    #expect(argument.text == shown.text, "\(argument)")
  }

  @Test("of a veto it says that it does not run out, and so does the help")
  func veto() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let key = site.server["alice"].key
    let veto = ["veto", "--key", key, "--as", "message", "--reason", "no", "--yes"]
    #expect(try await site.run(veto, as: "alice").isSuccess)
    let shown = try await Self.show(try await site.clone.git("log", "-1", "--format=%B").text, site)
    #expect(shown.isSuccess, "\(shown)")
    #expect(shown.words.contains("it stands until 'alice' takes it back, whatever"), "\(shown)")
    for command in ["veto", "revoke", "review-bypass"] {
      let help = try await site.run([command, "--help"])
      let words = help.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("A veto or a revocation does not run out"), "\(help)")
    }
  }

  @Test("what was changed is told apart, with the code")
  func tampered() async throws {
    let (site, message) = try await Self.approved()
    let other = message.replacing("target=refs/heads/main", with: "target=refs/heads/other")
    let shown = try await Self.show(other, site)
    #expect(shown.code == 1 && shown.text.contains("(signature-bad)"), "\(shown)")
    let veto = try await Self.show(
      message.replacing(" v1 ", with: " v1 kind=veto "),
      site,
      "--format",
      "json"
    )
    #expect(veto.code == 1 && veto.text.contains("\"code\": \"signature-bad\""), "\(veto)")
    let twice = try await Self.show(message.replacing(" v1 ", with: " v1 reviewer=bob "), site)
    #expect(twice.code == 1 && twice.text.contains("(approval-malformed)"), "\(twice)")
  }

  @Test("what is no approval, and one whose signature is elsewhere, cannot be told")
  func undecided() async throws {
    let (site, message) = try await Self.approved()
    let nothing = try await Self.show("no approval\n", site)
    #expect(nothing.code == 2 && nothing.errorText.contains("hint:"), "\(nothing)")
    let commit = message.replacing(
      /signature=\S+/,
      with: "repository=acme/payments signature=commit"
    )
    let elsewhere = try await Self.show(commit, site)
    #expect(
      elsewhere.code == 2 && elsewhere.errorText.contains("'countersign show COMMIT'"),
      "\(elsewhere)"
    )
  }

  @Test("a commit's own signature is verified where the commit is named")
  func commit() async throws {
    let site = try await Site.make()
    try await site.clone.commit(["iam/a.json": "1\n"])
    let approval = try await site.approve("--as", "commit", "--yes", as: "alice")
    #expect(approval.isSuccess, "\(approval)")
    let shown = try await site.clone.countersign("show", "HEAD")
    #expect(shown.isSuccess && shown.text.contains("good approval by 'alice'"), "\(shown)")
    try await site.clone.git(
      "commit",
      "--quiet",
      "--amend",
      "--allow-empty",
      "--reuse-message=HEAD",
      "--no-gpg-sign"
    )
    let unsigned = try await site.clone.countersign("show", "HEAD")
    #expect(unsigned.code == 1 && unsigned.text.contains("counts for nothing"), "\(unsigned)")
    let missing = try await site.clone.countersign("show", "nope")
    #expect(missing.code == 2 && missing.errorText.contains("'nope' names no commit"), "\(missing)")
    #expect(missing.words.contains("hint: paste the whole of an approval"), "\(missing)")
  }

  @Test("control characters in it do not act")
  func hostile() async throws {
    let (site, message) = try await Self.approved()
    let shown = try await Self.show(message.replacing("Alice Ng", with: "A\u{1B}[2Jlice"), site)
    #expect(!shown.output.contains(0x1B), "\(shown)")
  }
}
