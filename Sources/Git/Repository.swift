internal import Clibgit2
internal import Platform
internal import GitObjects

// One rule for every wrapper here: what a libgit2 call returns through an out-parameter is owned by a
// noncopyable value; what it returns as a pointer is borrowed and copied at once; every call goes through
// `check` or `make`.

/// A repository that is read.
///
/// It never writes: see ``Recorder``.
package struct Repository: ~Copyable {
  let handle: Handle
  var raw: OpaquePointer { handle.raw }
  var odb: OpaquePointer { handle.odb }
  /// The git directory, with a trailing slash.
  package let gitDirectory: [UInt8]
  let alternates: [[UInt8]]
  /// The size in bytes from which on a commit is not read.
  package var commitLimit = 100 << 20
  /// Bytes of a file that is looked into; a longer one is an error.
  package var blobLimit = Int.max

  /// Opens exactly this git directory: no search, no environment, no ownership check.
  ///
  /// `alternates` are more object directories to read, the quarantine of a push first.
  package static func open(gitDirectory: [UInt8], alternates: [[UInt8]] = []) throws(GitError)
    -> Repository
  {
    guard Library.started else { throw GitError(.other, "start libgit2", "it did not start") }
    _ = clibgit2_set_owner_validation(0)
    return try open(gitDirectory, alternates, flags: GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue)
  }

  /// Finds the repository around a directory, as git does, but never the one inside a tree that was cloned: a
  /// bare repository is taken only where it is named itself.
  package static func discover(from directory: [UInt8]) throws(GitError) -> Repository {
    guard Library.started else { throw GitError(.other, "start libgit2", "it did not start") }
    _ = clibgit2_set_owner_validation(1)
    return try open(directory, [], flags: 0)
  }

  private static func open(
    _ path: [UInt8],
    _ alternates: [[UInt8]],
    flags: UInt32,
    apart: Bool = false
  ) throws(GitError) -> Repository {
    let name = Escaped.text(path)
    let raw = try make("open repository '\(name)'") { out in
      path.withCString { git_repository_open_ext(&out, $0, flags, nil) }
    }
    let odb: OpaquePointer
    do throws(GitError) {
      if apart { try readPacksApart(raw) }
      odb = try make("open the object database of '\(name)'") { git_repository_odb(&$0, raw) }
      for directory in alternates {
        let place = apart ? respelt(directory) : directory
        let code = place.withCString { git_odb_add_disk_alternate(odb, $0) }
        try check("read objects in '\(Escaped.text(directory))'", code)
      }
    } catch {
      git_repository_free(raw)
      throw error
    }
    let gitDirectory = git_repository_path(raw).map { [UInt8](cString: $0) } ?? path
    return Repository(
      Handle(raw: raw, odb: odb),
      gitDirectory: gitDirectory,
      alternates: alternates
    )
  }

  /// libgit2 reads a pack for all handles of a process under one lock, and knows it by its path: under another
  /// spelling of the path it is read for this handle alone.
  private static func readPacksApart(_ raw: OpaquePointer) throws(GitError) {
    var place = git_buf()
    defer { git_buf_dispose(&place) }
    try check(
      "find the objects",
      git_repository_item_path(&place, raw, GIT_REPOSITORY_ITEM_OBJECTS)
    )
    let directory = [UInt8](cString: place.ptr)
    let odb = try make("open the objects in '\(Escaped.text(directory))'") { out in
      respelt(directory).withCString { git_odb_open(&out, $0) }
    }
    defer { git_odb_free(odb) }
    try check("read objects in '\(Escaped.text(directory))'", git_repository_set_odb(raw, odb))
  }

  private static func respelt(_ directory: [UInt8]) -> [UInt8] { directory + Array("/.".utf8) }

  private init(_ handle: Handle, gitDirectory: [UInt8], alternates: [[UInt8]]) {
    self.handle = handle
    self.gitDirectory = gitDirectory
    self.alternates = alternates
  }

  /// The same handle for one more owner on the same thread.
  package borrowing func shared() -> Repository {
    var other = Repository(handle, gitDirectory: gitDirectory, alternates: alternates)
    other.commitLimit = commitLimit
    other.blobLimit = blobLimit
    return other
  }

  /// Opens the same objects again, for another thread: a handle is not thread-safe.
  ///
  /// The commits that this one has read are known to the other one, too.
  borrowing func reopened() throws(GitError) -> Repository {
    var other = try Self.open(
      gitDirectory,
      alternates,
      flags: GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue,
      apart: true
    )
    other.handle.commits = handle.commits
    other.commitLimit = commitLimit
    other.blobLimit = blobLimit
    return other
  }

  package var isBare: Bool { git_repository_is_bare(raw) == 1 }

  /// Whether history is cut off; what cannot be told is an error.
  ///
  /// libgit2 looks into the git directory of a worktree, where git keeps no list of what is missing.
  package borrowing func isShallow() throws(GitError) -> Bool {
    let operation = "tell whether the history is whole"
    if try check(operation, git_repository_is_shallow(raw)) == 1 { return true }
    do throws(FileError) {
      let missing = try Files.read(Files.join(commonDirectory, "shallow"), limit: 64 << 20)
      return missing?.isEmpty == false
    } catch {
      throw GitError(.other, operation, error.description)
    }
  }

  /// The directory that worktrees share.
  package var commonDirectory: [UInt8] {
    git_repository_commondir(raw).map { [UInt8](cString: $0) } ?? gitDirectory
  }

  package var workingDirectory: [UInt8]? {
    git_repository_workdir(raw).map { [UInt8](cString: $0) }
  }
}

/// What libgit2 has opened, owned by all who share it.
final class Handle {
  let raw: OpaquePointer
  let odb: OpaquePointer
  private var snapshot: OpaquePointer?
  /// The commits read last: each of a range is asked for many times, also of a long one.
  var commits = RecentObjects<[UInt8]>(limit: 24 << 20)
  /// The trees that were read by their entries: a note and the next one lie in much the same ones.
  var trees = RecentObjects<TreeObject>(limit: 4 << 20)

  init(raw: OpaquePointer, odb: OpaquePointer) {
    self.raw = raw
    self.odb = odb
  }

  deinit {
    git_config_free(snapshot)
    git_odb_free(odb)
    git_repository_free(raw)
  }

  /// The git config as it was when it was first asked for: one run sees one state of it.
  func config() throws(GitError) -> OpaquePointer {
    if let snapshot { return snapshot }
    let made = try make("read git config") { git_repository_config_snapshot(&$0, raw) }
    snapshot = made
    return made
  }

  /// What was set here is to be seen here.
  func forgetConfig() {
    git_config_free(snapshot)
    snapshot = nil
  }
}
