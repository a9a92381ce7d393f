/// An approval made with nothing but the definition of its format, git, sha256sum and ssh-keygen: what the
/// product's own command would never make can be tried, and what it makes is checked against it.
package struct HandApproval: Sendable {
  package var kind = "approval"
  package var repository = "acme/payments"
  package var target = "refs/heads/main"
  package var reviewer: String
  package var classes = "iam"
  package var issued: String
  package var expires: String
  package var changes: [String]
  /// What a revocation takes back, or a bypass review is about: 64 hexadecimal digits each.
  package var subjects: [String] = []
  package var tree: String?
  /// One word, so that it needs no encoding.
  package var reason: String?
  /// The reviewer's e-mail as the trailer has it.
  package var email: String
  /// Whose key signs, where it is not the reviewer's.
  package var signer: String
  package var namespace = "countersign"
  /// More tokens for the trailer, behind the others.
  package var extra = ""

  /// `changes` are as ``TestClone/changes(from:to:)`` gives them.
  package init(by reviewer: String, of changes: [String]) async throws {
    self.reviewer = reviewer
    self.changes = changes
    email = "\(reviewer)@example.com"
    signer = reviewer
    issued = try await Self.time("-1 minute")
    expires = try await Self.time("+7 days")
  }

  /// A moment as approvals spell it, as GNU `date` reads it.
  package static func time(_ text: String) async throws -> String {
    try await Tool.succeed("date", ["-u", "-d", text, "+%Y-%m-%dT%H:%M:%SZ"], in: "/").line
  }

  private var subjectKey: String { kind == "bypass-review" ? "decision" : "statement" }

  /// The SHA-256 of the statement.
  package func digest(in clone: TestClone) async throws -> String {
    let sum = try await Tool.succeed(
      "sha256sum",
      [],
      in: clone.path,
      input: Array(statement.utf8)
    )
    return String(sum.line.prefix(64))
  }

  package var statement: String {
    var lines = ["countersign \(kind) v1", "repository \(repository)", "target \(target)"]
    lines += [
      "reviewer \(reviewer)", "classes \(classes)", "issued \(issued)", "expires \(expires)",
    ]
    lines += subjects.map { "\(subjectKey) sha256:\($0)" }
    lines += changes.sorted().map { "change \($0)" }
    if let tree { lines.append("tree \(tree)") }
    if let reason { lines.append("reason \(reason)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The whole trailer in one line.
  ///
  /// `key` is a private key's path, where it is nobody's of the policy.
  package func trailer(in clone: TestClone, key: String? = nil) async throws -> String {
    let armor = try await Tool.succeed(
      "ssh-keygen",
      ["-Y", "sign", "-q", "-n", namespace, "-f", key ?? clone.server[signer].key],
      in: clone.path,
      input: Array(statement.utf8)
    ).text
    return trailer(
      signature: "ssh:" + armor.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    )
  }

  /// The whole trailer in one line, with a signature from elsewhere: `ssh:BASE64`, `openpgp:BASE64`.
  package func trailer(signature: String) -> String {
    var tokens = ["v1", "reviewer=\(reviewer)", "target=\(target)", "classes=\(classes)"]
    tokens += ["issued=\(issued)", "expires=\(expires)"]
    tokens +=
      subjects.map { "\(subjectKey)=sha256:\($0)" } + changes.sorted().map { "change=\($0)" }
    if repository != "acme/payments" { tokens.append("repository=\(repository)") }
    if let tree { tokens.append("tree=\(tree)") }
    if let reason { tokens.append("reason=\(reason)") }
    if kind != "approval" { tokens.append("kind=\(kind)") }
    if !extra.isEmpty { tokens.append(extra) }
    let name = "\(reviewer) <\(email)>"
    return "Countersigned-by: \(name) \(tokens.joined(separator: " ")) signature=\(signature)"
  }

  /// Leaves it as a note on an object, on the server.
  package func note(on object: String, in clone: TestClone) async throws {
    try await clone.note(try await trailer(in: clone), on: object)
    let push = try await clone.push(TestClone.approvals, as: reviewer)
    guard push.isSuccess else { throw TestError("the note was not taken: \(push.errorText)") }
  }
}

extension TestClone {
  package static let approvals = "refs/notes/countersign/approvals"

  /// Gives the server the clone's approvals past the gate, which takes none that do not count: so lies there
  /// what counted once, under an older policy or an older key file.
  package func plantApprovals() async throws {
    try await server.git("fetch", "--quiet", path, "+\(Self.approvals):\(Self.approvals)")
  }

  /// Adds text to the note that an object has among the approvals, in the clone.
  package func note(_ text: String, on object: String) async throws {
    // As a reviewer does: first what is there, then one's own on top.
    _ = try await Tool.run(
      "git",
      ["fetch", "--quiet", "origin", "\(Self.approvals):\(Self.approvals)"],
      in: path
    )
    try await git("notes", "--ref", Self.approvals, "append", "-m", text, object)
  }

  /// The ids of the file changes between two commits, from their definition.
  package func changes(from old: String, to new: String) async throws -> [String] {
    let raw = try await git(
      "diff-tree",
      "-r",
      "-z",
      "--raw",
      "--no-renames",
      "--full-index",
      old,
      new
    )
    let fields = raw.output.split(separator: 0, omittingEmptySubsequences: false)
    var ids: [String] = []
    for index in stride(from: 0, to: fields.count - 1, by: 2) {
      let words = String(decoding: fields[index].dropFirst(), as: UTF8.self).split(separator: " ")
      var bytes = Array("countersign file change v1\npath \(fields[index + 1].count):".utf8)
      bytes += fields[index + 1]
      bytes += Array("\nold \(words[0]) \(words[2])\nnew \(words[1]) \(words[3])\n".utf8)
      ids.append(
        String(try await Tool.succeed("sha256sum", [], in: path, input: bytes).line.prefix(64))
      )
    }
    return ids
  }

  /// The id of a move of a reference, from its definition.
  package func change(of ref: String, from old: String, to new: String) async throws -> String {
    let text =
      "countersign ref change v1\nref \(ref.utf8.count):\(ref)\nold \(old)\nnew \(new)\n"
    return String(
      try await Tool.succeed("sha256sum", [], in: path, input: Array(text.utf8)).line.prefix(64)
    )
  }
}
