package import GitObjects
internal import Glibc

/// Compares trees entry by entry, entering only where ids differ.
///
/// Equal subtrees are never read, and one that no pattern can reach is not either: a long history is judged
/// by what changed, not by what there is. Every tree that is read is strictly checked. One that is not read
/// makes no change that could be judged: it is the same on both sides, or no class reaches into it; and a
/// broken one cannot come in by it, because the server checks what is pushed (`receive.fsckObjects`).
struct TreeDifference: Sendable {
  private let limits: WalkLimits
  private(set) var changes: [FileChange] = []
  private var paths: PathTable
  private var trees = RecentTrees()
  private var visited = 0

  /// Entries between two looks at the clock.
  private static let patience = 1 << 14

  init(filter: any PathFilter, limits: WalkLimits) {
    self.limits = limits
    paths = PathTable(filter: filter)
  }

  /// The kept changes from one tree to another; `nil` is the empty tree.
  mutating func compare(_ old: ObjectID?, _ new: ObjectID?, in repository: borrowing Repository)
    throws(GitError) -> [FileChange]
  {
    changes = []
    guard old != new else { return [] }
    try compare(old, new, in: .root, depth: 1, of: repository)
    return changes
  }

  private mutating func compare(
    _ old: ObjectID?,
    _ new: ObjectID?,
    in directory: PathTable.Directory,
    depth: Int,
    of repository: borrowing Repository
  ) throws(GitError) {
    try limits.checkDepth(depth)
    var sides = TreePair(
      old: try old.map { id throws(GitError) in try trees.tree(id, at: directory, in: repository) },
      new: try new.map { id throws(GitError) in try trees.tree(id, at: directory, in: repository) }
    )
    try look(at: sides.count)
    while let difference = sides.next() {
      try visit(difference, sides, in: directory, depth: depth, of: repository)
    }
  }

  private mutating func visit(
    _ pair: TreePair.Difference,
    _ sides: borrowing TreePair,
    in directory: PathTable.Directory,
    depth: Int,
    of repository: borrowing Repository
  ) throws(GitError) {
    let (old, new) = (sides.old.side(pair.old), sides.new.side(pair.new))
    let (oldTree, newTree) = (old?.subtree, new?.subtree)
    let (oldLeaf, newLeaf) = (old?.leaf, new?.leaf)
    let tree = pair.new == nil ? sides.old : sides.new
    guard let tree, let entry = pair.new ?? pair.old else { return }
    if oldLeaf != newLeaf {
      let isLink = oldLeaf?.mode.isIndirection == true || newLeaf?.mode.isIndirection == true
      let change = tree.withName(entry) { name in
        paths.kept(name, in: directory, isLink: isLink) { path in
          FileChange(path: path, old: oldLeaf, new: newLeaf)
        }
      }
      if let change { try add(change) }
    }
    guard oldTree != newTree, let below = tree.withName(entry, { paths.entered($0, in: directory) })
    else { return }
    try compare(oldTree, newTree, in: below, depth: depth + 1, of: repository)
  }

  private mutating func add(_ change: FileChange) throws(GitError) {
    changes.append(change)
    try limits.checkChanges(changes.count)
  }

  /// A few trees that name each other stand for ten million paths: no limit of changes stops a walk that
  /// keeps none of them, so the clock must.
  private mutating func look(at entries: Int) throws(GitError) {
    visited += entries + 1
    guard visited >= Self.patience else { return }
    visited = 0
    try limits.checkTime()
  }
}

extension FileChange.Side {
  fileprivate var leaf: Self? { mode == .tree ? nil : self }
  fileprivate var subtree: ObjectID? { mode == .tree ? id : nil }
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
