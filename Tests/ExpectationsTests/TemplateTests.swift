import Expectations
import GateTesting
import GitObjects
import Policy
import SSH
import Testing

@Suite("Templates")
struct TemplateTests {
  static let names = ["minimal", "aws-terraform", "kubernetes", "data-platform"]

  static func load(_ name: String, keys: [UInt8]? = nil) throws(PolicyError) -> PolicySet {
    try PolicySet.load(name: "\(name).yaml") { file throws(PolicyError) in
      if let keys, file == "allowed_signers" { return keys }
      return try? TestFile.read(PackageFiles.path("templates/\(file)"))
    }
  }

  @Test("do what their expectations say", arguments: names)
  func expectations(_ name: String) throws {
    let file = try TestFile.read(PackageFiles.path("templates/\(name).test.yaml"))
    let expectations = try ExpectationFile(parsing: file, file: "\(name).test.yaml")
    let report = try ExpectationReport(expectations, of: try Self.load(name))
    #expect(report.lines == [])
    #expect(report.failed == 0)
    #expect(report.passed == expectations.paths.count + expectations.cases.count)
  }
}

extension TemplateTests {
  @Test(
    "lint without a warning once their people have keys and the server has one",
    arguments: names
  )
  func lint(_ name: String) throws {
    let people = try Self.load(name).policy.people.keys.sorted()
    let signers = try people.map { person in
      "\(person) namespaces=\"countersign,git\" \(try SSHSigningKey.generate().publicKey.text)\n"
    }
    let server = try SSHSigningKey.generate().publicKey.text
    let text = try TestFile.text(PackageFiles.path("templates/\(name).yaml"))
      .replacing(
        "repository:",
        with: "server_keys: {main: {key: \"\(server)\"}}\nrepository:",
        maxReplacements: 1
      )
    let policies = try PolicySet.load(name: "policy.yaml") { file throws(PolicyError) in
      Array((file == "policy.yaml" ? text : signers.joined()).utf8)
    }
    #expect(policies.lint(at: Timestamp(seconds: 1_795_410_000)).map(\.description) == [])
  }

  @Test(
    "are what 'countersign init' writes, with the repository's name and the server's key",
    arguments: names
  )
  func initialised(_ name: String) async throws {
    let scratch = try Scratch()
    try await Tool.succeed("git", ["init", "--quiet", "--bare", "shop.git"], in: scratch.path)
    try await Tool.succeed(
      Tool.countersign,
      ["init", "--bare", "shop.git", "--template", name],
      in: scratch.path
    )
    let written = try TestFile.text(scratch.path("shop.git/countersign/policy.yaml"))
    let template = try TestFile.text(PackageFiles.path("templates/\(name).yaml"))
    let own = written.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("repository:") && !$0.hasPrefix("server_keys:")
        && !$0.hasPrefix("  main: {key:")
    }
    let theirs = template.split(separator: "\n", omittingEmptySubsequences: false).filter {
      !$0.hasPrefix("repository:")
    }
    #expect(own == theirs)
    #expect(written.contains("repository: shop\n"))
  }
}
