internal import GitObjects

/// The trees read last, directory by directory: a commit's old tree is its parent's new one, and what two branches
/// have is met again where they part.
struct RecentTrees: Sendable {
  /// The trees of one directory, the one used last at the end; each id stands where its tree does.
  private struct Shelf {
    var ids: [ObjectID] = []
    var trees: [TreeObject] = []

    mutating func moveToEnd(_ index: Int) {
      ids.append(ids.remove(at: index))
      trees.append(trees.remove(at: index))
    }

    mutating func add(_ id: ObjectID, _ tree: TreeObject) {
      ids.append(id)
      trees.append(tree)
    }

    mutating func removeFirst() -> TreeObject {
      ids.removeFirst()
      return trees.removeFirst()
    }
  }

  /// By the directory's number.
  private var shelves: [Shelf] = []
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
    while shelves.count <= place { shelves.append(Shelf()) }
    if let index = shelves[place].ids.lastIndex(of: id) {
      if index != shelves[place].ids.count - 1 { shelves[place].moveToEnd(index) }
    } else {
      let tree = try repository.treeObject(id, like: shelves[place].trees.last)
      keep(tree, id, at: place)
    }
    return shelves[place].trees[shelves[place].trees.count - 1]
  }

  private mutating func keep(_ tree: TreeObject, _ id: ObjectID, at place: Int) {
    if size > Self.limit {
      shelves = Array(repeating: Shelf(), count: shelves.count)
      size = 0
    }
    if shelves[place].ids.count == Self.mostOfOne { size -= shelves[place].removeFirst().size }
    shelves[place].add(id, tree)
    size += tree.size
  }
}

extension TreeObject {
  /// In bytes of memory.
  fileprivate var size: Int { bytes.count + entries.count * MemoryLayout<Entry>.stride }
}
