internal import Git
internal import GitObjects

/// The records of a clone's own deployments that go on top of others': the server takes nothing that does not
/// contain what it has, and no record twice.
///
/// `git notes merge` would join two versions of a note with what they have in common in it twice.
struct DeploymentUnion {
  private let own: ObjectID?
  /// What the records go on top of: the own notes where they contain all that was fetched, else what was fetched.
  private let base: ObjectID?
  private var edit = NotesEdit()
  private var added: Set<Record> = []

  /// - Throws: ``LedgerError`` where something of the clone's own is no record, and would be lost.
  init(in repository: borrowing Repository) throws {
    own = try repository.ownTip(.deployments)
    let fetched = try repository.ownTip(.fetchedDeployments)
    guard let own, let fetched, try !repository.isReachable(fetched, from: own, limits: .none)
    else {
      base = own ?? fetched
      return
    }
    base = fetched
    let difference = try repository.notesDifference(from: fetched, to: own)
    for (object, blobs) in difference.sorted(by: { $0.key < $1.key }) {
      for note in try blobs.new.map({ try repository.object($0).bytes }) {
        for record in try Record.readable(inNote: note, on: object) {
          try add(record, on: object, in: repository)
        }
      }
    }
  }

  /// Adds a record, once: the same verdict in the same second is the same record.
  mutating func add(_ record: Record, on object: ObjectID, in repository: borrowing Repository)
    throws
  {
    let present = try repository.notes(on: object, in: base)
    guard !present.flatMap(Record.records(inNote:)).contains(record),
      added.insert(record).inserted
    else { return }
    edit.append(record.bytes, to: object)
  }

  /// Moves the clone's own notes, if they still are where they were seen.
  func write(with recorder: borrowing Recorder, now: Timestamp) throws {
    let message = "countersign: deployment"
    let tip =
      added.isEmpty
      ? base
      : try edit.commit(
        on: base,
        message: Array("\(message)\n".utf8),
        author: ServerIdentity.line(at: now),
        with: recorder
      )
    guard let tip, tip != own else { return }
    try recorder.update(.deployments, from: own, to: tip, message: message)
  }
}
