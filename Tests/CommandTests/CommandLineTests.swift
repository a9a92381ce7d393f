import GateTesting
import Testing

@Suite("The command line")
struct CommandLineTests {
  static let wrong: [([String], String, String)] = [
    (["vote", "--help"], "there is no command 'vote'", "'countersign --help'"),
    (["shew"], "there is no command 'shew'", "'countersign --help'"),
    (["help", "recall"], "there is no command 'recall'", "'countersign --help'"),
    (["policy", "nope", "--help"], "there is no command 'nope'", "'countersign policy --help'"),
    (["check", "--bogus"], "unknown option '--bogus'", "'countersign check --help'"),
    (["check", "--target"], "missing value for '--target <ref>'", "'countersign check --help'"),
    (["check", "a", "b"], "unexpected argument 'b'", "'countersign check --help'"),
    (["policy", "test"], "missing expected argument", "'countersign policy test --help'"),
    (["audit", "log", "--format", "\u{1B}[2J"], "'\\x1b[2J' is invalid", "audit log --help'"),
    (["hook", "pre-receive", "x"], "unexpected argument 'x'", "'countersign hook --help'"),
  ]

  @Test("a mistake in it ends as everything does that cannot be decided", arguments: wrong)
  func mistake(_ arguments: [String], _ says: String, _ hint: String) async throws {
    let result = try await Tool.run(Tool.countersign, arguments, in: "/tmp")
    #expect(result.code == 2 && result.output.isEmpty, "\(result)")
    #expect(result.words.contains(says) && result.words.contains(hint), "\(result)")
    #expect(result.errorText.hasSuffix("countersign: not accepted\n"))
  }

  @Test(
    "what was asked for is no mistake",
    arguments: [
      ["--help"], ["help"], ["help", "audit", "verify"], ["policy", "lint", "-h"], ["--version"],
      ["policy", "--help"],
    ]
  )
  func asked(_ arguments: [String]) async throws {
    let result = try await Tool.run(Tool.countersign, arguments, in: "/tmp")
    #expect(result.isSuccess && !result.output.isEmpty && result.errors.isEmpty, "\(result)")
  }

  @Test(
    "a directory that is not there is named as it was typed",
    arguments: [
      ["audit", "verify"], ["audit", "log"], ["reconcile"], ["doctor"],
      ["init"],
      ["uninstall"],
    ]
  )
  func nowhere(_ command: [String]) async throws {
    let arguments = command + ["--bare", "/nonexistent/x.git"]
    let result = try await Tool.run(Tool.countersign, arguments, in: "/tmp")
    #expect(result.code == 2 || command == ["doctor"], "\(result)")
    let words = result.words + " " + result.text
    #expect(words.contains("'/nonexistent/x.git'"), "\(result)")
  }

  @Test("an auditor may go by a policy of their own")
  func auditPolicy() async throws {
    let site = try await Site.make()
    let other = try await TestPerson("other", in: site.server.scratch)
    let text = TestServer.policy.replacing("SERVER_KEY", with: other.publicKey)
    let file = try site.server.scratch.write(text, to: "own/policy.yaml")
    try site.server.scratch.write("", to: "own/allowed_signers")
    for directory in [site.server.path, site.clone.path] {
      func run(_ arguments: String...) async throws -> Finished {
        try await Tool.run(Tool.countersign, arguments, in: directory)
      }
      #expect(try await run("audit", "verify").isSuccess)
      let verify = try await run("audit", "verify", "--policy", "file:\(file)")
      #expect(verify.code == 1, "\(verify)")
      let log = try await run("audit", "log", "--all", "--policy", "file:\(file)")
      #expect(log.code == 1 && log.text.isEmpty, "\(log)")
      #expect(log.words.contains("what is listed may not be all"), "\(log)")
      let lint = try await run("policy", "lint", "--policy", "file:\(file)")
      #expect(lint.isSuccess && lint.text.contains("has no key"), "\(lint)")
    }
    let both = try await site.run(["policy", "show", file, "--policy", "file:\(file)"])
    #expect(both.code == 2 && both.words.contains("two ways to say the same"), "\(both)")
  }
}
