internal import GitObjects
internal import Platform
internal import Policy

/// Gives reviewers time: the approvals are fetched again before each round.
struct Waiting {
  private let deadline: Double
  private let remote: String
  private static let interval = 5.0

  /// `nil` where nothing is to be waited for.
  init?(_ text: String?, remote: String) throws {
    guard let text else { return nil }
    guard let seconds = PolicyDuration.seconds(text), seconds > 0 else {
      throw Failure(
        "'\(Escaped.text(text))' is no time such as 30m",
        hint: "write '--wait 30m', or 2h, 90s"
      )
    }
    deadline = Clock.monotonic() + Double(seconds)
    self.remote = remote
  }

  /// Only here does `check` start git.
  ///
  /// Hooks and the file monitor of the checkout's own config run nothing, and a wildcard does not
  /// mind that nobody has approved anything yet.
  func fetchApprovals() async throws {
    let fetch = try await ChildProcess.run(
      "git",
      [
        "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "gc.auto=0",
        "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", remote,
        NotesPush.refspec,
      ]
    )
    guard fetch.isSuccess else {
      let line =
        fetch.errors.split(separator: 0x0A).first.map { Escaped.text(Array($0)) }
        ?? "git said nothing"
      throw Failure(
        "cannot fetch the approvals from '\(Escaped.text(remote))': \(line)",
        hint: "run 'git fetch \(Escaped.text(remote))' to see why"
      )
    }
  }

  /// Sleeps until the next round; `false` where the time is over.
  func pause() async throws -> Bool {
    let left = deadline - Clock.monotonic()
    guard left > 0 else { return false }
    try await Task.sleep(for: .seconds(min(left, Self.interval)))
    return true
  }
}
