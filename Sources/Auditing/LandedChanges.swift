internal import Gate
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// The changes that a decision let through, by the findings of its record.
struct LandedChanges {
  private let record: Record
  private var changes: [FindingLine] = []
  /// A finding could not be read: then nothing is known to be gone.
  private var isWhole = true

  init(_ record: Record) {
    self.record = record
    for finding in record.findings {
      if let finding { changes.append(finding) } else { isWhole = false }
    }
  }

  var subjects: [Vetoes.Subject] {
    changes.map { .init(change: $0.change, classID: ClassID(trusted: $0.classID)) }
  }

  /// Whether some of it, or of the changes `named`, is still at a commit as the decision left it: a file
  /// that was changed since, under another decision, is that one's matter, and so is where the
  /// reference is.
  func isInEffect(
    at commit: ObjectID,
    of named: Set<ChangeID>? = nil,
    in repository: borrowing Repository
  ) throws -> Bool {
    guard isWhole, let new = record.objectID("new"), repository.exists(new),
      let tip = try repository.peelToCommit(new)
    else { return true }
    let (then, now) = (try repository.commit(tip).tree, try repository.commit(commit).tree)
    for change in changes where named?.contains(change.change) ?? true {
      if change.place == record.target { continue }
      for path in Self.paths(change.place) {
        let before = try repository.entry(at: path, in: then)
        let after = try repository.entry(at: path, in: now)
        if before?.id == after?.id, before?.mode == after?.mode { return true }
      }
    }
    return false
  }

  /// A place is a path, or a path and a line: as long as one reading is in effect, it is.
  private static func paths(_ place: [UInt8]) -> [TreePath] {
    guard let colon = place.lastIndex(of: UInt8(ascii: ":")) else {
      return [TreePath(bytes: place)]
    }
    return [TreePath(bytes: Array(place[..<colon])), TreePath(bytes: place)]
  }
}
