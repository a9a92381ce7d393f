internal import Approvals
internal import Gate
internal import Git
internal import GitObjects
internal import Platform
internal import Policy

/// Approvals, each once: a note written on every blob is one approval, found at many places.
struct FoundApprovals {
  private(set) var approvals: [ExaminedApproval] = []
  private let examiner: Examiner
  private var waiting: [OfferedApproval] = []
  private var waitingSize = 0
  private var notes: Set<ObjectID> = []
  private var seen: Set<Key> = []

  /// From so many approvals on two threads examine them: one costs about a signature's time, and more where it has to
  /// wait for a processor.
  private static let worthAThread = 16
  /// Bytes of trailers that are kept until they are examined together.
  private static let mostWaiting = 4 << 20

  /// What makes two approvals one.
  ///
  /// The signature's bytes are left out: a statement that one key signed twice is one approval. With a touch, the second
  /// time, it is another.
  private struct Key: Hashable {
    let statement: Digest?
    let fingerprint: String?
    let problem: String
    let presence: Presence
  }

  init(_ examiner: Examiner) { self.examiner = examiner }

  /// Whether a note's text was not met before: on another object it offers the same approvals.
  mutating func isNew(note blob: ObjectID) -> Bool { notes.insert(blob).inserted }

  /// Takes what was found next; ``examine()`` must follow before ``approvals`` has it.
  mutating func add(_ offered: [OfferedApproval]) throws {
    waiting += offered
    waitingSize += offered.reduce(0) { $0 + ((try? $1.value.get().count) ?? 64) }
    waitingSize += offered.first?.commit?.commit.message.count ?? 0
    if waitingSize > Self.mostWaiting { try examine() }
  }

  /// Examines what waits; many signatures are checked by two threads, and the result does not depend on it.
  mutating func examine() throws {
    let examiner = examiner
    let examined = try OtherThread.map(waiting, worthIt: Self.worthAThread) {
      try examiner.examine($0)
    }
    (waiting, waitingSize) = ([], 0)
    add(examined)
  }

  mutating func add(_ examined: [ExaminedApproval]) {
    for approval in examined where seen.insert(Self.key(approval)).inserted {
      approvals.append(approval)
    }
  }

  private static func key(_ approval: ExaminedApproval) -> Key {
    var problem = ""
    var presence = Presence.none
    switch approval.signature {
    case .good(let verified): presence = verified.presence
    case .rejected(let code, let text): problem = "\(code) \(text)"
    }
    return Key(
      statement: approval.statementDigest,
      fingerprint: approval.fingerprint,
      problem: problem,
      presence: presence
    )
  }
}
