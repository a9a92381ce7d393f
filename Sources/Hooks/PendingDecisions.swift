internal import GitObjects
internal import Ledger
internal import Platform

/// Decisions that let a push go and have not landed yet, one small file each under `countersign/pending`.
///
/// A file is written before its record is part of the ledger, and removed after its end is: so a crash leaves a
/// file too many at worst, never one too few, and a hook run sees with one look whether anything is open.
struct PendingDecisions {
  private let directory: [UInt8]

  init(commonDirectory: [UInt8]) {
    directory = Files.join(commonDirectory, "countersign/pending")
  }

  struct Pending: Hashable {
    let decision: Digest
    let target: RefName
    let old: ObjectID
    let new: ObjectID

    /// Where its records lie.
    var object: ObjectID { new.isZero ? old : new }
  }

  /// Adds the decisions among some records; others are passed over.
  func add(_ records: [Record]) throws {
    let open = records.compactMap { Pending($0) }
    guard !open.isEmpty else { return }
    for pending in open { try add(pending) }
  }

  func add(_ pending: Pending) throws {
    try Files.makeDirectory(directory)
    let text = Array("\(pending.old) \(pending.new) ".utf8) + pending.target.bytes + [0x0A]
    try Files.write(text, to: path(pending.decision))
  }

  func remove(_ pending: Pending) throws { try Files.remove(path(pending.decision)) }

  /// Removes the marks that cannot be read, for whoever goes by the whole ledger next.
  func removeUnreadable() throws {
    for name in try Files.names(in: directory) {
      let path = Files.join(directory, name)
      guard let digest = Digest(hex: name), let text = try Files.read(path, limit: 1 << 16),
        Pending(decision: digest, text: text) == nil
      else { continue }
      try Files.remove(path)
    }
  }

  /// What is open, in a fixed order.
  func all() throws -> [Pending] {
    try Files.names(in: directory).compactMap { name in
      // Any other name is a file on its way to its place. A mark may be removed by another run meanwhile.
      let path = Files.join(directory, name)
      guard let digest = Digest(hex: name), let text = try Files.read(path, limit: 1 << 16) else {
        return nil
      }
      guard let pending = Pending(decision: digest, text: text) else {
        throw LedgerError(
          "'\(Escaped.text(path))' cannot be read; run 'countersign reconcile'"
        )
      }
      return pending
    }
  }

  private func path(_ decision: Digest) -> [UInt8] { Files.join(directory, "\(decision)") }
}

extension PendingDecisions.Pending {
  /// What a decision waits for; `nil` for a record that is no decision.
  init?(_ record: Record) {
    guard record.kind == .decision, let name = record.target,
      let target = try? RefName(validating: name), let old = record.objectID("old"),
      let new = record.objectID("new")
    else { return nil }
    self.init(decision: record.digest, target: target, old: old, new: new)
  }

  fileprivate init?(decision: Digest, text: [UInt8]) {
    let fields = text.dropLast().split(separator: 0x20, maxSplits: 2)
    guard fields.count == 3, let old = ObjectID(hex: fields[0]), let new = ObjectID(hex: fields[1]),
      let target = try? RefName(validating: Array(fields[2]))
    else { return nil }
    self.init(decision: decision, target: target, old: old, new: new)
  }
}
