import GateTesting
import Testing

@testable import Policy

@Suite("Help, manual and templates")
struct HelpTests {
  private func countersign(_ arguments: String...) async throws -> Finished {
    try await Tool.run(Tool.countersign, arguments, in: "/tmp")
  }

  @Test(
    "every command has help with an example of itself",
    arguments: [
      "init", "trust", "explain", "approve", "veto", "revoke", "review-bypass", "show", "check",
      "doctor", "hook",
    ]
  )
  func examples(_ command: String) async throws {
    let help = try await countersign("help", command)
    #expect(help.isSuccess)
    #expect(
      help.text.split(separator: "USAGE:")[0].contains("countersign \(command)"),
      "\(help.text)"
    )
    let list = try await countersign("--help")
    #expect(list.text.contains("\n  \(command) "))
  }

  @Test(
    "help is set for 80 columns, and sends nobody to a page that is not installed",
    arguments: [
      "", "init", "uninstall", "trust", "explain", "approve", "veto", "revoke", "review-bypass",
      "show",
      "check", "audit", "audit log",
      "audit show", "audit verify", "policy", "policy lint", "policy test", "policy show",
      "policy schema", "doctor", "reconcile", "hook",
    ]
  )
  func columns(_ command: String) async throws {
    let words = ["help"] + command.split(separator: " ").map(String.init)
    let help = try await Tool.run(
      Tool.countersign,
      words,
      in: "/tmp",
      environment: ["COLUMNS": "80"]
    )
    #expect(help.isSuccess && !help.text.contains("docs/"), "\(help)")
    let lines = help.text.split(separator: "\n")
    #expect(!lines.contains { $0.unicodeScalars.count > 80 }, "\(help)")
    // An example is one line, to be copied; what the parser broke goes on at the margin.
    for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("  countersign ") {
      #expect(next.hasPrefix("  ") || next.first?.isUppercase == true, "\(line)\n\(next)")
    }
  }

  @Test("git finds it as 'git countersign'")
  func gitCommand() async throws {
    let scratch = try Scratch()
    try await Tool.succeed(
      "ln",
      ["-s", Tool.countersign, scratch.path("git-countersign")],
      in: "/tmp"
    )
    let path = (Tool.environment["PATH"] ?? "") + ":\(scratch.path)"
    let result = try await Tool.run(
      "git",
      ["countersign", "--version"],
      in: "/tmp",
      environment: ["PATH": path]
    )
    #expect(result.isSuccess && !result.line.isEmpty, "\(result)")
  }

  @Test("the manual page holds every command, and roff takes no line of it for a request")
  func manual() async throws {
    let page = try await Tool.succeed(
      PackageFiles.path("Scripts/man-page"),
      [Tool.countersign],
      in: "/tmp"
    )
    for command in ["init", "approve", "audit verify", "policy lint", "hook"] {
      #expect(page.text.contains(".SH \"countersign \(command)\""))
    }
    let requests = page.text.split(separator: "\n").filter {
      $0.hasPrefix(".") || $0.hasPrefix("'")
    }
    #expect(requests.allSatisfy { [".TH", ".SH", ".SS", ".nf", ".fi"].contains($0.prefix(3)) })
    // What a manual page has, and none of the headings that help has.
    for heading in ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "\"EXIT STATUS\""] {
      #expect(page.text.contains("\n.SH \(heading)\n.nf\n") || heading == "NAME", "\(heading)")
    }
    for heading in ["OVERVIEW:", "USAGE:", "ARGUMENTS:", "OPTIONS:", "SUBCOMMANDS:"] {
      #expect(!page.text.contains(heading), "\(heading)")
    }
  }

  @Test("'git countersign --help' finds a page, which goes away with the rest")
  func gitManual() async throws {
    let scratch = try Scratch()
    func make(_ target: String) async throws -> String {
      try await Tool.succeed(
        "make",
        ["--dry-run", target, "PREFIX=\(scratch.path)"],
        in: PackageFiles.root
      ).text
    }
    let page = "\(scratch.path)/share/man/man1/git-countersign.1"
    #expect(try await make("install").contains("ln -sf countersign.1 \(page)"))
    #expect(try await make("uninstall").contains(page))
  }

  @Test("completions for each shell", arguments: ["bash", "zsh", "fish"])
  func completions(_ shell: String) async throws {
    let script = try await countersign("--generate-completion-script", shell)
    #expect(script.isSuccess && script.text.contains("approve") && script.text.contains("doctor"))
  }

  @Test(
    "the pipeline templates are YAML, bring the whole history and the notes, and respect the exit code",
    arguments: ["github-actions.yml", "gitlab-ci.yml", "Jenkinsfile"]
  )
  func templates(_ name: String) throws {
    let text = try TestFile.text(PackageFiles.path("templates/ci/\(name)"))
    if name.hasSuffix(".yml") { _ = try YAMLReader.read(Array(text.utf8), file: name) }
    #expect(
      ["fetch-depth: 0", "GIT_DEPTH: \"0\"", "shallow: false"].contains { text.contains($0) }
    )
    #expect(text.contains("+refs/notes/countersign/decisions*:refs/notes/countersign/decisions*"))
    // What a stage has recorded there, or a reviewer signed, and not sent yet no fetch may take away.
    #expect(!text.contains(":refs/notes/countersign/*"))
    for name in ["approvals", "deployments"] {
      #expect(text.contains("+refs/notes/countersign/\(name)*:refs/countersign/remote/\(name)*"))
    }
    #expect(text.contains("countersign.serverKey"))
    let code = text.split(separator: "\n").filter { line in
      let start = line.drop { $0 == " " }
      return !start.hasPrefix("#") && !start.hasPrefix("//")
    }
    #expect(
      !code.contains {
        $0.contains("|| true") || $0.contains("continue-on-error") || $0.contains("allow_failure")
      }
    )
    // What a pull request names must not become part of a script.
    #expect(!code.contains { $0.contains("countersign check") && $0.contains("${{") })
  }
}

