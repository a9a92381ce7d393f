internal import Approvals
internal import Gate
internal import Git
internal import GitObjects
internal import Ledger

extension Server {
  /// Refuses what could not be kept so that it can be read again: a push must not be able to stop the next one, nor
  /// to blind an audit.
  borrowing func refuseUnrecordable(_ verdict: inout PreReceive.Verdict) throws {
    guard !verdict.isRefused else { return }
    let size = verdict.decisions.reduce(0) { $0 + entry($1).draft.byteCount }
    for index in verdict.decisions.indices {
      let kept = try noteSize(on: verdict.decisions[index].recordedOn)
      if size > RecordLimit.push {
        let limit = RecordLimit.push
        verdict.refuse(index, "its record would have \(size) bytes, and \(limit) are allowed")
      } else if kept > RecordLimit.object {
        verdict.refuse(index, "there are \(kept) bytes of records on its commit already")
      }
    }
  }

  private borrowing func noteSize(on object: ObjectID) throws -> Int {
    guard let tip = try recorder.repository.ownTip(.decisions) else { return 0 }
    return try recorder.repository.noteSize(on: object, in: tip)
  }
}

extension PreReceive.Verdict {
  fileprivate mutating func refuse(_ index: Int, _ message: String) {
    decisions[index].outcome = .refused
    decisions[index].reasons.insert(
      Reason(.limitExceeded, message, hint: "push in smaller steps"),
      at: 0
    )
  }
}
