import Approvals
import Gate
import GateTesting
import GitObjects
import Testing

@testable import Report

@Suite("Text for people")
struct TextTests {
  /// Every line but a command fits beside git's `remote: `.
  private func expectRules(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for line in text.split(separator: "\n") {
      let isCommand = line.hasPrefix("    git countersign ")
      #expect(
        isCommand || line.hasPrefix("countersign: "),
        "\(line)",
        sourceLocation: sourceLocation
      )
      // One word alone may be longer than a line: a path is not broken.
      let isOneWord = line.split(separator: " ").count <= 2
      #expect(
        isCommand || isOneWord || line.unicodeScalars.count <= 72,
        "\(line)",
        sourceLocation: sourceLocation
      )
      #expect(
        !line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E },
        sourceLocation: sourceLocation
      )
      #expect(!line.contains("\u{A0}"), sourceLocation: sourceLocation)
    }
  }

  /// The text with its wrapped lines joined again.
  private func unwrapped(_ text: String) -> String {
    text.split(separator: "\n").map {
      $0.hasPrefix("countersign:     ") ? String($0.dropFirst(13).drop { $0 == " " }) : String($0)
    }
    .joined(separator: " ")
  }

  @Test("a refusal says what is needed, who may give it, what did not count, and the next command")
  func refusal() {
    let text = RefusalText.render([Sample.refused])
    expectRules(text)
    #expect(text.hasPrefix("countersign: refused 'refs/heads/main' (approval-missing)\n"))
    #expect(text.contains("  'access' needs 1 of 'security', has none\n"))
    #expect(text.contains("    2222222222 adds iam/deploy.json (iam)\n"))
    #expect(text.contains("    may still approve: alice or dana\n"))
    #expect(text.contains("the approval by 'bob' did not count: 'bob' had a hand"))
    #expect(text.contains("'car\\x1b[2Jol'"))
    #expect(text.contains("    git countersign approve 1111111111..2222222222 --target main\n"))
    #expect(text.hasSuffix("countersign: not accepted\n"))
  }

  @Test("at most ten of anything, then how many more", arguments: [10, 11, 25])
  func atMostTen(_ count: Int) {
    let findings = (0..<count).map { Sample.finding("iam/\($0).json") }
    let all = Array(findings.indices)
    let decision = Sample.decision(
      findings: findings,
      requirements: [Sample.status("access", findings: all)],
      reasons: [Reason(.approvalMissing, "x", findings: all)]
    )
    let text = RefusalText.render([decision])
    expectRules(text)
    #expect(text.split(separator: "\n").filter { $0.contains(" adds iam/") }.count == 10)
    #expect(text.contains("… and \(count - 10) more") == (count > 10))
  }

  @Test("what holds for several approvals is said of each")
  func ignoredAlike() {
    let why = "the change it names is not in this push"
    let ignored = ["dana", "bob", "carol"].map { Sample.ignored($0, .approvalStale, why) }
    for (count, says) in [
      (1, "the approval by 'dana' did not count: \(why) (approval-stale)"),
      (
        3,
        "the approvals by 'dana', by 'bob' and by 'carol' did not count, each because \(why) "
          + "(approval-stale)"
      ),
    ] {
      let decision = Sample.decision(approvals: Array(ignored.prefix(count)))
      let text = unwrapped(RefusalText.render([decision]))
      #expect(text.contains(says), "\(text)")
    }
  }

  @Test("requirements about the same changes stand together, and the changes once")
  func grouping() {
    let decision = Sample.decision(
      findings: [Sample.finding("iam/a")],
      requirements: [
        Sample.status("one", findings: [0]),
        Sample.status("two", from: ["platform"], eligible: ["bob"], findings: [0]),
      ],
      reasons: [Reason(.approvalMissing, "x", findings: [0])]
    )
    let text = RefusalText.render([decision])
    #expect(text.split(separator: "\n").filter { $0.contains("adds iam/a") }.count == 1)
    #expect(text.contains("may still approve for 'platform': bob\n"))
  }

  @Test("where something else is wrong, no reviewer is sent for")
  func mendFirst() {
    let decision = Sample.decision(
      findings: [Sample.finding("a.pem", class_: "keys")],
      reasons: [
        Reason(.refusedByRule, "'no-keys' refuses it: never", findings: [0]),
        Reason(.approvalMissing, "x"),
      ]
    )
    let text = RefusalText.render([decision])
    #expect(unwrapped(text).contains("(refused-by-rule, approval-missing)"))
    #expect(unwrapped(text).contains("no approval helps against that"))
    #expect(!text.contains("git countersign approve"))
  }

  @Test("GitLab's prefix begins every line, and takes no room")
  func prefix() {
    let plain = RefusalText.render([Sample.refused])
    let prefixed = RefusalText.render([Sample.refused], prefix: "GL-HOOK-ERR: ")
    #expect(prefixed == plain.split(separator: "\n").map { "GL-HOOK-ERR: \($0)\n" }.joined())
  }

  @Test("an observing server says that it let go what it would have refused")
  func observed() {
    var decision = Sample.refused
    decision.outcome = .observed
    let text = RefusalText.render([decision])
    #expect(text.contains("accepted, because this server only observes"))
    #expect(!text.contains("not accepted"))
  }

  @Test("an allowed push with nothing sensitive says nothing")
  func silence() {
    #expect(RefusalText.render([Sample.decision(.allowed)]) == "")
    #expect(
      unwrapped(RefusalText.render([Sample.allowed])).contains(
        "1 sensitive change, approved by alice"
      )
    )
  }

  struct Command: CustomTestStringConvertible, Sendable {
    let target: String
    let words: String
    var testDescription: String { target }
  }

  @Test(
    "a target is written so that a shell and the command read it back",
    arguments: [
      Command(target: "refs/heads/main", words: "main"),
      Command(target: "refs/heads/release/1.2", words: "release/1.2"),
      Command(target: "refs/tags/v1", words: "refs/tags/v1"),
      Command(target: "refs/heads/refs/heads/main", words: "refs/heads/refs/heads/main"),
      Command(target: "refs/heads/--all", words: "refs/heads/--all"),
      Command(target: "refs/heads/a;$(id)'b", words: "'a;$(id)'\\''b'"),
      Command(
        target: "refs/heads/\u{202E}x %'",
        words: "\"$(printf '\\342\\200\\256x\\040\\045\\047')\""
      ),
      Command(target: "environment/production", words: "environment/production"),
    ]
  )
  func targets(_ command: Command) async throws {
    let word = NextCommand.target(TargetName(bytes: Array(command.target.utf8)))
    #expect(word == command.words)
    let read = try await Tool.succeed("sh", ["-c", "printf %s \(word)"], in: "/tmp").text
    #expect(read == command.target || "refs/heads/\(read)" == command.target)
  }

  @Test("a target that no command can name is none to copy")
  func unnamable() {
    var decision = Sample.refused
    decision.target = TargetName(bytes: Array("refs/heads/".utf8) + [0xFF])
    let text = unwrapped(RefusalText.render([decision]))
    #expect(text.contains("hint: no command can name 'refs/heads/\\xff'"), "\(text)")
    #expect(!text.contains("git countersign"))
  }

  @Test("a command inside a sentence is not broken, nor a pair of words that belong together")
  func unbroken() {
    for padding in 0..<60 {
      var page = Page()
      page.add(
        String(repeating: "x", count: padding)
          + " y 'git fetch --unshallow now' \(Page.together("has none"))"
      )
      let lines = page.text.split(separator: "\n")
      #expect(lines.filter { $0.contains("'git fetch --unshallow now'") }.count == 1)
      #expect(lines.filter { $0.contains("has none") }.count == 1)
    }
  }

  @Test("docs/reasons.md has a row for every reason code, and for no other")
  func codes() throws {
    let page = String(
      decoding: try TestFile.read(PackageFiles.path("docs/reasons.md")),
      as: UTF8.self
    )
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let codes = rows.map { String($0.dropFirst(3).prefix { $0 != "`" }) }
    #expect(codes.sorted() == ReasonCode.allCases.map(\.rawValue).sorted())
  }
}