/// What people read in a terminal of 80 columns.
@Suite("Widths")
struct WidthTests {
  /// The lines that a terminal would break, which only a line to copy and a long name may be.
  private func tooWide(_ result: Finished) -> [String] {
    (result.text + result.errorText).split(separator: "\n").map(String.init).filter { line in
      line.unicodeScalars.count > 72 && !line.hasPrefix("    ")
        && line.split(separator: " ").count > 2
    }
  }

  @Test("what commands say on a server is never wider than it may be")
  func server() async throws {
    let server = try await TestServer(setUp: false)
    for arguments in [
      ["init"], ["init", "--host", "ssh"], ["policy", "lint"], ["audit", "verify"], ["reconcile"],
      ["doctor"], ["uninstall"],
    ] {
      let result = try await Tool.run(Tool.countersign, arguments, in: server.path)
      #expect(!result.text.isEmpty && tooWide(result).isEmpty, "\(arguments) \(result)")
    }
  }

  @Test("nor are the problems that an audit finds, nor what a clone is told")
  func problems() async throws {
    let site = try await Site.make()
    let evil = try await site.clone.commit(["iam/a.json": "1\n"])
    try await site.clone.git("push", "--quiet", "origin", "HEAD:refs/heads/\(evil)")
    try await site.server.moveWithoutGate("refs/heads/main", to: evil)
    let audit = try await site.server.countersign("audit", "verify")
    #expect(audit.code == 1 && tooWide(audit).isEmpty, "\(audit)")
    for arguments in [["trust"], ["explain", "--target", String(repeating: "long", count: 10)]] {
      let result = try await site.run(arguments)
      #expect(result.isSuccess && tooWide(result).isEmpty, "\(result)")
    }
  }
}
