/// The references that are the gate's own.
extension RefName {
  private init(trusted name: String) { self.init(checked: Array(name.utf8)) }

  package static let decisions = RefName(trusted: "refs/notes/countersign/decisions")
  package static let refusals = RefName(trusted: "refs/notes/countersign/refusals")
  /// Reviewers' approvals: the one of these that clients may append to.
  package static let approvals = RefName(trusted: "refs/notes/countersign/approvals")
  /// Deploy stages' verdicts.
  package static let deployments = RefName(trusted: "refs/notes/countersign/deployments")
  /// Where a clone fetches what clones may write themselves: under its own name a fetch would take away what was not
  /// sent yet.
  package static let fetchedApprovals = RefName(trusted: "refs/countersign/remote/approvals")
  package static let fetchedDeployments = RefName(trusted: "refs/countersign/remote/deployments")
  /// The policy and its key files as the server publishes them.
  package static let policy = RefName(trusted: "refs/countersign/policy")
}

extension RefName {
  /// The gate's own: it is no branch of anybody's, and what is pushed there has rules of its own.
  package var isGatesOwn: Bool {
    isBelow("refs/notes/countersign") || isBelow("refs/countersign")
  }
}
