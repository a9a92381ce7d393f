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
  private let name: [UInt8]

  init(_ server: borrowing Server) throws {
    repository = server.repository.shared()
    limits = server.configuration.limits
    name = Array(server.policies.policy.repository.utf8)
  }

  /// - Throws: ``GatheringError`` with `protected-ref` where something is taken away or is no trailer.
  borrowing func check(from old: ObjectID?, to new: ObjectID) throws {
    guard !new.isZero else { throw refuse("approvals are never deleted") }
    guard try repository.header(new)?.kind == .commit else {
      throw refuse("it is no commit of notes")
    }
    if let old, try !repository.isReachable(old, from: new) {
      throw refuse("it does not contain the approvals that are here")
    }
    for (object, blobs) in try changedNotes(from: old, to: new) {
      let before = try pieces(of: blobs.old)
      let after = try pieces(of: blobs.new)
      let kept = Set(after.map(\.text))
      guard before.allSatisfy({ kept.contains($0.text) }) else {
        throw refuse("it takes away or changes an approval on \(object.short)")
      }
      let known = Set(before.map(\.text))
      for piece in after where !known.contains(piece.text) { try check(piece, on: object) }
    }
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

  /// An added trailer must be one that counts at least in form.
  private borrowing func check(_ piece: NotePiece, on object: ObjectID) throws {
    do throws(Trailer.Malformed) {
      let trailer = try Trailer(parsing: try piece.value.get(), repository: name)
      if case .commit = trailer.signature {
        throw Trailer.Malformed("'signature=commit' stands outside a commit")
      }
    } catch {
      throw refuse(
        "it adds something on \(object.short) that is no approval: \(error.description)",
        .approvalMalformed
      )
    }
  }

  private func refuse(_ message: String, _ code: ReasonCode = .protectedRef) -> GatheringError {
    .refused(
      Reason(
        code,
        message,
        hint: "fetch the server's approvals and add yours to them: 'git countersign approve --push'"
      )
    )
  }
}
