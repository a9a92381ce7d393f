package import GitObjects

/// Looks up the notes on many objects, reading each tree of a notes commit once.
package struct NotesLookup: Sendable {
  private let root: ObjectID?
  private var trees: [ObjectID: [[UInt8]: TreeEntry]] = [:]

  /// Looks into a notes commit; `nil` has no notes.
  package init(_ commit: ObjectID?, in repository: borrowing Repository) throws(GitError) {
    root = try repository.notesTree(commit)
  }

  /// The blobs of an object's notes: one for each layout that holds one, where git shows them joined.
  package mutating func blobs(on object: ObjectID, in repository: borrowing Repository)
    throws(GitError) -> [ObjectID]
  {
    var blobs: [ObjectID] = []
    var tree = root
    var rest = object.hex[...]
    while let id = tree {
      let entries = try self.entries(id, in: repository)
      if let note = entries[Array(rest)], note.mode.isRegular { blobs.append(note.id) }
      guard rest.count > 2, let below = entries[Array(rest.prefix(2))], below.mode == .tree else {
        break
      }
      tree = below.id
      rest = rest.dropFirst(2)
    }
    return blobs
  }

  private mutating func entries(_ tree: ObjectID, in repository: borrowing Repository)
    throws(GitError) -> [[UInt8]: TreeEntry]
  {
    if let known = trees[tree] { return known }
    var read: [[UInt8]: TreeEntry] = [:]
    for entry in try repository.tree(tree) { read[entry.name] = entry }
    trees[tree] = read
    return read
  }
}
