internal import GitObjects

/// Sends the approvals: another reviewer may have been faster, so theirs are fetched and united with ours.
struct NotesPush {
  let remote: String
  private static let attempts = 5

  func run() async throws {
    for _ in 0..<Self.attempts {
      try await unite()
      let push = try await ChildProcess.run(
        "git",
        ["push", "--porcelain", remote, NoteCarrier.reference]
      )
      if push.isSuccess { return }
      guard Self.isContended(push) else {
        throw Failure(
          "'\(Escaped.text(remote))' did not take the approvals: \(Self.reason(push))",
          hint: "try 'git push \(Escaped.text(remote)) \(NoteCarrier.reference)'"
        )
      }
    }
    throw Failure(
      "others kept being faster at '\(Escaped.text(remote))'",
      hint: "run the same command again"
    )
  }

  /// Fetches the approvals of others, and unites ours with them.
  private func unite() async throws {
    _ = try await ChildProcess.output(
      "git",
      ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", remote, Self.refspec]
    )
    try await Self.uniteFetched()
  }

  /// A wildcard does not mind that nothing is there yet.
  static let refspec = "+\(NoteCarrier.reference)*:\(RefName.fetchedApprovals)*"

  /// Ours go on top of what was fetched: a second root could not be pushed.
  static func uniteFetched() async throws {
    let fetched = try await ChildProcess.run(
      "git",
      ["rev-parse", "--verify", "--quiet", "\(RefName.fetchedApprovals)"]
    )
    guard fetched.isSuccess else { return }
    _ = try await ChildProcess.output(
      "git",
      [
        "notes", "--ref", NoteCarrier.reference, "merge", "--quiet", "-s", "union",
        "\(RefName.fetchedApprovals)",
      ]
    )
  }

  /// Refused because the reference has moved on, or is being moved: by git, or by the hook, which sees it first.
  private static func isContended(_ push: ChildProcess.Finished) -> Bool {
    let text = String(decoding: push.output + push.errors, as: UTF8.self)
    return ["[rejected]", "cannot lock ref", "failed to update ref", "(stale-old)"].contains {
      text.firstRange(of: $0) != nil
    }
  }

  private static func reason(_ push: ChildProcess.Finished) -> String {
    let lines = push.errors.split(separator: 0x0A).map { Escaped.text(Array($0)) }
    return lines.first { $0.hasPrefix("remote: ") || $0.hasPrefix("fatal: ") } ?? lines.first
      ?? "it said nothing"
  }
}
