internal import Approvals
package import Gate
package import Git
package import Policy

/// Why a proposal could not be put together.
package enum GatheringError: Error {
  /// The push itself is at fault: a refusal, with its reason.
  case refused(Reason)
  /// The gate cannot decide: exit 2.
  case undecidable(Reason)
}

extension GatheringError {
  package init(_ error: PolicyError) {
    self = .undecidable(
      Reason(.policyInvalid, error.description, hint: "run 'countersign policy lint' on the server")
    )
  }

  /// What libgit2 could not do, in the gate's own words.
  package init(_ error: GitError) {
    switch error.kind {
    case .unsupported:
      self = .undecidable(Reason(.unsupportedRepository, error.description))
    case .tooLarge:
      self = .refused(
        Reason(
          .limitExceeded,
          error.description,
          hint: "push in smaller steps, or ask the server's admin to raise the limit"
        )
      )
    case .nested:
      self = .refused(
        Reason(.limitExceeded, error.description, hint: "tag the commit itself, and push that")
      )
    case .malformed:
      self = .refused(
        Reason(
          .commitMalformed,
          error.description,
          hint: "run 'git fsck --strict' in your clone and rewrite what it names"
        )
      )
    default:
      self = .undecidable(
        Reason(
          .objectsMissing,
          error.description,
          hint: "ask the server's admin to run 'countersign doctor'"
        )
      )
    }
  }
}
