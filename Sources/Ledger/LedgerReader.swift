package import Git
package import GitObjects
package import Policy
internal import SSH

/// Where a decision, or a baseline, has led a reference.
package struct Landing: Hashable, Sendable {
  package let target: [UInt8]
  /// Zero for a baseline and for a creation.
  package let old: ObjectID
  package let new: ObjectID
  package let time: Timestamp
  package let isBaseline: Bool
  package let decision: Digest?
}

/// The whole of one ledger, read and checked record by record.
package struct LedgerReader: Sendable {
  /// What is wrong, one sentence each, in a fixed order.
  package private(set) var problems: [String] = []
  /// In the order they were written.
  package private(set) var records: [Record] = []
  private(set) var objects: [Digest: ObjectID] = [:]

  /// Reads every record of a notes commit, orders them by their chain, and checks signatures and places.
  package static func read(
    _ notes: ObjectID?, in repository: borrowing Repository, serverKeys: [ServerKey],
    ledger: LedgerRef = .decisions
  ) throws -> LedgerReader {
    var reader = LedgerReader()
    var bySequence: [Digest?: [Record]] = [:]
    for (object, blob) in try repository.allNotes(in: notes) {
      for record in Record.records(inNote: try repository.object(blob).bytes) {
        guard let record else {
          reader.problems.append("a record on \(object.short) cannot be read")
          continue
        }
        reader.objects[record.digest] = object
        bySequence[ledger == .decisions ? record.heads.decisions : record.heads.refusals, default: []].append(record)
      }
    }
    reader.follow(bySequence)
    for record in reader.records { reader.check(record, serverKeys) }
    if let notes { try reader.checkHead(try repository.commit(notes).message, ledger) }
    return reader
  }

  /// Each record names the one before it; a fork, a gap or a copy breaks the line.
  private mutating func follow(_ bySequence: [Digest?: [Record]]) {
    var last: Digest?
    var left = bySequence.values.reduce(0) { $0 + $1.count }
    while let next = bySequence[last], let record = next.first {
      if next.count > 1 { problems.append("two records follow \(Heads.spell(last))") }
      records.append(record)
      left -= next.count
      last = record.digest
    }
    if left > 0 { problems.append("\(left) records are not in the chain: one before them is missing") }
  }

  private mutating func check(_ record: Record, _ keys: [ServerKey]) {
    let place = "\(record.kind.rawValue) record sha256:\(record.digest)"
    let key = keys.first { $0.key.fingerprint.description == record.signature.fingerprint }
    guard let key else {
      problems.append("\(place) is signed by \(record.signature.fingerprint), no server key")
      return
    }
    if !record.isSigned(by: key.key) { problems.append("\(place) has a bad signature") }
    if let time = record.time, !key.isValid(at: time) { problems.append("\(place) is signed by a key outside its dates") }
    if let object = objects[record.digest], let named = record.subject, named != object {
      problems.append("\(place) lies on \(object.short) and is about \(named.short)")
    }
  }

  private mutating func checkHead(_ message: [UInt8], _ ledger: LedgerRef) throws {
    let said = try? LedgerHead.digest(in: message, of: ledger)
    if said != records.last?.digest {
      problems.append("the head that '\(ledger.name)' names is not its last record")
    }
  }

  /// The digest of the last record.
  package var head: Digest? { records.last?.digest }

  /// Where references were led, oldest first.
  package var landings: [Landing] {
    records.compactMap { record in
      guard record.kind == .landed || record.kind == .baseline, let target = record.target,
        let new = record.objectID("new"), let time = record.time
      else { return nil }
      return Landing(
        target: target, old: record.objectID("old") ?? .zero, new: new, time: time,
        isBaseline: record.kind == .baseline, decision: record.digest("decision"))
    }
  }

  /// The commits from the baselines up to one that no landed decision led anywhere.
  package func uncovered(upTo commit: ObjectID, in repository: borrowing Repository) throws -> [ObjectID] {
    var known: [ObjectID] = []
    for landing in landings where landing.isBaseline {
      if let id = try repository.peelToCommit(landing.new) { known.append(id) }
    }
    let population = try repository.commits(from: [commit], notReachableFrom: known, limit: 10_000_000)
    var rest = Set(population)
    for landing in landings.reversed() where !landing.isBaseline && !rest.isEmpty && !landing.new.isZero {
      guard repository.exists(landing.new), let new = try repository.peelToCommit(landing.new) else { continue }
      var hidden = known
      if !landing.old.isZero, let old = try repository.peelToCommit(landing.old) { hidden.append(old) }
      for id in try repository.commits(from: [new], notReachableFrom: hidden, limit: 10_000_000) { rest.remove(id) }
    }
    return population.filter { rest.contains($0) }
  }
}

extension Record {
  /// The object that the record itself says it is about.
  fileprivate var subject: ObjectID? {
    switch kind {
    case .decision, .landed, .baseline:
      guard let new = objectID("new") else { return nil }
      return new.isZero ? objectID("old") : new
    case .introduced: return objectID("commit")
    case .policy, .settled, .deployment: return nil
    }
  }
}
