internal import Approvals
internal import ArgumentParser
internal import Gate
internal import GitObjects
internal import Report

/// Signs that what one has signed before counts no more.
struct Revoke: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Take back your own approval or veto.",
    discussion: """
      Names statements by their digests, as refusals and 'explain' print them, or all of yours about a range. An \
      approval that is taken back counts no more, and a veto no longer stands; what has landed has landed. Nobody takes \
      back what somebody else has signed, and a revocation is final: approve or veto anew.

        countersign revoke sha256:… --push
        countersign revoke origin/feature --target main --push

      Exit codes: 0 taken back, 1 nothing was signed, 2 it could not be done.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Digests of statements, or a range to take back everything of yours about; without one, HEAD.",
      valueName: "statement-or-range"
    )
  )
  var subjects: [String] = []
  @OptionGroup var targets: TargetOptions
  @OptionGroup var signing: SigningOptions

  func run() async throws {
    await Failure.guarding {
      try targets.check()
      let digests = try subjects.filter { $0.hasPrefix("sha256:") }.map(StatementDigest.parse)
      let ranges = subjects.filter { !$0.hasPrefix("sha256:") }
      guard ranges.count < 2 else { throw Failure("several ranges are too many") }
      return try await SigningRun(act: .revoke, options: signing).run { reviewer, clone in
        var found = OwnStatements(of: reviewer)
        if ranges.first != nil || digests.isEmpty {
          try found.add(about: ranges.first, targets, in: clone)
        }
        if !digests.isEmpty { try found.add(digests, in: clone) }
        return try found.requests(signing, digests, in: clone)
      }
    }
  }
}

/// A statement's digest as it is typed.
enum StatementDigest {
  static func parse(_ text: String) throws -> Digest {
    let digits = text.hasPrefix("sha256:") ? text.dropFirst(7) : Substring(text)
    guard let digest = Digest(hex: Array(digits.utf8)) else {
      throw Failure("'\(Escaped.text(text))' is no digest such as sha256:…")
    }
    return digest
  }
}
