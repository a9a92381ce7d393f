internal import Git
internal import GitObjects
internal import Ledger
internal import Platform
internal import Report

/// The references that are the gate's own: without one of them pushes fail, or what it held back goes through.
enum LedgerChecks {
  private static let own: [RefName] = [.decisions, .refusals, .approvals, .deployments, .policy]

  static func run(_ repository: borrowing Repository, _ diagnosis: inout Diagnosis) throws {
    let references = try repository.references()
    let symbolic = try repository.symbolicReferences().map(\.name)
    let isEmpty = !(references.map(\.name) + symbolic).contains(where: \.isGatesOwn)
    if isEmpty {
      // A server that nobody has set up says enough already.
      guard try repository.isGated() else { return }
      return diagnosis.fail(
        "none of the gate's own references is here: 'countersign init' did not end, or they were deleted",
        mend: "restore them from a backup; where there never were any, run 'countersign init'"
      )
    }
    // What is symbolic or points to no commit was said already.
    var isWhole = !own.contains { symbolic.contains($0) }
    for name in own where !symbolic.contains(name) {
      let squatters = references.filter { stands($0.name, inTheWayOf: name) }
      let found: Reference?
      do throws(GitError) {
        found = try repository.reference(name)
      } catch {
        isWhole = false
        isBroken(name, error, in: repository.commonDirectory, &diagnosis)
        continue
      }
      guard case .direct(let id) = found else {
        isWhole = false
        lacks(name, squatters, &diagnosis)
        continue
      }
      let isCommit = try repository.header(id)?.kind == .commit
      if try !isCommit || !look(at: name, id, repository, &diagnosis) { isWhole = false }
    }
    if isWhole { diagnosis.ok("the gate's own references are here") }
  }

  /// git keeps no reference whose name is a directory to another one.
  private static func stands(_ other: RefName, inTheWayOf name: RefName) -> Bool {
    other != name && (other.isBelow("\(name)") || name.isBelow("\(other)"))
  }

  /// git fetches nothing while there is a reference that it cannot read.
  private static func isBroken(
    _ name: RefName,
    _ error: GitError,
    in directory: [UInt8],
    _ diagnosis: inout Diagnosis
  ) {
    let place = Files.join(directory, name.bytes)
    guard ((try? Files.read(place, limit: 1 << 16)) ?? nil) != nil,
      let file = ShellWord.quoted(place)
    else {
      return diagnosis.unknown("\(error)", mend: "run it as the user that owns the repository")
    }
    diagnosis.fail(
      "\(error); BACKUP is a backup, or a clone that has what was there",
      mend: "rm \(file) && \(restoring(name))"
    )
  }

  private static func lacks(
    _ name: RefName,
    _ squatters: [(name: RefName, id: ObjectID)],
    _ diagnosis: inout Diagnosis
  ) {
    let what =
      switch name {
      case .decisions, .refusals:
        "its records with it; BACKUP is a backup, or a clone that has them"
      case .policy: "the policies published there; BACKUP is a backup, or a clone that has them"
      case .approvals:
        "the approvals and vetoes in it; BACKUP is a backup, or a clone that has them"
      default: "the records in it, unless a backup has them"
      }
    guard let first = squatters.first else {
      return diagnosis.fail("'\(name)' is gone, and \(what)", mend: restoring(name))
    }
    // Moved, not deleted: it may be what is missing.
    let moves = squatters.prefix(Page.most).map { squatter in
      let (old, new) = (
        squatter.name.bytes, Array("refs/moved".utf8) + squatter.name.bytes.dropFirst(4)
      )
      let words = [new, old].map { ShellWord.quoted($0) ?? "REFERENCE" }
      return "git update-ref \(words[0]) \(squatter.id) '' && git update-ref -d \(words[1])"
    }
    diagnosis.fail(
      "'\(first.name)' stands in the place of '\(name)', which is gone, and \(what)",
      mend: (moves + [restoring(name)]).joined(separator: " && ")
    )
  }

  /// A ledger is never begun anew: an audit would miss what was in it.
  private static func restoring(_ name: RefName, replacing: Bool = false) -> String {
    switch name {
    case .deployments: "countersign init"
    default: "git fetch BACKUP \(replacing ? "+" : "")\(name):\(name)"
    }
  }

  /// Whether the next record can be added: by the message of the last commit.
  private static func look(
    at name: RefName,
    _ tip: ObjectID,
    _ repository: borrowing Repository,
    _ diagnosis: inout Diagnosis
  ) throws -> Bool {
    guard let ledger = LedgerRef.allCases.first(where: { $0.name == name }),
      try !isOurs(tip, ledger, repository)
    else { return true }
    // Nothing of ours was added since, or the head could be read.
    var last: ObjectID?
    var next = tip
    for _ in 0..<1000 {
      guard last == nil, let id = (try? repository.commit(next))?.parents.first else { break }
      if try isOurs(id, ledger, repository) { last = id }
      next = id
    }
    let text = "the last commit of '\(name)' is somebody else's, and no push is let through"
    if let last {
      diagnosis.fail(
        "\(text); back to the last one of ours, and then see 'countersign audit verify'",
        mend: "git update-ref \(name) \(last) \(tip)"
      )
    } else {
      diagnosis.fail(
        "\(text); BACKUP is a backup, or a clone that has the records",
        mend: restoring(name, replacing: true)
      )
    }
    return false
  }

  private static func isOurs(
    _ id: ObjectID,
    _ ledger: LedgerRef,
    _ repository: borrowing Repository
  ) throws -> Bool {
    do {
      _ = try LedgerHead(message: repository.commit(id).message, of: ledger)
      return true
    } catch let error as GitError where error.kind != .malformed {
      throw error
    } catch {
      return false
    }
  }
}
