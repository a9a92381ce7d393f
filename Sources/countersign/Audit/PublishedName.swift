internal import Git
internal import GitObjects
internal import Ledger
internal import Policy
internal import SSH

/// What the policy that was published last calls the repository.
enum PublishedName {
  /// By a policy that calls it otherwise, every record that is here is another repository's, and no finding would
  /// say why.
  ///
  /// A name that was changed on disk is published, and goes on record, with the next run; a chain that cannot be
  /// read, or that no server key signed, is a finding of the audit's own.
  static func refuseAnother(
    than policy: Policy,
    isTyped: Bool,
    in repository: borrowing Repository
  ) throws {
    guard let tip = try repository.ownTip(.policy),
      let (policies, signer) = try? PublishedPolicy.read(tip, in: repository),
      policy.serverKeys.contains(where: { $0.key == signer && $0.use == .server }),
      policies.policy.repository != policy.repository
    else { return }
    let isInForce = try !isTyped && repository.isGated()
    throw Failure(
      "the policy is of '\(policy.repository)', and what was published last of "
        + "'\(policies.policy.repository)'",
      hint: isInForce
        ? "where its admin has changed the name, put that on record with"
        : "give '--policy' the one of '\(policies.policy.repository)'",
      command: isInForce ? "countersign reconcile" : nil
    )
  }
}
