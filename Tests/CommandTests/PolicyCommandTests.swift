import GateTesting
import Testing

@Suite("policy lint, test and show")
struct PolicyCommandTests {
  private func countersign(_ arguments: [String], in directory: String) async throws -> Finished {
    try await Tool.run(Tool.countersign, ["policy"] + arguments, in: directory)
  }

  /// A command, what it says of a file, and the hint; `DIR` stands for the directory.
  static let mistakes: [([String], String, String)] = [
    (["lint", "bad.yaml"], "bad.yaml:2:1: ", "'countersign policy schema' prints"),
    (["lint", "DIR/bad.yaml"], "DIR/bad.yaml:2:1: ", "'countersign policy schema' prints"),
    (["show", "file:./bad.yaml"], "./bad.yaml:2:1: ", "'countersign policy schema' prints"),
    (["lint", "DIR/none.yaml"], "there is no file 'DIR/none.yaml'", "name a policy"),
    (["test", "--policy", "none.yaml", "x"], "there is no file 'none.yaml'", "name a policy"),
    (
      ["test", "--policy", "good.yaml", "DIR/none"], "there is no file 'DIR/none'",
      "countersign help policy test"
    ),
    (
      ["test", "--policy", "good.yaml", "bad.yaml"], "bad.yaml:2:1: ",
      "countersign help policy test"
    ),
    (["lint", "keyless.yaml"], "keyless.yaml:4:13: there is no file 'nobody'", "policy schema"),
    (["lint"], "could not find repository", "name the policy's file"),
  ]

  @Test("what is wrong is said with the path as it was given, and a way on", arguments: mistakes)
  func mistake(_ arguments: [String], _ says: String, _ hint: String) async throws {
    let scratch = try Scratch()
    func filled(_ text: String) -> String { text.replacing("DIR", with: scratch.path) }
    let good =
      "version: 1\nrepository: x\ngovernance: {approvals: 1, from: [a]}\n"
      + "people: {b: {}}\ngroups: {a: [b]}\n"
    try scratch.write(good, to: "good.yaml")
    try scratch.write("version: 1\nmood: good\n", to: "bad.yaml")
    try scratch.write(
      good.replacing("people", with: "keys: {ssh: nobody}\npeople"),
      to: "keyless.yaml"
    )
    let result = try await countersign(arguments.map(filled), in: scratch.path)
    #expect(result.code == 2, "\(result)")
    #expect(result.words.contains(filled(says)), "\(result)")
    #expect(result.words.contains("\(hint)"), "\(result)")
    #expect(result.errorText.hasSuffix("countersign: not accepted\n"))
  }

  @Test("a server's own policy is named with its whole path, and a clone's is what it trusts")
  func own() async throws {
    let site = try await Site.make()
    let published = try await countersign(["show"], in: site.clone.path)
    #expect(published.isSuccess && published.text.contains("repository: acme/payments"))
    let file = "\(site.server.path)/countersign/policy.yaml"
    try TestFile.write(Array("version: 2\n".utf8), to: file)
    let broken = try await countersign(["lint"], in: site.server.path)
    #expect(broken.words.contains("\(file):1:10: "), "\(broken)")
    try TestFile.remove(file)
    let missing = try await countersign(["lint"], in: site.server.path)
    #expect(missing.words.contains("\(file): there is no such file"), "\(missing)")
    #expect(missing.words.contains("hint: run 'countersign init'"), "\(missing)")
  }

  /// What is run, where, and the hint; the server reads its policy from a reference that has none.
  static let absences: [([String], Bool, String)] = [
    (
      ["check", "HEAD", "--target", "main", "--policy", "file:nope.yaml"], false,
      "a file that exists"
    ),
    (
      ["explain", "--policy", "ref:refs/heads/nope:policy.yaml"], false,
      "a reference and a file in it that exist"
    ),
    (["reconcile"], false, "give '--bare' the server repository"),
    (["reconcile"], true, "to a 'file:', push the policy through the gate, then set it back"),
    (["policy", "lint"], true, "to a 'file:', push the policy through the gate, then set it back"),
    (
      ["audit", "verify"], true, "to a 'file:', push the policy through the gate, then set it back"
    ),
    (["doctor"], true, "to a 'file:', push the policy through the gate, then set it back"),
  ]

  @Test("a policy that is not there is told of by who asks", arguments: absences)
  func absent(_ arguments: [String], _ isServer: Bool, _ hint: String) async throws {
    let site = try await Site.make()
    let source = "ref:refs/heads/main:.countersign/policy.yaml"
    try await site.server.git("config", "countersign.policy", source)
    let result = try await site.run(arguments, in: isServer ? site.server.path : nil)
    #expect(result.code == (arguments == ["doctor"] ? 1 : 2), "\(result)")
    #expect(result.words.contains(hint) && !result.words.contains("countersign init"), "\(result)")
    guard arguments == ["reconcile"], isServer else { return }
    // The way that is named leads there.
    try await site.clone.commit(["docs/a.md": "x\n"])
    let push = try await site.clone.push("HEAD:refs/heads/main")
    #expect(push.remoteText.contains("(policy-missing)"), "\(push)")
    try await site.server.git("config", "countersign.policy", "file:countersign/policy.yaml")
    for name in ["policy.yaml", "allowed_signers"] {
      let text = try TestFile.text("\(site.server.path)/countersign/\(name)")
      try await site.clone.commit([".countersign/\(name)": text])
    }
    #expect(try await site.clone.push("HEAD:refs/heads/main").isSuccess)
    try await site.server.git("config", "countersign.policy", source)
    #expect(try await site.server.countersign("init").isSuccess)
    let lint = try await site.server.countersign("policy", "lint")
    #expect(lint.isSuccess, "\(lint)")
  }
}
