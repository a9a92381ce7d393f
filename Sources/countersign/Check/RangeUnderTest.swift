internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// A range that is judged by itself, without a server's records.
struct RangeUnderTest {
  let range: String?
  let from: String?
  let to: String?
  let pusher: String?

  func report(in clone: borrowing Clone, _ destination: Destination) throws -> CheckReport {
    guard destination.entry != nil else { throw Failure.ungated(destination.name) }
    let span = try span(in: clone, destination)
    guard span.old != span.new else {
      throw Failure(
        "there is nothing to judge: the range ends where it begins, at \(span.new)",
        hint: "'countersign check --environment NAME --to COMMIT' goes by the server's records"
      )
    }
    try PolicyUnderTest.refuse(in: clone, for: span.new) { tip, _ in
      try !span.old.isZero && clone.repository.isReachable(tip, from: span.old, limits: .none)
    }
    let pusher = pusher.map { Pusher(login: Array($0.utf8), adapter: "pipeline") } ?? .nobody
    let decision = try clone.decision(on: span, to: destination, pusher: pusher)
    return CheckReport(
      decision: decision,
      notes: try notes(clone, span),
      policyDigest: "\(clone.policies.digest)",
      policySource: "\(clone.origin)",
      reviewersPolicy: clone.reviewersPolicy,
      version: Countersign.version
    )
  }

  static func commit(_ text: String, in clone: borrowing Clone) throws -> ObjectID {
    do throws(GitError) {
      return try clone.repository.revision(text)
    } catch {
      throw Failure(
        revision: text,
        error,
        hint: "fetch it; in CI set 'fetch-depth: 0' or 'GIT_DEPTH: 0'"
      )
    }
  }

  /// `--from` is taken at its word; a range begins where git's would, at what the target does not have.
  private func span(in clone: borrowing Clone, _ destination: Destination) throws -> Clone.Range {
    if let from {
      guard range == nil else { throw Failure("a range and '--from' are two ways to say the same") }
      return Clone.Range(
        old: try Self.commit(from, in: clone),
        new: try Self.commit(to ?? "HEAD", in: clone)
      )
    }
    guard to == nil else { throw Failure("a range and '--to' are two ways to say the same") }
    // An empty variable of a pipeline must not be taken for HEAD.
    if let range, range.hasPrefix("..") || range.hasSuffix("..") {
      throw Failure("'\(Escaped.text(range))' has an empty side", hint: "write 'A..B'")
    }
    return try clone.range(range, to: destination)
  }

  private func notes(_ clone: borrowing Clone, _ span: Clone.Range) throws -> [String] {
    let from = span.old.isZero ? "the beginning" : "\(span.old)"
    var notes = ["judged by itself from \(from) to \(span.new), not by a server's records"]
    if try clone.repository.reference(.decisions) == nil { notes.append(Explain.noDecisions) }
    if let pusher {
      notes.append("pushed by '\(Escaped.text(pusher))', as the pipeline says")
    } else {
      notes.append("nobody says who pushed: authors are held by their signatures alone")
    }
    return notes
  }
}

extension Failure {
  static func ungated(_ target: TargetName) -> Failure {
    Failure("'\(target)' is not gated by the policy", hint: "give one of the policy's 'targets'")
  }
}
