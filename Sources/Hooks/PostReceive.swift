internal import Gathering
internal import Git
package import GitObjects
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
    let common = try Repository.open(gitDirectory: gitDirectory).commonDirectory
    let pending = try PendingDecisions(commonDirectory: common).all().filter { pending in
      updates.contains { $0.old == pending.old && $0.new == pending.new }
    }
    guard !pending.isEmpty else { return }
    try Landing(try ServerLedger(gitDirectory: gitDirectory, closing: pending, now: now))
      .landed(updates)
    try announcePolicy(ifMovedBy: pending)
  }

  /// A policy in a reference is published as soon as it has landed; if that fails, the next run does it.
  private func announcePolicy(ifMovedBy pending: [PendingDecisions.Pending]) throws {
    let repository = try Repository.open(gitDirectory: gitDirectory)
    guard case .ref(let ref, _) = try Configuration(repository).policy,
      case let moved = try repository.resolve(ref).name,
      pending.contains(where: { $0.target == moved })
    else { return }
    try Server.open(gitDirectory: gitDirectory, now: now).announcePolicy()
  }
}
