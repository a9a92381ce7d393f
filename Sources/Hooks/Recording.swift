internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

extension Server {
  /// Puts decisions that let a push go on record, on disk, before it is.
  borrowing func record(
    _ decisions: [Decision],
    introduced: [Introduction],
    by pusher: Pusher
  ) throws {
    var entries: [LedgerWriter.Entry] = []
    for decision in decisions { entries.append(entry(decision)) }
    for one in introduced { if let entry = introduction(one, by: pusher) { entries.append(entry) } }
    guard !entries.isEmpty else { return }
    let pending = PendingDecisions(commonDirectory: repository.commonDirectory)
    try writer().append(to: .decisions, beforehand: pending.add) { _ in entries }
  }

  /// Puts a refused push on record, which outlives its objects.
  ///
  /// Somebody who is refused may go on for ever: of one object no more than ``RecordLimit/refusals`` bytes are
  /// kept, so that the same push a million times over does not fill the disk.
  borrowing func recordRefusal(_ decisions: [Decision]) throws {
    let writer = writer()
    try writer.append(to: .refusals) { tip in
      var entries: [LedgerWriter.Entry] = []
      for decision in decisions {
        let kept = try writer.recorder.repository.noteSize(on: decision.recordedOn, in: tip.commit)
        let entry = entry(decision)
        if kept + entry.draft.byteCount <= RecordLimit.refusals { entries.append(entry) }
      }
      return entries
    }
  }

  borrowing func entry(_ decision: Decision) -> LedgerWriter.Entry {
    let draft = decision.record(at: now, under: policies, from: "\(configuration.policy)")
    return .init(draft, on: decision.recordedOn)
  }

  private borrowing func introduction(_ introduction: Introduction, by pusher: Pusher)
    -> LedgerWriter.Entry?
  {
    guard let login = pusher.login else { return nil }
    var draft = RecordDraft(.introduced, at: now, repository: policies.policy.repository)
    draft.add("ref", introduction.ref.bytes)
    draft.add("commit", "\(introduction.commit)")
    draft.add("pusher", login, Array((pusher.adapter ?? "").utf8))
    return .init(draft, on: introduction.commit)
  }
}
