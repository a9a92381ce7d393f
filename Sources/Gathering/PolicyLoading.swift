package import Git
package import GitObjects
package import Policy
internal import Platform

extension PolicySource {
  /// The name the policy has among its files.
  package var fileName: String {
    let path: [UInt8] =
      switch self {
      case .file(let path): path
      case .ref(_, let path): path.bytes
      }
    return String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
  }

  /// Loads the policy as it is now: of a reference, from the tip it has before the push.
  package func load(from repository: borrowing Repository) throws -> PolicySet {
    switch self {
    case .file(let path):
      let file = Files.join(repository.commonDirectory, path)
      let directory = Files.parent(of: file) ?? []
      return try PolicySet.load(name: fileName) { name throws(PolicyError) in
        do throws(FileError) {
          return try Files.read(Files.join(directory, name), limit: 1 << 20)
        } catch {
          throw PolicyError(file: name, error.description)
        }
      }
    case .ref(let ref, let path):
      guard let tip = try repository.resolve(ref).id, let commit = try repository.peelToCommit(tip)
      else { throw PolicyError(file: "\(self)", "'\(ref)' does not exist", fix: "push the policy there first") }
      return try Self.load(path: path, in: commit, of: repository)
    }
  }

  /// Loads the policy that a commit holds.
  package static func load(path: TreePath, in commit: ObjectID, of repository: borrowing Repository)
    throws -> PolicySet
  {
    let tree = try repository.commit(commit).tree
    let name = String(decoding: path.components.last ?? [], as: UTF8.self)
    // The files are read before they are interpreted: a link is never followed.
    var files: [String: [UInt8]] = [:]
    let directory = path.components.dropLast()
    let directoryTree =
      try directory.isEmpty
      ? tree
      : repository.entry(
        at: TreePath(bytes: Array(directory.joined(separator: [UInt8(ascii: "/")]))), in: tree)?.id
    for entry in try directoryTree.map({ try repository.tree($0) }) ?? []
    where entry.mode == .regular || entry.mode == .executable {
      guard let (_, size) = try repository.header(entry.id), size <= 1 << 20 else { continue }
      files[String(decoding: entry.name, as: UTF8.self)] = try repository.object(entry.id).bytes
    }
    return try PolicySet.load(name: name) { name throws(PolicyError) in files[name] }
  }
}
