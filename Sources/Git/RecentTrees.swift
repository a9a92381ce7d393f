internal import GitObjects

/// The trees read last, directory by directory: a commit's old tree is its parent's new one, and what two branches
/// have is met again where they part.
struct RecentTrees: Sendable {
  private struct Known {
    let id: ObjectID
    let tree: TreeObject
  }

  /// By the directory's number, the one used last at the end.
  private var known: [[Known]] = []
  private var size = 0
  private static let limit = 24 << 20
  /// As many as a merge of three branches and its own result.
  private static let mostOfOne = 4

  mutating func tree(
    _ id: ObjectID,
    at directory: PathTable.Directory,
    in repository: borrowing Repository
  ) throws(GitError) -> TreeObject {
    guard let place = directory.number else { return try repository.treeObject(id) }
    if place < known.count, let index = known[place].lastIndex(where: { $0.id == id }) {
      let found = known[place][index]
      if index != known[place].count - 1 {
        known[place].remove(at: index)
        known[place].append(found)
      }
      return found.tree
    }
    let last = place < known.count ? known[place].last?.tree : nil
    let tree = try repository.treeObject(id, like: last)
    keep(Known(id: id, tree: tree), at: place)
    return tree
  }

  private mutating func keep(_ new: Known, at place: Int) {
    if size > Self.limit { (known, size) = ([], 0) }
    while known.count <= place { known.append([]) }
    if known[place].count == Self.mostOfOne { size -= known[place].removeFirst().tree.size }
    known[place].append(new)
    size += new.tree.size
  }
}

extension TreeObject {
  /// In bytes of memory.
  fileprivate var size: Int { bytes.count + entries.count * MemoryLayout<Entry>.stride }
}
