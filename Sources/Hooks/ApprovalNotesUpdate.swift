internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Policy

/// A push to the approvals' notes: clients may add trailers, and nothing that is there may vanish or change.
///
/// Compared by annotated object, since git moves every note when it changes the fan-out, and by trailer, since
/// two notes that were merged are neither of them.
struct ApprovalNotesUpdate: ~Copyable {
  private let repository: Repository
  private let limits: Limits
  private let policies: PolicySet
  private let now: Timestamp

  init(_ server: borrowing Server) {
    repository = server.repository.shared()
    limits = server.configuration.limits
    policies = server.policies
    now = server.now
  }

  /// - Throws: ``GatheringError`` with `protected-ref` where something is taken away or is no trailer.
  borrowing func check(from old: ObjectID?, to new: ObjectID) throws {
    guard !new.isZero else { throw refuse("approvals are never deleted") }
    guard try repository.header(new)?.kind == .commit else {
      throw refuse("it is no commit of notes")
    }
    if let old, try !repository.isReachable(old, from: new, limits: limits.walk) {
      throw refuse("it does not contain the approvals that are here")
    }
    var trailers = PushedTrailers(policies, now: now)
    var layouts = (
      old: try NotesLookup(old, in: repository), new: try NotesLookup(new, in: repository)
    )
    for (object, blobs) in try changedNotes(from: old, to: new) {
      try limits.walk.checkTime()
      try checkSize(
        from: layouts.old.blobs(on: object, in: repository),
        to: layouts.new.blobs(on: object, in: repository),
        on: object
      )
      let before = try pieces(of: blobs.old)
      let after = try pieces(of: blobs.new)
      let kept = Set(after.map(\.text))
      guard before.allSatisfy({ kept.contains($0.text) }) else {
        throw refuse("it takes away or changes an approval on \(object.short)")
      }
      let known = Set(before.map(\.text))
      let added = after.filter { !known.contains($0.text) }
      for piece in added {
        try limits.walk.checkTime()
        try trailers.check(piece, on: object)
      }
      try trailers.checkNumber(of: after, adding: added, on: object)
    }
  }

  /// Nothing that is here can be taken away again, and whatever it is about is judged with all of it: so one
  /// object has one note, whose size is bounded.
  private borrowing func checkSize(from old: [ObjectID], to new: [ObjectID], on object: ObjectID)
    throws
  {
    guard new.count <= max(1, old.count) else {
      throw refuse("it gives \(object.short) a second note, under another layout")
    }
    let (before, after) = (try size(of: old), try size(of: new))
    guard after > limits.note, after > before else { return }
    throw GitError.limit(
      "maxNote",
      "judge the approvals on \(object.short)",
      "there are more than \(limits.note) bytes"
    )
  }

  private borrowing func size(of blobs: [ObjectID]) throws -> Int {
    try blobs.reduce(0) { sum, blob in sum + (try repository.header(blob)?.size ?? 0) }
  }

  private typealias Blobs = (old: [ObjectID], new: [ObjectID])

  /// The notes that differ, sorted by object.
  ///
  /// Whatever is added to the tree must be one.
  private borrowing func changedNotes(from old: ObjectID?, to new: ObjectID) throws
    -> [(ObjectID, Blobs)]
  {
    var result: [ObjectID: Blobs] = [:]
    for change in try repository.notesTreeChanges(from: old, to: new, limits: limits.walk) {
      guard let object = NotePath.object(change.path) else {
        guard change.new == nil else { throw refuse("it adds '\(change.path)', which is no note") }
        continue
      }
      if let side = change.old { result[object, default: ([], [])].old.append(side.id) }
      guard let side = change.new else { continue }
      guard side.mode == .regular else {
        throw refuse("it adds '\(change.path)' as something else than a file")
      }
      result[object, default: ([], [])].new.append(side.id)
    }
    return result.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private borrowing func pieces(of blobs: [ObjectID]) throws -> [NotePiece] {
    var pieces: [NotePiece] = []
    for blob in blobs {
      let note = try repository.object(blob, limit: limits.note, setting: "maxNote").bytes
      pieces += TrailerBlock.pieces(ofNote: note)
    }
    return pieces
  }

  private func refuse(_ message: String) -> GatheringError {
    .refused(Reason(.protectedRef, message, hint: Self.hint))
  }

  static let hint =
    "put yours on top of the server's: 'countersign trust origin', then "
    + "'git push origin \(RefName.approvals)'"
}
