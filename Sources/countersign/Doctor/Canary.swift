internal import GitObjects
internal import Platform

/// Really pushes a reference that no client may push.
///
/// If it lands, nothing is judged here; then it is taken away again. It points to an empty commit
/// of its own, and the refusal is recorded like any other.
enum Canary {
  private static let reference = "refs/countersign/canary"

  static func run(_ git: GitCommand, _ diagnosis: inout Diagnosis) async {
    do {
      let directory = try Files.makeTemporaryDirectory()
      let path = String(decoding: directory, as: UTF8.self)
      defer { remove(path) }
      let result = try await push(from: path, to: String(decoding: git.gitDirectory, as: UTF8.self))
      if result.isSuccess {
        _ = await git.run("update-ref", "-d", reference)
        diagnosis.fail(
          "the canary LANDED: pushes are not judged here",
          mend:
            "mend the hooks as said above; one that runs countersign among other things must run it first"
        )
      } else if String(decoding: result.errors, as: UTF8.self).firstRange(of: "protected-ref")
        != nil
      {
        diagnosis.ok("the canary was refused, as it must be")
      } else {
        let lines = result.errors.split(separator: 0x0A).map { Escaped.text(Array($0)) }
        diagnosis.fail(
          "the canary was refused, but not as it should be: \(lines.first ?? "nothing was said")",
          mend: "push something and read what the hook says"
        )
      }
    } catch {
      diagnosis.unknown("the canary could not be pushed: \(Failure(error).message)")
    }
  }

  private static func push(from directory: String, to server: String) async throws
    -> ChildProcess.Finished
  {
    let identity = [
      "GIT_AUTHOR_NAME": "countersign", "GIT_AUTHOR_EMAIL": "canary@localhost",
      "GIT_COMMITTER_NAME": "countersign", "GIT_COMMITTER_EMAIL": "canary@localhost",
    ]
    func git(_ arguments: String...) async throws -> String {
      let output = try await ChildProcess.output(
        "git",
        ["-C", directory] + arguments,
        environment: identity
      )
      return String(decoding: output.prefix { $0 != 0x0A }, as: UTF8.self)
    }
    _ = try await git("init", "--quiet", "--bare")
    let tree = try await git("mktree")
    let commit = try await git("-c", "commit.gpgSign=false", "commit-tree", "-m", "canary", tree)
    return try await ChildProcess.run(
      "git",
      ["-C", directory, "push", server, "\(commit):\(reference)"],
      environment: ["LC_ALL": "C"]
    )
  }

  private static func remove(_ directory: String) {
    guard directory.hasPrefix("/tmp/countersign-") else { return }
    Files.removeTree(Array(directory.utf8))
  }
}
