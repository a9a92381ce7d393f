package import GitObjects

/// Reads notes, in whatever fan-out they were written.
extension Repository {
  /// The tree of a notes commit; `nil` for a reference that does not exist.
  ///
  /// A notes reference that points to anything but a commit is an error: libgit2's own writer would start a
  /// new history there, and the old one would be gone from the reference.
  package borrowing func notesTree(_ commit: ObjectID?) throws(GitError) -> ObjectID? {
    guard let commit else { return nil }
    guard try header(commit)?.kind == .commit else {
      throw GitError(.malformed, "read notes", "\(commit) is no commit")
    }
    return try self.commit(commit).tree
  }

  /// Every note on an object: one for each layout that holds one, where git shows them joined.
  package borrowing func notes(on object: ObjectID, in commit: ObjectID?) throws(GitError)
    -> [[UInt8]]
  {
    guard let tree = try notesTree(commit) else { return [] }
    var notes: [[UInt8]] = []
    for blob in try noteBlobs(named: object.hex[...], in: tree) {
      notes.append(try self.object(blob).bytes)
    }
    return notes
  }

  /// The size of what is noted on an object, without reading it.
  package borrowing func noteSize(on object: ObjectID, in commit: ObjectID?) throws(GitError) -> Int
  {
    guard let tree = try notesTree(commit) else { return 0 }
    var size = 0
    for blob in try noteBlobs(named: object.hex[...], in: tree) {
      size += try header(blob)?.size ?? 0
    }
    return size
  }

  private borrowing func noteBlobs(named rest: ArraySlice<UInt8>, in tree: ObjectID)
    throws(GitError)
    -> [ObjectID]
  {
    var blobs: [ObjectID] = []
    let tree = try recentTree(tree)
    if rest.count > 2, let below = tree.entry(named: rest.prefix(2)), below.mode == .tree {
      blobs += try noteBlobs(named: rest.dropFirst(2), in: below.id)
    }
    if let note = tree.entry(named: rest), note.mode.isRegular { blobs.append(note.id) }
    return blobs
  }

  /// The objects whose notes differ between two notes commits, with the blobs on each side.
  ///
  /// By object and not by path: git moves every note when it changes the fan-out.
  package borrowing func notesDifference(from old: ObjectID?, to new: ObjectID?) throws(GitError)
    -> [ObjectID: (old: [ObjectID], new: [ObjectID])]
  {
    var result: [ObjectID: (old: [ObjectID], new: [ObjectID])] = [:]
    let limits = WalkLimits(commits: .max, changes: 10_000_000)
    for change in try notesTreeChanges(from: old, to: new, limits: limits) {
      guard let object = NotePath.object(change.path) else { continue }
      if let side = change.old { result[object, default: ([], [])].old.append(side.id) }
      if let side = change.new { result[object, default: ([], [])].new.append(side.id) }
    }
    return result.filter { $0.value.old.sorted() != $0.value.new.sorted() }
  }

  /// Every note of a notes commit, by object, one at a time: of a long ledger nothing is kept.
  ///
  /// Notes of one object in different fan-outs are visited one by one. A few trees that name each other hold
  /// more notes than anybody can read: of a fetched ledger two million are.
  package borrowing func forEachNote(
    in commit: ObjectID,
    _ body: (_ object: ObjectID, _ blob: ObjectID) throws -> Void
  ) throws {
    guard let tree = try notesTree(commit) else { return }
    var visits = 0
    try forEachNote(in: tree, named: [], &visits, body)
  }

  private borrowing func forEachNote(
    in tree: ObjectID,
    named prefix: [UInt8],
    _ visits: inout Int,
    _ body: (ObjectID, ObjectID) throws -> Void
  ) throws {
    let entries = try self.tree(tree)
    visits += entries.count
    guard visits <= Self.mostNotes else {
      throw GitError(.tooLarge, "read notes", "there are more entries than \(Self.mostNotes)")
    }
    for entry in entries {
      let name = prefix + entry.name
      if entry.mode == .tree, entry.name.count == 2, name.count < ObjectID.hexCount {
        try forEachNote(in: entry.id, named: name, &visits, body)
      } else if entry.mode.isRegular, let object = ObjectID(hex: name) {
        try body(object, entry.id)
      }
    }
  }

  private static var mostNotes: Int { 2_000_000 }

  /// Every note of a notes commit.
  package borrowing func allNotes(in commit: ObjectID?) throws(GitError)
    -> [(object: ObjectID, blob: ObjectID)]
  {
    try notesDifference(from: nil, to: commit).flatMap { object, blobs in
      blobs.new.map { (object, $0) }
    }.sorted { ($0.object, $0.blob) < ($1.object, $1.blob) }
  }

  /// Every entry that differs between two notes commits, by its path: notes and whatever else is there.
  package borrowing func notesTreeChanges(
    from old: ObjectID?,
    to new: ObjectID?,
    limits: WalkLimits
  ) throws(GitError) -> [FileChange] {
    try changes(
      from: try notesTree(old),
      to: try notesTree(new),
      keeping: EveryPath(),
      limits: limits
    )
  }
}

/// Where a note lies in a notes tree: the annotated object's digits, split as git splits them.
package enum NotePath {
  /// The object; `nil` for a path that git would not take for a note.
  package static func object(_ path: TreePath) -> ObjectID? {
    let components = path.components
    guard components.dropLast().allSatisfy({ $0.count == 2 }) else { return nil }
    var hex: [UInt8] = []
    hex.reserveCapacity(ObjectID.hexCount)
    for component in components { hex += component }
    return ObjectID(hex: hex)
  }
}

/// Reports everything.
package struct EveryPath: PathFilter {
  package init() {}
  package func keeps(_ change: FileChange) -> Bool { true }
  package func mayMatch(below directory: [UInt8]) -> Bool { true }
}
