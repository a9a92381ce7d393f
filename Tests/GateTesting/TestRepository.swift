/// A bare repository without a gate, to compare what is read from it with what git says.
package struct TestRepository: Sendable {
  package let scratch: Scratch
  package let path: String

  package init() async throws {
    scratch = try Scratch()
    path = scratch.path("repository.git")
    try await Tool.succeed(
      "git",
      ["init", "--quiet", "--bare", "-b", "main", path],
      in: scratch.path
    )
  }

  package var gitDirectory: [UInt8] { Array(path.utf8) }

  @discardableResult
  package func git(_ arguments: String..., input: [UInt8] = []) async throws -> Finished {
    try await Tool.succeed("git", arguments, in: path, input: input)
  }

  /// Runs git; any exit code is a result.
  package func attempt(_ arguments: String..., input: [UInt8] = []) async throws -> Finished {
    try await Tool.run("git", arguments, in: path, input: input)
  }

  /// Writes objects that nothing checks; their ids, in order.
  package func writeUnchecked(_ objects: [[UInt8]], kind: String) async throws -> [String] {
    var paths = ""
    for (index, object) in objects.enumerated() {
      paths += try scratch.write(object, to: "objects/\(kind)-\(index)") + "\n"
    }
    let result = try await git(
      "hash-object",
      "-t",
      kind,
      "-w",
      "--literally",
      "--stdin-paths",
      input: Array(paths.utf8)
    )
    return result.text.split(separator: "\n").map(String.init)
  }

  /// The ids of the objects that `git fsck --strict` calls wrong, with what it says of each.
  package func fsckErrors() async throws -> [String: [String]] {
    let result = try await attempt("fsck", "--strict", "--no-dangling", "--no-reflogs")
    var errors: [String: [String]] = [:]
    for line in (result.text + result.errorText).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 4).map(String.init)
      guard words.count == 5, words[0] == "error", words[1] == "in" else { continue }
      errors[String(words[3].prefix(40)), default: []].append(words[4])
    }
    return errors
  }

  /// Makes a history from a stream in the language of `git fast-import`.
  package func load(_ stream: [UInt8]) async throws {
    try await git("fast-import", "--quiet", "--force", input: stream)
  }
}
