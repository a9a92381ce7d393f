internal import Gathering
internal import Git
package import GitObjects
internal import Ledger
internal import Platform

/// Reads git's word on what has moved, after the fact.
///
/// It can refuse nothing any more.
package struct PostReceive {
  private let gitDirectory: [UInt8]
  private let now: Timestamp

  package init(gitDirectory: [UInt8], now: Timestamp = Clock.now()) {
    self.gitDirectory = gitDirectory
    self.now = now
  }

  package func run(_ updates: [RefUpdate]) throws {
    let recorder = try Recorder.open(gitDirectory: gitDirectory)
    let pending = try PendingDecisions(commonDirectory: recorder.repository.commonDirectory).all()
      .filter { pending in
        updates.contains { $0.old == pending.old && $0.new == pending.new }
      }
    if pending.isEmpty { return try settleBypasses(updates, in: recorder.repository) }
    let configuration = try Configuration(recorder.repository)
    let ledger = try ServerLedger(recorder.shared(), configuration, closing: pending, now: now)
    try Landing(ledger).landed(updates)
    try announcePolicy(configuration.policy, ifMovedBy: pending, in: recorder.repository)
    try settleBypasses(updates, in: recorder.repository)
  }

  /// A review settles a bypass as soon as it is here; if that fails, the next run does it.
  private func settleBypasses(_ updates: [RefUpdate], in repository: borrowing Repository) throws {
    guard updates.contains(where: { $0.name == .approvals }),
      let tip = try repository.ownTip(.decisions),
      try !DecisionIndex(commit: tip, serverKeys: []).openBypasses(in: repository).isEmpty
    else { return }
    try Server.open(gitDirectory: gitDirectory, now: now).settleBypasses()
  }

  /// A policy in a reference is published as soon as it has landed; if that fails, the next run does it.
  private func announcePolicy(
    _ source: PolicySource,
    ifMovedBy pending: [PendingDecisions.Pending],
    in repository: borrowing Repository
  ) throws {
    guard case .ref(let ref, _) = source,
      case let moved = try repository.resolve(ref).name,
      pending.contains(where: { $0.target == moved })
    else { return }
    try Server.open(gitDirectory: gitDirectory, now: now).announcePolicy()
  }
}
