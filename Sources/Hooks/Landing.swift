internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Policy

/// Follows decisions to their end: `landed` once the reference is where the decision let it go, `settled` once
/// it has gone elsewhere.
///
/// A decision leaves a small file under `countersign/pending` until then, so that a hook run sees at once what
/// a crash left open; `countersign reconcile` finds the same by reading the ledger.
struct Landing: ~Copyable {
  private let directory: [UInt8]
  private let repository: Repository
  private let decisions: DecisionIndex?
  private let name: String
  private let now: Timestamp
  private let writer: LedgerWriter

  init(_ server: borrowing Server) throws {
    let repository = try server.repository.reopened()
    let decisions = try server.decisions()
    let writer = try server.writer()
    directory = Files.join(repository.commonDirectory, "countersign/pending")
    self.decisions = decisions
    name = server.policies.policy.repository
    now = server.now
    self.repository = repository
    self.writer = writer
  }

  /// An allowed decision that has not landed yet.
  private struct Pending {
    let digest: Digest
    let target: RefName
    let old: ObjectID
    let new: ObjectID
    var object: ObjectID { new.isZero ? old : new }
  }

  /// Leaves a mark for each decision just recorded.
  borrowing func expect(_ records: [Record]) throws {
    guard !records.isEmpty else { return }
    try Files.makeDirectory(directory)
    for record in records {
      guard let target = record.target, let old = record.objectID("old"),
        let new = record.objectID("new")
      else { continue }
      let text = Array("\(old) \(new) ".utf8) + target + [0x0A]
      try Files.write(text, to: Files.join(directory, "\(record.digest)"))
    }
  }

  /// Closes every open decision whose reference says how it ended.
  borrowing func reconcile() throws {
    for name in try Files.names(in: directory) {
      guard let pending = try read(name) else { continue }
      let current = try repository.resolve(pending.target).id ?? .zero
      if current == pending.new {
        if try wasLastLanded(at: pending) { try land(pending) }
      } else if current != pending.old {
        try settle(pending, how: "superseded")
      }
    }
  }

  /// Records what git says it has moved.
  borrowing func landed(_ updates: [RefUpdate]) throws {
    for name in try Files.names(in: directory) {
      guard let pending = try read(name) else { continue }
      let isMoved = try updates.contains { update in
        try repository.resolve(update.name).name == pending.target && update.old == pending.old
          && update.new == pending.new
      }
      if isMoved { try land(pending) }
    }
  }

  private borrowing func read(_ name: [UInt8]) throws -> Pending? {
    guard let digest = Digest(hex: name),
      let text = try Files.read(Files.join(directory, name), limit: 1 << 16)
    else { return nil }
    let fields = text.dropLast().split(separator: 0x20, maxSplits: 2)
    guard fields.count == 3, let old = ObjectID(hex: fields[0]), let new = ObjectID(hex: fields[1]),
      let target = try? RefName(validating: Array(fields[2]))
    else { return nil }
    return Pending(digest: digest, target: target, old: old, new: new)
  }

  /// The reference stood where the decision found it, by a landed decision, a baseline or its creation.
  private borrowing func wasLastLanded(at pending: Pending) throws -> Bool {
    if pending.old.isZero { return true }
    return try decisions?.isLanded(pending.old, on: pending.target, in: repository) ?? false
  }

  private borrowing func land(_ pending: Pending) throws {
    let records = try decisions?.records(on: pending.object, in: repository) ?? []
    if !records.contains(where: { $0.kind == .landed && $0.digest("decision") == pending.digest }) {
      var draft = RecordDraft(.landed, at: now, repository: name)
      draft.add("target", pending.target.bytes)
      draft.add("old", "\(pending.old)")
      draft.add("new", "\(pending.new)")
      draft.add("decision", "sha256:\(pending.digest)")
      let decision = records.first { $0.digest == pending.digest }
      let spent = decision.map { spends(of: $0, pending) } ?? []
      try writer.append([.init(draft, on: pending.object, spends: spent)], to: .decisions)
    }
    try Files.remove(Files.join(directory, "\(pending.digest)"))
  }

  private func spends(of decision: Record, _ pending: Pending) -> [(statement: Digest, line: [UInt8])] {
    decision.all("approval").compactMap { line in
      let fields = line.fields
      guard fields.count > 4, fields[0].elementsEqual("counted".utf8),
        let statement = Digest(hex: Array(fields[4].dropFirst(7)))
      else { return nil }
      let target = Escaped.field(pending.target.bytes)
      return (statement, target + Array(" \(pending.new) sha256:\(pending.digest)\n".utf8))
    }
  }

  private borrowing func settle(_ pending: Pending, how: String) throws {
    var draft = RecordDraft(.settled, at: now, repository: name)
    draft.add("target", pending.target.bytes)
    draft.add("decision", "sha256:\(pending.digest)")
    draft.add("how", how)
    try writer.append([.init(draft, on: pending.object)], to: .decisions)
    try Files.remove(Files.join(directory, "\(pending.digest)"))
  }
}

/// Reads git's word on what has moved, after the fact. It can refuse nothing any more.
package struct PostReceive: ~Copyable {
  private let server: Server

  package init(gitDirectory: [UInt8]) throws {
    server = try Server.open(gitDirectory: gitDirectory)
  }

  package borrowing func run(_ updates: [RefUpdate]) throws {
    try Landing(server).landed(updates)
  }
}

extension Server {
  /// Closes what a crash left open; what `countersign reconcile` runs.
  package borrowing func reconcile() throws { try Landing(self).reconcile() }

  /// Whether no decision was ever recorded here.
  borrowing func ledgerIsEmpty() -> Bool {
    guard case .direct(let tip)? = try? repository.reference(.decisions),
      let commit = try? repository.commit(tip)
    else { return false }
    return commit.parents.isEmpty && (try? repository.tree(commit.tree).isEmpty) == true
  }
}
