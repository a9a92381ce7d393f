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
    arguments: ["init", "trust", "explain", "approve", "check", "doctor", "hook"]
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
    #expect(requests.allSatisfy { [".TH", ".SH", ".nf", ".fi"].contains($0.prefix(3)) })
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
    #expect(text.contains("+refs/notes/countersign/*:refs/notes/countersign/*"))
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
