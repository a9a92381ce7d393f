package import Gate
package import Git
package import GitObjects
package import Ledger
package import Policy

/// Reads a repository for the gate: everything ``decide(_:under:given:)`` must know, and nothing decided.
///
/// Whatever cannot be read is an error, never "nothing found": a missing object must not look like a
/// harmless push.
package struct Gatherer: ~Copyable {
  package let repository: Repository
  package let policies: PolicySet
  package let source: PolicySource?
  package let limits: Limits
  package let now: Timestamp
  /// Notes commits to look for approvals in.
  package let approvalNotes: [ObjectID]
  /// What the same push makes of the approvals' notes.
  ///
  /// Their reference may still fail to move where the judged one moves: a decision that counts any of them
  /// must carry them itself.
  package var pushedNotes: ObjectID?
  /// All notes commits to look for approvals in, the push's own among them.
  var notesCommits: [ObjectID] { approvalNotes + (pushedNotes.map { [$0] } ?? []) }
  /// Trailers that a decision carries, and the objects they lay on.
  package var carried: [(object: ObjectID, trailer: [UInt8])] = []
  /// The decisions ledger as it stands; `nil` where the clone has none.
  package let decisions: DecisionIndex?
  /// The server's references as a clone knows them; `nil` on the server itself.
  package var remoteReferences: [(name: RefName, id: ObjectID)]?
  /// Whether approvals of other bytes of the same files are looked for too, to say that they are.
  package var looksFurther = false

  package init(
    repository: consuming Repository,
    policies: PolicySet,
    source: PolicySource?,
    limits: Limits,
    now: Timestamp,
    approvalNotes: [ObjectID],
    decisions: DecisionIndex?
  ) {
    self.repository = repository
    self.policies = policies
    self.source = source
    self.limits = limits
    self.now = now
    self.approvalNotes = approvalNotes
    self.decisions = decisions
  }

  /// Every reference of the server: judged in a clone, the author's own branches are not its.
  borrowing func serverReferences() throws -> [(name: RefName, id: ObjectID)] {
    try remoteReferences ?? repository.references()
  }
}

/// What is asked to be judged: a target, and from where to where.
package struct Move: Sendable {
  package let target: TargetName
  /// The policy entry that gates it; `nil` for the policy's own reference where no entry matches.
  package let entry: Target?
  /// The ids as pushed: a tag object for an annotated tag, zero for "none".
  package let old: ObjectID
  package let new: ObjectID
  package let pusher: Pusher
  /// Why the push asks to go without what rules require.
  package let breakGlass: [UInt8]?
  package let firstPush: PersonID?

  package init(
    target: TargetName,
    entry: Target?,
    old: ObjectID,
    new: ObjectID,
    pusher: Pusher,
    breakGlass: [UInt8]? = nil,
    firstPush: PersonID? = nil
  ) {
    self.target = target
    self.entry = entry
    self.old = old
    self.new = new
    self.pusher = pusher
    self.breakGlass = breakGlass
    self.firstPush = firstPush
  }
}
