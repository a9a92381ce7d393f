package import GitObjects

/// A new notes commit in the making: records added to objects, and files beside them.
///
/// Notes lie at a fixed fan-out of 2/2, so that adding one writes four small trees however many there are;
/// git reads any fan-out, and keeps entries that are no notes.
package struct NotesEdit: Sendable {
  private var root = EditedTree()

  package init() {}

  /// Adds a record to an object's note, an empty line between it and what is there.
  package mutating func append(_ record: [UInt8], to object: ObjectID) {
    let hex = object.hex
    root.edit([Array(hex[0..<2]), Array(hex[2..<4])], Array(hex[4...]), .append(record))
  }

  /// Adds lines to a file beside the notes.
  package mutating func appendLines(_ lines: [UInt8], to path: TreePath) {
    let components = path.components.map { Array($0) }
    guard let name = components.last else { return }
    root.edit(components.dropLast(), name, .appendLines(lines))
  }

  /// Writes the commit that has the edits on top of `parent`; moves no reference.
  package func commit(
    on parent: ObjectID?,
    message: [UInt8],
    author: [UInt8],
    with recorder: borrowing Recorder
  ) throws(GitError) -> ObjectID {
    let base = try recorder.repository.notesTree(parent)
    var batch = ObjectBatch()
    let tree = try root.write(over: base, in: recorder.repository, to: &batch)
    var commit = Array("tree \(tree)\n".utf8)
    if let parent { commit += Array("parent \(parent)\n".utf8) }
    commit += Array("author ".utf8) + author + Array("\ncommitter ".utf8) + author
    commit += Array("\n\n".utf8) + message
    let id = try batch.add(.commit, commit)
    try recorder.write(batch)
    return id
  }
}

/// The edits below one directory.
private struct EditedTree: Sendable {
  enum Edit: Sendable {
    case append([UInt8])
    case appendLines([UInt8])
  }

  private var files: [[UInt8]: [Edit]] = [:]
  private var directories: [[UInt8]: EditedTree] = [:]

  mutating func edit(_ path: ArraySlice<[UInt8]>, _ name: [UInt8], _ edit: Edit) {
    if let first = path.first {
      directories[first, default: EditedTree()].edit(path.dropFirst(), name, edit)
    } else {
      files[name, default: []].append(edit)
    }
  }

  func write(
    over base: ObjectID?,
    in repository: borrowing Repository,
    to batch: inout ObjectBatch
  ) throws(GitError) -> ObjectID {
    let tree = try base.map { id throws(GitError) in try repository.recentTree(id) }
    var changed: [TreeEntry] = []
    for (name, directory) in directories {
      let below = tree?.entry(named: name[...]).flatMap { $0.mode == .tree ? $0.id : nil }
      let id = try directory.write(over: below, in: repository, to: &batch)
      changed.append(TreeEntry(mode: .tree, name: name, id: id))
    }
    for (name, edits) in files {
      let blob = try content(of: tree?.entry(named: name[...]), in: repository, edits)
      changed.append(TreeEntry(mode: .regular, name: name, id: try batch.add(.blob, blob)))
    }
    return try batch.add(.tree, tree?.replacing(changed) ?? TreeEntry.encode(changed))
  }

  private func content(
    of entry: TreeEntry?,
    in repository: borrowing Repository,
    _ edits: [Edit]
  ) throws(GitError) -> [UInt8] {
    var content =
      try entry.map { entry throws(GitError) in
        try repository.object(entry.id).bytes
      } ?? []
    for edit in edits {
      switch edit {
      case .append(let record): content += (content.isEmpty ? [] : [UInt8(ascii: "\n")]) + record
      case .appendLines(let lines): content += lines
      }
    }
    return content
  }
}
