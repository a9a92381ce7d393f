/// A working clone in which people commit, approve and push.
package struct TestClone: Sendable {
  package let path: String
  package let server: TestServer

  package init(path: String, server: TestServer) {
    self.path = path
    self.server = server
  }

  /// Runs git as somebody; it must succeed.
  @discardableResult
  package func git(_ arguments: String..., as person: String = "bob") async throws -> Finished {
    try await Tool.succeed("git", arguments, in: path, environment: server[person].environment)
  }

  /// Commits files, each a path and its content; an empty content deletes.
  ///
  /// The new commit's id.
  @discardableResult
  package func commit(
    _ files: [String: String],
    message: String = "change",
    as person: String = "bob",
    signed: Bool = false
  ) async throws -> String {
    for (name, content) in files {
      if content.isEmpty {
        try await git("rm", "--quiet", "-r", "--", name)
      } else {
        try TestFile.write(Array(content.utf8), to: "\(path)/\(name)")
        try await git("add", "--", name)
      }
    }
    var arguments = ["commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "-m", message]
    if signed {
      arguments =
        ["-c", "gpg.format=ssh", "-c", "user.signingKey=\(server[person].key)"] + arguments + ["-S"]
    }
    try await Tool.succeed("git", arguments, in: path, environment: server[person].environment)
    return try await git("rev-parse", "HEAD").line
  }

  /// Pushes as somebody; a refusal is a result.
  package func push(_ refspecs: String..., as person: String = "bob", options: [String] = [])
    async throws
    -> Finished
  {
    try await Tool.run(
      "git",
      ["push"] + options + ["origin"] + refspecs,
      in: path,
      environment: server[person].environment
    )
  }

  /// Runs `countersign` as somebody; any exit code is a result.
  package func countersign(_ arguments: String..., as person: String = "bob") async throws
    -> Finished
  {
    try await Tool.run(
      Tool.countersign,
      arguments,
      in: path,
      environment: server[person].environment
    )
  }

  /// Pins the server's key and fetches its policy, as `countersign trust` does.
  package func trust() async throws {
    try await Tool.succeed(
      Tool.countersign,
      ["trust", "origin", "--yes"],
      in: path,
      environment: server["bob"].environment
    )
  }

  /// Approves a range with the product's own command and pushes the approval as a note.
  @discardableResult
  package func approve(_ range: String, target: String = "refs/heads/main", as person: String)
    async throws
    -> Finished
  {
    try await Tool.run(
      Tool.countersign,
      [
        "approve", range, "--target", target, "--key", server[person].key, "--as", "note", "--push",
        "--yes",
      ],
      in: path,
      environment: server[person].environment
    )
  }
}
