package import Approvals
package import Gate
package import Git
package import GitObjects
package import Ledger

/// Finds what may settle a bypass: reviews, and what takes them back, in the notes on its object.
package struct DebtSearch {
  private let examiner: Examiner
  private let notes: [ObjectID]

  /// `notes` are notes commits with approvals.
  package init(_ check: ApprovalCheck, notes: [ObjectID], limits: WalkLimits) {
    examiner = Examiner(check: check, limits: limits)
    self.notes = notes
  }

  /// The bypass that a decision's record tells of, with its reviews; `nil` where it tells of none.
  package func debt(_ record: Record, in repository: borrowing Repository) throws -> BypassDebt? {
    guard var debt = BypassDebt(record) else { return nil }
    let places = [debt.object] + statements(about: debt, try reviews(on: [debt.object], repository))
    debt.reviews = try reviews(on: places, repository)
    return debt
  }

  /// The debts that an index has open, with their reviews.
  package func open(in index: DecisionIndex, of repository: borrowing Repository) throws
    -> [BypassDebt]
  {
    var debts: [BypassDebt] = []
    for record in try index.openBypasses(in: repository) {
      guard let debt = try debt(record, in: repository) else {
        throw LedgerError("decision sha256:\(record.digest) does not say what it bypassed")
      }
      debts.append(debt)
    }
    return debts
  }

  /// The ids that revocations of the reviews are noted under.
  private func statements(about debt: BypassDebt, _ reviews: [ExaminedApproval]) -> [ObjectID] {
    Set(reviews.compactMap(\.statementDigest)).sorted().map {
      Statement.place(ofRevoking: $0)
    }
  }

  private func reviews(on objects: [ObjectID], _ repository: borrowing Repository) throws
    -> [ExaminedApproval]
  {
    var found: [ExaminedApproval] = []
    for tip in notes {
      var lookup = try NotesLookup(tip, in: repository)
      for object in objects {
        for blob in try lookup.blobs(on: object, in: repository) {
          let note = try repository.object(blob, limit: 16 << 20).bytes
          found += try examiner.approvals(inNote: note, on: object)
        }
      }
    }
    return found.filter { $0.kind == .bypassReview || $0.kind == .revocation }
  }
}

extension BypassDebt {
  /// Reads what a decision's record says; `nil` where it bypassed nothing, or does not say what.
  package init?(_ record: Record) {
    guard record.kind == .decision, let target = record.target, let time = record.time,
      let new = record.objectID("new"), let old = record.objectID("old"),
      let bypass = Bypass(record)
    else { return nil }
    self.init(
      decision: record.digest,
      target: TargetName(bytes: target),
      object: new.isZero ? old : new,
      time: time,
      bypass: bypass
    )
  }
}

extension Bypass {
  /// Reads the lines `bypass REVIEW-BY REASON` and `inside NAME…` of a decision.
  package init?(_ record: Record) {
    guard let fields = record.all("bypass").first?.fields, fields.count >= 2,
      let reviewBy = Timestamp(fields[0]),
      let reason = Escaped.percentDecode(Array(fields[1...].joined(separator: [0x20])))
    else { return nil }
    var inside: Set<[UInt8]> = []
    for field in record.all("inside").flatMap(\.fields) {
      guard let name = Escaped.percentDecode(field) else { return nil }
      inside.insert(name)
    }
    self.init(reason: reason, reviewBy: reviewBy, inside: inside)
  }
}

extension Gatherer {
  /// The bypasses of a target that no record calls reviewed.
  borrowing func debts(of target: TargetName) throws -> [BypassDebt] {
    guard let decisions else { return [] }
    let check = ApprovalCheck(policies: policies, now: now)
    let search = DebtSearch(check, notes: notesCommits, limits: limits.walk)
    return try search.open(in: decisions, of: repository).filter { $0.target == target }
  }
}
