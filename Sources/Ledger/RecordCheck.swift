package import Git
package import GitObjects
package import Policy
internal import SSH

/// A record and where it lies.
struct PlacedRecord: Sendable {
  /// How many records make a second thread worth while for their signatures.
  static let worthAThread = 16
  /// How many records are read before they are examined: no more are held at once.
  static let most = 1_024

  let record: Record
  let object: ObjectID
  let blob: ObjectID
  /// Of another repository than this one.
  let isForeign: Bool
}

/// What a record must be by itself: signed by a key that is there for such records, and on the object that it is
/// about.
package struct RecordCheck: Sendable {
  private let keys: [String: [ServerKey]]
  private let use: ServerKey.Use
  private let kinds: Set<Record.Kind>

  /// `kinds` are those whose signatures are checked.
  package init(
    keys: [ServerKey],
    use: ServerKey.Use = .server,
    kinds: Set<Record.Kind> = Set(Record.Kind.allCases)
  ) {
    self.kinds = kinds
    self.use = use
    self.keys = Dictionary(grouping: keys.filter { $0.use == use }) { "\($0.key.fingerprint)" }
  }

  /// What is wrong with the records of one note, whatever stands in the others.
  package func problems(
    inNote note: [UInt8],
    on object: ObjectID,
    names: RepositoryNames,
    in repository: borrowing Repository
  ) throws -> [LedgerProblem] {
    var problems: [LedgerProblem] = []
    for record in Record.records(inNote: note) {
      guard let record else {
        problems.append(.unreadable(on: object))
        continue
      }
      let isForeign = try !names.contain(record.repositoryName, in: repository)
      let placed = PlacedRecord(record: record, object: object, blob: .zero, isForeign: isForeign)
      problems += flaws(of: placed).problems
      if (record.kind == .deployment) != (use == .deployments) {
        problems.append(problem(.place, record, "is no record of this reference"))
      }
    }
    return problems
  }

  /// What is wrong with it, and whether its signature was checked and is good.
  func flaws(of placed: PlacedRecord) -> (problems: [LedgerProblem], isSigned: Bool) {
    let record = placed.record
    var problems = misplacement(of: record, on: placed.object)
    if placed.isForeign {
      problems.append(foreigner(record))
      return (problems, false)
    }
    guard kinds.contains(record.kind) else { return (problems, false) }
    let problem = problem(with: record)
    if let problem { problems.append(problem) }
    return (problems, problem == nil)
  }

  /// What is wrong with its signature.
  private func problem(with record: Record) -> LedgerProblem? {
    let fingerprint = record.signature.fingerprint
    guard let signers = keys[fingerprint], let key = signers.first else {
      let text = "is signed by \(Escaped.text(fingerprint)), which is no key of this ledger"
      return problem(.unsigned, record, text)
    }
    guard record.hasGoodSignature(by: key.key) else {
      return problem(.signature, record, "has a bad signature")
    }
    guard signers.contains(where: { $0.vouches(for: record, as: use) }) else {
      return problem(.dates, record, "is signed by the key '\(key.name)' outside its dates")
    }
    return nil
  }

  private func misplacement(of record: Record, on object: ObjectID) -> [LedgerProblem] {
    guard let subject = record.subject, subject != object else { return [] }
    return [problem(.place, record, "lies on \(object.short) and is about \(subject.short)")]
  }

  private func foreigner(_ record: Record) -> LedgerProblem {
    let name = Escaped.text(record.repositoryName)
    return problem(.repository, record, "is of another repository: '\(name)'")
  }

  private func problem(_ kind: LedgerProblem.Kind, _ record: Record, _ text: String)
    -> LedgerProblem
  {
    LedgerProblem(
      kind: kind,
      text: "\(record.kind.rawValue) record sha256:\(record.digest) \(text)"
    )
  }
}

extension Record {
  /// The object that the record itself says it is about.
  fileprivate var subject: ObjectID? {
    switch kind {
    case .decision, .landed, .baseline, .deployment:
      guard let new = objectID("new") else { return nil }
      return new.isZero ? objectID("old") : new
    case .introduced, .policy: return objectID("commit")
    case .settled: return nil
    }
  }
}
