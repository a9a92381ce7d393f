internal import Approvals
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects

/// A push to the approvals' notes: clients may add trailers, and nothing that is there may vanish or change.
struct ApprovalNotesUpdate {
  /// - Throws: ``GatheringError`` with `protected-ref` where something is taken away or is no trailer.
  static func check(old: ObjectID?, new: ObjectID, in repository: borrowing Repository) throws {
    guard !new.isZero else { throw refuse("approvals are never deleted") }
    guard try repository.header(new)?.kind == .commit else { throw refuse("it is no commit of notes") }
    for (object, blobs) in try repository.notesDifference(from: old, to: new) {
      let before = try lines(of: blobs.old, in: repository)
      let after = try lines(of: blobs.new, in: repository)
      guard isSubset(before, of: after) else {
        throw refuse("it takes away or changes an approval on \(object.short)")
      }
      for line in after where !before.contains(line) && !isTrailer(line) {
        throw refuse("it adds something that is no approval trailer on \(object.short)")
      }
    }
  }

  private static func lines(of blobs: [ObjectID], in repository: borrowing Repository) throws
    -> [[UInt8]]
  {
    var lines: [[UInt8]] = []
    for blob in blobs {
      let text = try repository.object(blob, limit: 4 << 20).bytes
      lines += text.split(separator: 0x0A).map { Array($0) }
    }
    return lines
  }

  private static func isSubset(_ before: [[UInt8]], of after: [[UInt8]]) -> Bool {
    var counts: [[UInt8]: Int] = [:]
    for line in after { counts[line, default: 0] += 1 }
    return before.allSatisfy { line in
      counts[line, default: 0] -= 1
      return counts[line, default: 0] >= 0
    }
  }

  private static func isTrailer(_ line: [UInt8]) -> Bool {
    line.first == 0x20 || line.starts(with: "\(Trailer.key): ".utf8)
  }

  private static func refuse(_ message: String) -> GatheringError {
    .refused(
      Reason(
        .protectedRef, message,
        hint: "fetch the server's approvals and add yours to them: 'git countersign approve --push'"))
  }
}
