package import Gate
internal import Gathering
package import Git
package import GitObjects
package import Ledger

/// A break-glass push that landed, and what became of the debt that it opened.
package struct AuditedBypass: Sendable {
  package enum State: Hashable, Sendable {
    case open
    /// Nobody reviewed it in time.
    case overdue
    /// By whom, raw, and when the server put it on record.
    case settled(by: [UInt8], at: Timestamp?)
  }

  package let debt: BypassDebt
  package let state: State

  /// A sentence about it, for people.
  package var text: String {
    let what =
      "break-glass of \(debt.time) on '\(debt.target)', sha256:\(debt.decision), "
      + "'\(Escaped.text(debt.bypass.reason))': "
    switch state {
    case .open: return what + "to be reviewed by \(debt.bypass.reviewBy)"
    case .overdue: return what + "not reviewed, and due since \(debt.bypass.reviewBy)"
    case .settled(let reviewer, let time):
      let when = time.map { " at \($0)" } ?? ""
      return what + "reviewed by '\(Escaped.text(reviewer))'\(when)"
    }
  }
}

/// Every bypass of a ledger, by its records.
package struct BypassAudit {
  package private(set) var bypasses: [AuditedBypass] = []
  package private(set) var problems: [AuditFinding] = []

  private var reviews: [Digest: LedgerEntry] = [:]
  private let reader: LedgerReader

  /// Reads the bypasses of the decisions, whose notes commit is `tip`, as they stand at a time.
  package init(
    _ reader: LedgerReader,
    tip: ObjectID,
    at now: Timestamp,
    in repository: borrowing Repository
  ) throws {
    self.reader = reader
    var landed: Set<Digest> = []
    for entry in reader.entries {
      guard let decision = entry.decision else { continue }
      if entry.isSigned, entry.kind == .landed { landed.insert(decision) }
      if entry.isReview, reviews[decision] == nil { reviews[decision] = entry }
    }
    for entry in reader.entries
    where entry.kind == .decision && entry.outcome?.elementsEqual("bypassed".utf8) == true
      && landed.contains(entry.digest)
    {
      try add(entry, at: now, in: repository)
    }
    checkIndex(DecisionIndex(commit: tip, serverKeys: []), in: repository)
  }

  private mutating func add(
    _ entry: LedgerEntry,
    at now: Timestamp,
    in repository: borrowing Repository
  ) throws {
    guard let debt = BypassDebt(try reader.record(entry, in: repository)) else {
      problem("decision sha256:\(entry.digest) does not say what it bypassed")
      return
    }
    guard let review = reviews[entry.digest] else {
      let isOverdue = debt.isOverdue(at: now)
      let bypass = AuditedBypass(debt: debt, state: isOverdue ? .overdue : .open)
      bypasses.append(bypass)
      if isOverdue { problem(bypass.text) }
      return
    }
    let reviewer = try reader.record(review, in: repository).review?.reviewer ?? []
    if reviewer.isEmpty || debt.bypass.inside.contains(reviewer) {
      problem("the review of decision sha256:\(entry.digest) is by nobody outside it")
    }
    bypasses.append(
      AuditedBypass(debt: debt, state: .settled(by: reviewer, at: review.time))
    )
  }

  /// The hooks go by a list beside the notes, which must say what the records say.
  private mutating func checkIndex(_ index: DecisionIndex, in repository: borrowing Repository) {
    let open = bypasses.filter { bypass in
      if case .settled = bypass.state { false } else { true }
    }
    do {
      let listed = Set(try index.openBypasses(in: repository).map(\.digest))
      if listed != Set(open.map(\.debt.decision)) {
        problem("the list of bypasses that the hooks go by is not what the records say")
      }
    } catch {
      problem("\(error)")
    }
  }

  private mutating func problem(_ text: String) { problems.append(AuditFinding(.bypass, text)) }
}
