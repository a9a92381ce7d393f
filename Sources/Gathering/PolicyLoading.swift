package import Git
package import GitObjects
internal import KeyTools
package import Policy
internal import Platform

extension PolicySource {
  /// The name the policy has among its files.
  private var fileName: String {
    let path: [UInt8] =
      switch self {
      case .file(let path): path
      case .ref(_, let path): path.bytes
      }
    return String(decoding: path.split(separator: UInt8(ascii: "/")).last ?? [], as: UTF8.self)
  }

  /// What a server's admin does where there is none: what lies in a reference has to come there through a gate, which
  /// lets nothing in without a policy.
  package var remedyWhereMissing: String {
    switch self {
    case .file: "run 'countersign init' on the server"
    case .ref:
      "on the server, set 'countersign.policy' to a 'file:', push the policy through the gate, "
        + "then set it back"
    }
  }

  /// Loads the policy as it is now: of a reference, from the tip it has before the push.
  package func load(from repository: borrowing Repository) throws -> PolicySet {
    switch self {
    case .file(let path):
      let file = Files.join(repository.commonDirectory, path)
      let directory = Files.parent(of: file) ?? []
      return try PolicySet.load(name: fileName, services: .machine) { name throws(PolicyError) in
        do throws(FileError) {
          // Where the policy lies is its admin's to say. Its key files lie beside it, and what a link leads to does not.
          return try Files.read(
            Files.join(directory, name),
            limit: Self.sizeLimit,
            followingLinks: name == fileName
          )
        } catch {
          throw PolicyError(file: name, error.description)
        }
      }
    case .ref(let ref, let path):
      guard let tip = try repository.resolve(ref).id, let commit = try repository.peelToCommit(tip)
      else {
        throw PolicyError(file: "\(self)", "'\(ref)' does not exist", isMissing: true)
      }
      return try Self.load(path: path, in: commit, of: repository)
    }
  }

  /// Loads the policy that a commit holds.
  package static func load(path: TreePath, in commit: ObjectID, of repository: borrowing Repository)
    throws -> PolicySet
  {
    var files: [String: [UInt8]] = [:]
    var others: Set<String> = []
    for entry in try PolicyPaths.entries(besides: path, in: commit, of: repository) {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard entry.mode.isRegular, let size = try repository.header(entry.id)?.size,
        size <= sizeLimit
      else {
        others.insert(name)
        continue
      }
      files[name] = try repository.object(entry.id).bytes
    }
    let name = String(decoding: path.components.last ?? [], as: UTF8.self)
    return try PolicySet.load(name: name, services: .machine) { name throws(PolicyError) in
      // A link is never followed: what it leads to could change without the policy changing.
      guard !others.contains(name) else {
        throw PolicyError(file: name, "it is no regular file of at most 1 MiB")
      }
      return files[name]
    }
  }

  private static let sizeLimit = 1 << 20
}
