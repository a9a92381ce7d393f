import GateTesting
import Testing

@Suite("Commands that errors give")
struct CopiedCommandTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// What a shell breaks in the clone; `SERVER` stands for the server's directory.
    let script: String
    let arguments: [String]
    /// Whether it is run from elsewhere, about the server.
    var isAboutServer = false
    var testDescription: String { "\(arguments.joined(separator: " ")): \(script)" }
  }

  static let decisions = "git update-ref -d refs/notes/countersign/decisions"

  @Test(
    "a command in a hint is one line, and mends what was wrong when it is copied",
    arguments: [
      Case(script: decisions, arguments: ["audit", "verify"]),
      Case(script: decisions, arguments: ["audit", "log"]),
      Case(script: decisions, arguments: ["check", "--environment", "staging", "--to", "HEAD"]),
      Case(
        script: "git update-ref refs/replace/$(git rev-parse HEAD) HEAD",
        arguments: ["explain"]
      ),
      Case(
        script: "mkdir -p .git/info; git rev-parse HEAD >.git/info/grafts",
        arguments: ["explain"]
      ),
      Case(
        script: "git -C SERVER config core.hooksPath elsewhere",
        arguments: ["init", "--bare", "SERVER"],
        isAboutServer: true
      ),
      Case(
        script: "git -C SERVER config countersign.host gitea",
        arguments: ["init", "--bare", "SERVER", "--host", "ssh"],
        isAboutServer: true
      ),
    ]
  )
  func copied(_ case: Case) async throws {
    let site = try await Site.make()
    func filled(_ text: String) -> String {
      text.split(separator: "SERVER", omittingEmptySubsequences: false).joined(
        separator: site.server.path
      )
    }
    // A reviewer's approval that was not sent yet outlives every command.
    try await site.clone.commit(["iam/a.json": "1\n"])
    #expect(try await site.approve("--yes", as: "alice").isSuccess)
    try await site.clone.git("reset", "--quiet", "--hard", "HEAD~1")
    let approvals = "refs/notes/countersign/approvals"
    let unsent = try await site.clone.git("rev-parse", approvals).line
    let broken = try await site.shell(filled(`case`.script), as: "bob")
    #expect(broken.isSuccess, "\(broken)")
    let arguments = `case`.arguments.map(filled)
    let directory = `case`.isAboutServer ? "/" : nil
    let failed = try await site.run(arguments, in: directory)
    #expect(failed.code == 2, "\(failed)")
    let commands = failed.errorText.split(separator: "\n").filter { $0.hasPrefix("    ") }
    let command = String(try #require(commands.first, "\(failed)").dropFirst(4))
    // git says that it leaves the unsent approvals alone, and fetches the others.
    _ = try await Tool.run(
      "sh",
      ["-c", command],
      in: directory ?? site.clone.path,
      environment: site.server["bob"].environment
    )
    let mended = try await site.run(arguments, in: directory)
    #expect(mended.isSuccess, "\(command)\n\(mended)")
    #expect(try await site.clone.git("rev-parse", approvals).line == unsent)
  }

  @Test("what docs/auditor.md runs works in a clone, from its first line on")
  func auditor() async throws {
    let site = try await Site.make()
    let page = try TestFile.text(PackageFiles.path("docs/auditor.md"))
    let verify = page.split(separator: "## Verify")[1].split(separator: "```")[1]
    let lines = verify.split(separator: "\n").filter { $0.hasPrefix("countersign ") }
    try #require(lines.count > 4)
    let clone = try await site.server.clone("auditor")
    for line in lines where !line.contains("sha256:…") {
      let command = line.split(separator: "#")[0].split(separator: " ").map(String.init)
      let words = command.dropFirst().map { $0 == "COMMIT" ? "HEAD" : $0 }
      let yes = words[0] == "trust" ? ["--yes"] : []
      let result = try await site.run(words + yes, in: clone.path)
      #expect(result.isSuccess, "\(line)\n\(result)")
    }
  }

  @Test(
    "a server that has lost its decisions is not told to fetch them",
    arguments: [["audit", "verify"], ["audit", "log"]]
  )
  func lost(_ arguments: [String]) async throws {
    let site = try await Site.make()
    try await site.server.git("update-ref", "-d", "refs/notes/countersign/decisions")
    let result = try await site.run(arguments, in: site.server.path)
    #expect(result.code == 1 && result.words.contains("restore it from a backup"), "\(result)")
    #expect(!result.errorText.contains("git fetch"))
    // In a mirror they were not fetched, as in any clone.
    let mirror = site.server.scratch.path("mirror.git")
    try await site.clone.git("clone", "--quiet", "--mirror", site.server.path, mirror)
    let fetched = try await site.run(
      arguments + ["--policy", "file:\(site.server.path)/countersign/policy.yaml"],
      in: mirror
    )
    #expect(fetched.code == 2 && fetched.errorText.contains("\n    git fetch origin '"))
  }
}
