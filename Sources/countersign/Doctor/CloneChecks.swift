internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy
internal import SSH

/// A clone: whether it knows what the server would say, and whether its owner can approve.
enum CloneChecks {
  static func run(_ repository: borrowing Repository, policy: String?, _ diagnosis: inout Diagnosis)
    async
  {
    lookAtFetching(repository, &diagnosis)
    diagnosis.look(at: "approvals") {
      try lookForUnsent("approval", .approvals, .fetchedApprovals, repository, &$0)
    }
    diagnosis.look(at: "deployments") { try lookAtDeployments(repository, &$0) }
    let clone: Clone
    do {
      clone = try Clone.open(policy: policy)
    } catch {
      let failure = Failure(error)
      diagnosis.fail(failure.message, mend: failure.hint)
      return
    }
    diagnosis.ok("the policy of '\(clone.policies.policy.repository)' loads from \(clone.origin)")
    if case .published = clone.origin {
      diagnosis.expect(
        (try? repository.config("countersign.repository")) ?? nil != nil,
        "the repository's name is pinned beside the server's key",
        else: "the server's key is pinned, and not whose: it may sign for other repositories too",
        mend: "countersign trust \(clone.remote)"
      )
    }
    await lookAtReviewer(clone, &diagnosis)
  }

  private static func lookAtFetching(
    _ repository: borrowing Repository,
    _ diagnosis: inout Diagnosis
  ) {
    let values = (try? repository.configValues("remote.origin.fetch")) ?? []
    let fetches = values.contains {
      String(decoding: $0, as: UTF8.self).firstRange(of: "refs/notes/countersign/decisions") != nil
    }
    diagnosis.expect(
      fetches,
      "'git fetch' brings the server's records",
      else: "'git fetch' does not bring the server's records",
      mend: "countersign trust origin"
    )
  }

  /// What a deploy stage recorded and did not send is nowhere else.
  private static func lookAtDeployments(
    _ repository: borrowing Repository,
    _ diagnosis: inout Diagnosis
  ) throws {
    let name = "\(RefName.deployments)"
    let isOverwritten = try repository.configValues("remote.origin.fetch").contains {
      String(decoding: $0, as: UTF8.self).hasSuffix(":\(name)*")
    }
    if isOverwritten {
      diagnosis.warn(
        "'git fetch' takes away deployment records that were not sent",
        mend: "countersign trust origin"
      )
    }
    try lookForUnsent(
      "deployment record",
      .deployments,
      .fetchedDeployments,
      repository,
      &diagnosis
    )
  }

  /// Whether the server has all that the clone wrote to a reference, as far as that was fetched.
  private static func lookForUnsent(
    _ what: String,
    _ name: RefName,
    _ fetchedName: RefName,
    _ repository: borrowing Repository,
    _ diagnosis: inout Diagnosis
  ) throws {
    guard let own = try repository.ownTip(name) else { return }
    guard let fetched = try repository.ownTip(fetchedName),
      try repository.isReachable(own, from: fetched, limits: .none)
    else {
      diagnosis.warn(
        "there may be \(what)s here that were not sent",
        mend: "countersign trust origin && git push origin \(name)"
      )
      return
    }
    diagnosis.ok("every \(what) here was sent")
  }

  private static func lookAtReviewer(_ clone: borrowing Clone, _ diagnosis: inout Diagnosis) async {
    do {
      let reviewer = try await Reviewer.current(in: clone.policies)
      diagnosis.ok("git commits as '\(reviewer.person)'")
    } catch {
      diagnosis.warn(Failure(error).message, mend: Failure(error).hint)
    }
    do {
      let key = try await SigningKey.find(nil)
      let lines = clone.policies.keyring.lines(for: key.publicKey)
      let name = "the key \(key.publicKey.fingerprint)"
      if lines.isEmpty {
        diagnosis.warn(
          "\(name) is nobody's in the policy",
          mend: "ask the server's admin to list it"
        )
      } else if lines.contains(where: { $0.isValid(at: clone.now) && $0.serves("countersign") }) {
        diagnosis.ok("\(name) can approve")
      } else {
        diagnosis.warn(
          "\(name) is revoked, outside its dates or not for approvals",
          mend: "ask the server's admin"
        )
      }
    } catch {
      diagnosis.warn(Failure(error).message, mend: Failure(error).hint)
    }
  }
}
