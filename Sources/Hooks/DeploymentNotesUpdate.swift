internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy
internal import SSH

/// A push to the deployments' notes: deploy stages may add records, each signed by a key that the policy lists
/// for them, on the commit it is about; nothing that is there may vanish or change.
struct DeploymentNotesUpdate: ~Copyable {
  private let repository: Repository
  private let policy: Policy
  private let limits: Limits
  private let now: Timestamp

  init(_ server: borrowing Server) {
    repository = server.repository.shared()
    policy = server.policies.policy
    limits = server.configuration.limits
    now = server.now
  }

  /// - Throws: ``GatheringError`` with `protected-ref` where something is taken away or is no such record.
  borrowing func check(from old: ObjectID?, to new: ObjectID) throws {
    guard !new.isZero else { throw refuse("deployment records are never deleted") }
    guard try repository.header(new)?.kind == .commit else {
      throw refuse("it is no commit of notes")
    }
    if let old, try !repository.isReachable(old, from: new, limits: limits.walk) {
      throw refuse("it does not contain the records that are here")
    }
    for change in try repository.notesTreeChanges(from: old, to: new, limits: limits.walk) {
      let isNote = NotePath.object(change.path) != nil && change.new?.mode ?? .regular == .regular
      guard isNote || change.new == nil else {
        throw refuse("it adds '\(change.path)', which is no note")
      }
    }
    let changed = try repository.notesDifference(from: old, to: new).sorted { $0.key < $1.key }
    for (object, blobs) in changed { try check(blobs.old, blobs.new, on: object) }
  }

  private borrowing func check(_ old: [ObjectID], _ new: [ObjectID], on object: ObjectID) throws {
    let before = try records(of: old, on: object).map(\.digest)
    let after = try records(of: new, on: object)
    guard Set(after.map(\.digest)).count == after.count else {
      throw refuse("it has a record on \(object.short) twice")
    }
    guard Set(before).isSubset(of: after.map(\.digest)) else {
      throw refuse("it takes away or changes a record on \(object.short)")
    }
    for record in after where !before.contains(record.digest) { try check(record, on: object) }
  }

  private borrowing func records(of blobs: [ObjectID], on object: ObjectID) throws -> [Record] {
    try blobs.flatMap { blob in
      let note = try repository.object(blob, limit: limits.note, setting: "maxNote").bytes
      return try Record.records(inNote: note).map { record in
        guard let record else {
          throw refuse("it has something on \(object.short) that is no record")
        }
        return record
      }
    }
  }

  private borrowing func check(_ record: Record, on object: ObjectID) throws {
    guard record.kind == .deployment, record.objectID("new") == object else {
      throw refuse("it has a record on \(object.short) that is not about its deployment")
    }
    guard record.repositoryName == Array(policy.repository.utf8) else {
      throw refuse("it has a record of another repository on \(object.short)")
    }
    guard let time = record.time, time <= now.adding(seconds: Timestamp.skew) else {
      throw refuse("it has a record on \(object.short) that is not of now")
    }
    let isSigned = policy.serverKeys.contains { key in
      key.use == .deployments && key.isValid(at: time) && key.isValid(at: now)
        && record.isSigned(by: key.key)
    }
    guard isSigned else {
      throw refuse(
        "the record on \(object.short) is not signed by a key that the policy lists for deployments"
      )
    }
  }

  private func refuse(_ message: String) -> GatheringError {
    .refused(
      Reason(
        .protectedRef,
        message,
        hint: "fetch the server's deployments and add yours: 'countersign check --record'"
      )
    )
  }
}
