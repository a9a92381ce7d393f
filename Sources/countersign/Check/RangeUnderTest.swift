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
    try refusePolicyUnderTest(clone, span)
    let pusher = pusher.map { Pusher(login: Array($0.utf8), adapter: "pipeline") } ?? .nobody
    let decision = try clone.decision(on: span, to: destination, pusher: pusher)
    return CheckReport(
      decision: decision,
      notes: try notes(clone, span),
      policyDigest: "\(clone.policies.digest)",
      policySource: clone.source,
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
    return try clone.range(range, to: destination)
  }

  /// Whoever changes the policy in the commit that is judged by it would approve themselves.
  private func refusePolicyUnderTest(_ clone: borrowing Clone, _ span: Clone.Range) throws {
    // What a server published is signed by it, and no part of any commit.
    if clone.source == "refs/countersign/policy" { return }
    let hint =
      "give '--policy' one outside the commit: the target's own tip, or a file of the pipeline's"
    switch clone.policySource {
    case nil: return
    case .file(let path):
      guard let tree = clone.repository.workingDirectory.flatMap({ Files.resolve($0) }),
        let file = Files.resolve(Files.join(clone.repository.commonDirectory, path)),
        let git = Files.resolve(clone.repository.commonDirectory)
      else { return }
      let isInside =
        file.starts(with: tree + [UInt8(ascii: "/")])
        && !file.starts(with: git + [UInt8(ascii: "/")])
      if isInside { throw Failure("'\(clone.source)' is part of what is under test", hint: hint) }
    case .ref(let ref, _):
      guard
        let tip = try clone.repository.resolve(ref).id.flatMap({
          try clone.repository.peelToCommit($0)
        })
      else { return }
      let isNew = try !clone.repository.isReachable(tip, from: span.old)
      if isNew, try clone.repository.isReachable(tip, from: span.new) {
        throw Failure("'\(clone.source)' is part of what is under test", hint: hint)
      }
    }
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
