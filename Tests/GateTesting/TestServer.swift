/// A bare repository with the real hooks, and the people its policy knows.
///
/// Its people are `alice` and `dana` (security), `bob` and `carol` (platform), all with keys; anybody else may
/// be made with ``TestPerson`` and is a stranger.
package final class TestServer: Sendable {
  package let scratch: Scratch
  package let path: String
  package let people: [String: TestPerson]

  /// `policy` is the policy's text; `SERVER_KEY` in it stands for the server's public key.
  ///
  /// `seed` holds the files of a first commit that `main` has before the gate is set up: its
  /// baseline. `setUp` says whether `countersign init` runs.
  package init(
    policy: String = TestServer.policy,
    seed: [String: String]? = nil,
    arguments: [String] = [],
    scratch: Scratch? = nil,
    name: String = "payments.git",
    setUp: Bool = true
  ) async throws {
    let scratch = try scratch ?? Scratch()
    self.scratch = scratch
    path = scratch.path(name)
    var people: [String: TestPerson] = [:]
    for id in ["alice", "bob", "carol", "dana"] {
      people[id] = try await TestPerson(id, in: scratch)
    }
    self.people = people
    try await Tool.succeed(
      "git",
      ["init", "--quiet", "--bare", "-b", "main", path],
      in: scratch.path
    )
    if let seed { try await plant(seed) }
    guard setUp else { return }
    // What is there already `init` keeps, and the policy it publishes is this one.
    try TestFile.makeDirectory("\(path)/countersign")
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-t", "ed25519", "-N", "", "-C", "countersign", "-f", "countersign/signing_key"],
      in: path
    )
    try setPolicy(policy)
    let signers = people.values.map(\.allowedSigner).sorted().joined()
    try TestFile.write(Array(signers.utf8), to: "\(path)/countersign/allowed_signers")
    try await Tool.succeed(
      Tool.countersign,
      ["init", "--bare", path, "--host", "ssh"] + arguments,
      in: scratch.path
    )
  }

  /// Writes the first commit of `main` through `git fast-import`, at a fixed date.
  private func plant(_ files: [String: String]) async throws {
    var stream = "commit refs/heads/main\ncommitter dana <dana@example.com> 1700000000 +0000\n"
    stream += "data 5\nstart\n"
    for (name, content) in files.sorted(by: { $0.key < $1.key }) {
      stream += "M 100644 inline \(name)\ndata \(content.utf8.count)\n\(content)\n"
    }
    try await Tool.succeed("git", ["fast-import", "--quiet"], in: path, input: Array(stream.utf8))
  }

  package subscript(id: String) -> TestPerson {
    guard let person = people[id] else { preconditionFailure("there is no \(id)") }
    return person
  }

  package func setPolicy(_ text: String) throws {
    let key = try TestFile.text("\(path)/countersign/signing_key.pub").split(separator: " ").prefix(
      2
    )
    let filled = text.split(separator: "SERVER_KEY", omittingEmptySubsequences: false).joined(
      separator: key.joined(separator: " ")
    )
    try TestFile.write(Array(filled.utf8), to: "\(path)/countersign/policy.yaml")
  }

  /// Adds lines to the policy's key file.
  package func addSigners(_ lines: String) throws {
    let file = "\(path)/countersign/allowed_signers"
    try TestFile.write(try TestFile.read(file) + Array(lines.utf8), to: file)
  }

  @discardableResult
  package func git(_ arguments: String..., environment: [String: String] = [:]) async throws
    -> Finished
  {
    try await Tool.succeed("git", arguments, in: path, environment: environment)
  }

  /// Runs `countersign` in the server repository; any exit code is a result.
  package func countersign(_ arguments: String...) async throws -> Finished {
    try await Tool.run(Tool.countersign, arguments, in: path)
  }

  /// The id a reference is at; `nil` where there is none.
  package func tip(_ ref: String) async throws -> String? {
    let result = try await Tool.run("git", ["rev-parse", "--verify", "--quiet", ref], in: path)
    return result.isSuccess ? result.line : nil
  }

  /// Where every reference is, the gate's own left out.
  package func refs() async throws -> [String: String] {
    let text = try await git("for-each-ref", "--format=%(refname) %(objectname)").text
    var refs: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if words[0].hasPrefix("refs/countersign/") || words[0].hasPrefix("refs/notes/countersign/") {
        continue
      }
      refs[words[0]] = words[1]
    }
    return refs
  }

  /// Lets something land past the gate, as an administrator at a shell can.
  package func moveWithoutGate(_ ref: String, to id: String) async throws {
    try await git("update-ref", ref, id)
  }

  /// The notes on an object in one of the server's ledgers: `decisions` or `refusals`.
  package func records(on object: String, in ledger: String = "decisions") async throws -> String {
    try await Tool.run(
      "git",
      ["notes", "--ref", "countersign/\(ledger)", "show", object],
      in: path
    ).text
  }

  /// A new clone of this server.
  package func clone(_ name: String = "clone") async throws -> TestClone {
    let clone = TestClone(path: scratch.path(name), server: self)
    try await Tool.succeed("git", ["clone", "--quiet", path, clone.path], in: scratch.path)
    return clone
  }

  /// Two groups, two environments, path classes; `SERVER_KEY` is filled in.
  package static let policy = """
    version: 1
    repository: acme/payments
    server_keys: {main: {key: "SERVER_KEY"}}
    people:
      alice: {name: Alice Ng, emails: [alice@example.com]}
      bob: {name: Bob Roy, emails: [bob@example.com]}
      carol: {name: Carol Wu, emails: [carol@example.com]}
      dana: {name: Dana Ek, emails: [dana@example.com]}
      deploy-bot: {kind: automation, operator: alice, emails: [deploy-bot@example.com]}
    groups:
      security: [alice, dana]
      platform: [bob, carol]
    contributors: ["*@example.com"]
    keys: {ssh: allowed_signers}
    governance: {approvals: 1, from: [security]}
    agents:
      - {trailer: "Co-authored-by: *<noreply@anthropic.com>", name: claude}
      - {author: "*[bot]@users.noreply.github.com"}
    targets:
      - {ref: refs/heads/main, environment: staging}
      - {ref: "refs/heads/release/*", environment: production, honours: [refs/heads/main]}
      - {ref: "refs/tags/v*", environment: production, honours: ["refs/heads/release/*"]}
    classes:
      iam: {paths: ["iam/", "**/rbac/*.yaml"]}
      infrastructure: {paths: ["*.tf", "k8s/"], ignore: ["**/README.md"]}
      keys: {paths: ["*.pem"]}
    rules:
      - name: access
        classes: [iam]
        require: {approvals: 1, from: [security]}
      - name: infra
        classes: [infrastructure, meta]
        require: {approvals: 1, from: [platform, security]}
      - name: no-keys
        classes: [keys]
        refuse: private keys are never pushed

    """
}
