internal import Classifier
internal import Detection
internal import Git
internal import GitObjects

/// Fetches both sides of a changed file, and the trees around them, for the detectors.
struct SideReading {
  private let change: FileChange
  private let trees: RangeClassifier.Trees?
  private let surroundings: Surroundings
  /// Bytes of a file that are still searched; a detector takes fewer.
  private static let limit = 32 << 20

  init(_ change: FileChange, _ trees: RangeClassifier.Trees?, _ surroundings: Surroundings) {
    self.change = change
    self.trees = trees
    self.surroundings = surroundings
  }

  func read(in repository: borrowing Repository) throws -> ReadPair {
    do {
      return .pair(
        FilePair(
          path: change.path.bytes,
          old: try bytes(of: change.old, in: repository),
          new: try bytes(of: change.new, in: repository),
          oldTree: RepositoryTree(root: trees?.old, of: repository),
          newTree: RepositoryTree(root: trees?.new, of: repository),
          surroundings: surroundings
        )
      )
    } catch let error as GitError where error.kind == .tooLarge {
      // What was there before may always be taken away.
      if let new = change.new { try repository.checkBlobSize(new.id) }
      return .tooLong
    }
  }

  private func bytes(of side: FileChange.Side?, in repository: borrowing Repository) throws
    -> [UInt8]?
  {
    guard let side else { return nil }
    let (kind, bytes) = try repository.object(side.id, limit: min(Self.limit, repository.blobLimit))
    guard kind == .blob else {
      throw GitError(.malformed, "read \(change.path)", "'\(side.id)' is a \(kind)")
    }
    return bytes
  }
}

/// The files of one tree, read from the object store as they are asked for.
///
/// Used by one thread at a time, like the handle it reads through.
final class RepositoryTree: SourceTree, @unchecked Sendable {
  private let repository: Repository
  private let root: ObjectID?
  private(set) var failures = 0
  /// As long as a file may be that is itself judged by what it means.
  private static let limit = 4 << 20

  init(root: ObjectID?, of repository: borrowing Repository) {
    self.repository = repository.shared()
    self.root = root
  }

  func content(of path: [UInt8]) -> [UInt8]? {
    noting {
      guard let entry = try entry(at: path), entry.mode.isRegular else { return nil }
      let (kind, bytes) = try repository.object(entry.id, limit: Self.limit)
      guard kind == .blob else {
        throw GitError(.malformed, "read a file", "'\(entry.id)' is a \(kind)")
      }
      return bytes
    }
  }

  func files(in directory: [UInt8]) -> [[UInt8]] {
    entries(of: directory).filter(\.mode.isRegular).map(\.name)
  }

  func directories(in directory: [UInt8]) -> [[UInt8]] {
    entries(of: directory).filter { $0.mode == .tree }.map(\.name)
  }

  private func entries(of directory: [UInt8]) -> [TreeEntry] {
    noting {
      guard !directory.isEmpty else { return try root.map { try repository.tree($0) } }
      guard let entry = try entry(at: directory), entry.mode == .tree else { return nil }
      return try repository.tree(entry.id)
    } ?? []
  }

  private func entry(at path: [UInt8]) throws(GitError) -> TreeEntry? {
    guard let root else { return nil }
    return try repository.entry(at: TreePath(bytes: path), in: root)
  }

  /// What cannot be read is not what is not there.
  private func noting<Found>(_ read: () throws -> Found?) -> Found? {
    do {
      return try read()
    } catch {
      failures += 1
      return nil
    }
  }
}
