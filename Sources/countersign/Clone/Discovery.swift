internal import Git
internal import GitObjects
internal import Platform

extension Repository {
  /// The repository around a directory, if it is this user's own.
  ///
  /// `hint` is the next command where there is none.
  static func around(_ directory: [UInt8], hint: String) throws -> Repository {
    do throws(GitError) {
      return try discover(from: directory)
    } catch {
      switch error.kind {
      case .notTrusted: throw Failure.foreign(around: directory)
      case .unsupported: throw Failure("\(error)", hint: Failure.unsupportedRepository)
      default: throw Failure("\(error)", hint: hint)
      }
    }
  }
}

extension Failure {
  static let unsupportedRepository = "use a repository with SHA-1 ids and files for its references"

  /// libgit2 knows that somebody else owns a part of the repository, and not which part or who.
  fileprivate static func foreign(around directory: [UInt8]) -> Failure {
    for path in parts(ofRepositoryAround: directory) {
      guard let owner = FileStatus(of: path)?.owner, owner != FileStatus.effectiveUser else {
        continue
      }
      return Failure(
        "'\(Escaped.text(path))' belongs to user \(Accounts.describe(user: owner))",
        hint: "run it as that user"
      )
    }
    return Failure(
      "the repository around '\(Escaped.text(directory))' belongs to another user",
      hint: "run it as that user"
    )
  }

  /// The working tree, what in it leads to the git directory, and that.
  private static func parts(ofRepositoryAround directory: [UInt8]) -> [[UInt8]] {
    guard let found = Repository.gitDirectory(around: directory),
      let gitDirectory = Files.resolve(found)
    else { return [] }
    var place: [UInt8]? = directory
    while let path = place, path != gitDirectory {
      let link = Files.join(path, ".git")
      if FileStatus(of: link) != nil { return [path, link, gitDirectory] }
      place = Files.parent(of: path)
    }
    return [gitDirectory]
  }
}
