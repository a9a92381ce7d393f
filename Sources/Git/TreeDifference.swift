internal import Clibgit2
package import GitObjects

/// Compares trees entry by entry, entering only where ids differ.
///
/// Equal subtrees are never read, and one that no pattern can reach is not either: a long history is judged
/// by what changed, not by what there is.
struct TreeDifference {
  let filter: any PathFilter
  let limits: WalkLimits
  private(set) var changes: [FileChange] = []
  private var trees = TreeCache()
  /// Entries looked at since the clock was last asked.
  private var sinceTimeCheck = 0

  init(filter: any PathFilter, limits: WalkLimits) {
    self.filter = filter
    self.limits = limits
  }

  /// The kept changes from one tree to another; `nil` is the empty tree.
  mutating func compare(_ old: ObjectID?, _ new: ObjectID?, in repository: borrowing Repository)
    throws(GitError) -> [FileChange]
  {
    changes = []
    try compare(old, new, below: [], depth: 1, in: repository)
    return changes
  }

  private mutating func compare(
    _ old: ObjectID?,
    _ new: ObjectID?,
    below directory: [UInt8],
    depth: Int,
    in repository: borrowing Repository
  ) throws(GitError) {
    guard old != new else { return }
    try limits.checkDepth(depth)
    let oldEntries =
      try old.map { id throws(GitError) in try trees.entries(id, in: repository) } ?? []
    let newEntries =
      try new.map { id throws(GitError) in try trees.entries(id, in: repository) } ?? []
    try watchTime(oldEntries.count + newEntries.count)
    var (i, j) = (0, 0)
    while i < oldEntries.count || j < newEntries.count {
      let a = i < oldEntries.count ? oldEntries[i] : nil
      let b = j < newEntries.count ? newEntries[j] : nil
      switch Self.order(a, b) {
      case .before:
        i += 1
        if let a { try visit(a, nil, below: directory, depth: depth, in: repository) }
      case .after:
        j += 1
        if let b { try visit(nil, b, below: directory, depth: depth, in: repository) }
      case .same:
        (i, j) = (i + 1, j + 1)
        if a != b { try visit(a, b, below: directory, depth: depth, in: repository) }
      }
    }
  }

  private enum Order { case before, same, after }

  private static func order(_ a: TreeEntry?, _ b: TreeEntry?) -> Order {
    guard let a else { return .after }
    guard let b else { return .before }
    if a.name == b.name { return .same }
    return a.name.lexicographicallyPrecedes(b.name) ? .before : .after
  }

  private mutating func visit(
    _ a: TreeEntry?,
    _ b: TreeEntry?,
    below directory: [UInt8],
    depth: Int,
    in repository: borrowing Repository
  ) throws(GitError) {
    let name = (a ?? b)?.name ?? []
    let path = directory.isEmpty ? name : directory + [UInt8(ascii: "/")] + name
    let (oldLeaf, newLeaf) = (a?.leaf, b?.leaf)
    if oldLeaf != newLeaf {
      try add(FileChange(path: TreePath(bytes: path), old: oldLeaf, new: newLeaf))
    }
    let (oldTree, newTree) = (a?.subtree, b?.subtree)
    if oldTree != newTree, filter.mayMatch(below: path) {
      try compare(oldTree, newTree, below: path, depth: depth + 1, in: repository)
    }
  }

  private mutating func add(_ change: FileChange) throws(GitError) {
    guard filter.keeps(change) else { return }
    changes.append(change)
    try limits.checkChanges(changes.count)
  }

  /// A few trees that name each other stand for ten million paths: no limit of changes stops a walk that
  /// keeps none of them, so the clock must.
  private mutating func watchTime(_ entries: Int) throws(GitError) {
    sinceTimeCheck += entries
    guard sinceTimeCheck >= 1000 else { return }
    sinceTimeCheck = 0
    try limits.checkTime()
  }
}

extension TreeEntry {
  fileprivate var leaf: FileChange.Side? {
    mode == .tree ? nil : FileChange.Side(mode: mode, id: id)
  }

  fileprivate var subtree: ObjectID? { mode == .tree ? id : nil }
}

/// The trees read last: a commit's old tree is its parent's new one, and most subtrees are shared.
private struct TreeCache {
  private var entries: [ObjectID: [TreeEntry]] = [:]
  private var size = 0

  mutating func entries(_ id: ObjectID, in repository: borrowing Repository) throws(GitError)
    -> [TreeEntry]
  {
    if let known = entries[id] { return known }
    let read = try repository.tree(id).sorted { $0.name.lexicographicallyPrecedes($1.name) }
    if size > 200_000 { (entries, size) = ([:], 0) }
    entries[id] = read
    size += read.count
    return read
  }
}

extension Repository {
  /// The kept changes from one tree to another; `nil` is the empty tree.
  package borrowing func changes(
    from old: ObjectID?,
    to new: ObjectID?,
    keeping filter: some PathFilter,
    limits: WalkLimits
  ) throws(GitError) -> [FileChange] {
    var difference = TreeDifference(filter: filter, limits: limits)
    return try difference.compare(old, new, in: self)
  }
}
