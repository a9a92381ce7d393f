package import Git
package import GitObjects
package import Policy

/// Which paths of a reference are the policy: its file and every key file that it names.
///
/// Those that the pushed policy names count as well: else a key could be smuggled in as an ordinary file and
/// only be named later.
package struct PolicyPaths: Sendable {
  package let path: TreePath
  private let names: Set<String>
  private let current: [UInt8]

  /// Starts from the policy in force, `policies`.
  package init(_ policies: PolicySet, at path: TreePath) {
    self.path = path
    names = Set(policies.files.map(\.name))
    current = policies.files.first?.bytes ?? []
  }

  /// With what the policy at `tip` names, where it loads; whether it does is judged elsewhere.
  package func all(with tip: ObjectID?, in repository: borrowing Repository) throws -> [TreePath] {
    let added = try tip.map { try self.added(at: $0, in: repository) } ?? []
    return names.union(added).sorted().map { path.sibling(named: $0) }
  }

  /// The files that the policy at `tip` names and the one in force does not.
  package func added(at tip: ObjectID, in repository: borrowing Repository) throws -> [String] {
    let tree = try repository.commit(tip).tree
    guard let entry = try repository.entry(at: path, in: tree), entry.mode.isRegular,
      try repository.object(entry.id).bytes != current
    else { return [] }
    do {
      let policies = try PolicySource.load(path: path, in: tip, of: repository)
      return policies.files.map(\.name).filter { !names.contains($0) }
    } catch is PolicyError {
      return []
    }
  }

  /// The entries of the directory that the policy lies in.
  static func entries(
    besides path: TreePath,
    in commit: ObjectID,
    of repository: borrowing Repository
  ) throws -> [TreeEntry] {
    let tree = try repository.commit(commit).tree
    let directory = path.components.dropLast()
    guard !directory.isEmpty else { return try repository.tree(tree) }
    let place = TreePath(bytes: Array(directory.joined(separator: [UInt8(ascii: "/")])))
    guard let entry = try repository.entry(at: place, in: tree), entry.mode == .tree else {
      return []
    }
    return try repository.tree(entry.id)
  }
}

extension TreePath {
  /// The path of another file in the same directory.
  func sibling(named name: String) -> TreePath {
    let directory = bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[...$0] } ?? []
    return TreePath(bytes: Array(directory) + Array(name.utf8))
  }
}
