internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// A commit that a push brings here for the first time, and the reference it came by.
struct Introduction {
  let commit: ObjectID
  let ref: RefName
}

extension PreReceive {
  /// The decision is on disk before the push is let go; a refusal is on disk too, and outlives its objects.
  borrowing func record(_ verdict: Verdict, introduced: [Introduction]) throws {
    let writer = try server.writer()
    var entries = verdict.recorded.map { decision in
      let object = decision.new.isZero ? decision.old : decision.new
      let draft = decision.record(
        at: server.now,
        under: server.policies,
        from: server.configuration.policy
      )
      return LedgerWriter.Entry(draft, on: object)
    }
    if verdict.isRefused {
      try writer.append(entries, to: .refusals)
      return
    }
    entries += introduced.compactMap { entry($0) }
    let records = try writer.append(entries, to: .decisions)
    try Landing(server).expect(records.filter { $0.kind == .decision })
  }

  /// Nobody is not a name to record: a commit that nobody introduced stays so.
  private borrowing func entry(_ introduction: Introduction) -> LedgerWriter.Entry? {
    guard let login = pusher.login else { return nil }
    var draft = RecordDraft(
      .introduced,
      at: server.now,
      repository: server.policies.policy.repository
    )
    draft.add("ref", introduction.ref.bytes)
    draft.add("commit", "\(introduction.commit)")
    draft.add("pusher", login, Array((pusher.adapter ?? "").utf8))
    return LedgerWriter.Entry(draft, on: introduction.commit)
  }

  /// The commits with findings that no push brought here before.
  borrowing func introductions(_ judged: [Judged]) throws -> [Introduction] {
    let newCommits = try NewCommits(self)
    var seen: Set<ObjectID> = []
    var result: [Introduction] = []
    for one in judged where !one.carriers.isEmpty {
      let new = try newCommits.firstSeen(among: one.carriers, below: one.update.update.new)
      for commit in new where seen.insert(commit).inserted {
        result.append(Introduction(commit: commit, ref: one.update.name))
      }
    }
    return result
  }
}
