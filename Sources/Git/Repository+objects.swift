internal import Clibgit2
package import GitObjects

extension Repository {
  package borrowing func exists(_ id: ObjectID) -> Bool {
    var oid = id.raw
    return git_odb_exists(odb, &oid) == 1
  }

  /// The kind and size of an object, without its content; `nil` where it is missing.
  package borrowing func header(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int)? {
    var oid = id.raw
    var size = 0
    var type = GIT_OBJECT_INVALID
    let code = git_odb_read_header(&size, &type, odb, &oid)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check("read object \(id)", code)
    guard let kind = ObjectKind(type) else {
      throw GitError(.malformed, "read object \(id)", "no kind")
    }
    return (kind, size)
  }

  /// The whole object.
  ///
  /// One of more than `limit` bytes is ``GitError/Kind/tooLarge`` and is not read; `setting` is the
  /// server's setting that the limit comes from, `nil` for one that nobody can change.
  package borrowing func object(
    _ id: ObjectID,
    limit: Int = 100 << 20,
    setting: String? = nil
  ) throws(GitError)
    -> (kind: ObjectKind, bytes: [UInt8])
  {
    guard let (_, size) = try header(id) else {
      throw GitError(.notFound, "read object \(id)", "it is missing")
    }
    try checkSize(size, of: id, limit: limit, setting: setting)
    return try withObject(id) { kind, bytes in (kind, Array(bytes)) }
  }

  private borrowing func checkSize(_ size: Int, of id: ObjectID, limit: Int, setting: String?)
    throws(GitError)
  {
    guard size > limit else { return }
    let (operation, message) = (
      "read object \(id)", "it has \(size) bytes, and \(limit) are allowed"
    )
    guard let setting else { throw GitError(.tooLarge, operation, message) }
    throw .limit(setting, operation, message)
  }

  /// - Throws: ``GitError/Kind/tooLarge`` where a file has more bytes than ``blobLimit``.
  package borrowing func checkBlobSize(_ id: ObjectID) throws(GitError) {
    guard let (_, size) = try header(id) else { return }
    try checkSize(size, of: id, limit: blobLimit, setting: "maxBlob")
  }

  /// The raw object for the length of the call, without a copy.
  borrowing func withObject<Result>(
    _ id: ObjectID,
    _ body: (ObjectKind, UnsafeRawBufferPointer) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    var oid = id.raw
    let object = try make("read object \(id)") { git_odb_read(&$0, odb, &oid) }
    defer { git_odb_object_free(object) }
    guard let kind = ObjectKind(git_odb_object_type(object)) else {
      throw GitError(.malformed, "read object \(id)", "it is of no known kind")
    }
    let bytes = UnsafeRawBufferPointer(
      start: git_odb_object_data(object),
      count: git_odb_object_size(object)
    )
    return try body(kind, bytes)
  }

  /// The commit, parsed strictly: what two readers could read differently is malformed.
  ///
  /// It is read before its size is known: git itself did so before it asked the hook.
  package borrowing func commit(_ id: ObjectID) throws(GitError) -> CommitObject {
    let bytes = try commitBytes(id, limit: commitLimit)
    do throws(CommitObject.Malformed) {
      return try CommitObject(parsing: bytes)
    } catch {
      throw GitError(.malformed, "read commit \(id)", "\(error)")
    }
  }

  /// The raw bytes of a commit of at most `limit` bytes.
  borrowing func commitBytes(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
    if let known = handle.commits[id] {
      try checkSize(known.count, of: id, limit: limit, setting: "maxMessage")
      return known
    }
    let bytes = try withObject(id) { kind, bytes throws(GitError) in
      guard kind == .commit else {
        throw GitError(.malformed, "read commit \(id)", "it is a \(kind)")
      }
      try checkSize(bytes.count, of: id, limit: limit, setting: "maxMessage")
      return Array(bytes)
    }
    handle.commits.add(id, bytes, size: bytes.count)
    return bytes
  }

  /// The commit that an id or a chain of tags stands for; `nil` where it is something else.
  ///
  /// A longer chain than any person makes is an error: "no commit" would let what it leads to pass unseen.
  package borrowing func peelToCommit(_ id: ObjectID) throws(GitError) -> ObjectID? {
    var id = id
    for _ in 0...Self.tagDepth {
      guard let (kind, _) = try header(id) else {
        throw GitError(.notFound, "read object \(id)", "it is missing")
      }
      switch kind {
      case .commit: return id
      case .tree, .blob: return nil
      case .tag:
        guard let tag = TagObject(parsing: try object(id, limit: 1 << 20).bytes) else {
          throw GitError(.malformed, "read tag \(id)", "it names no object")
        }
        id = tag.object
      }
    }
    throw GitError(
      .nested,
      "read tag \(id)",
      "tags point to tags more than \(Self.tagDepth) deep"
    )
  }

  private static let tagDepth = 10

  /// The entry at a path of a tree; `nil` where there is none.
  package borrowing func entry(at path: TreePath, in tree: ObjectID) throws(GitError) -> TreeEntry?
  {
    var tree = tree
    let components = path.components
    for (index, component) in components.enumerated() {
      guard let entry = try recentTree(tree).entry(named: component) else { return nil }
      if index == components.count - 1 { return entry }
      guard entry.mode == .tree else { return nil }
      tree = entry.id
    }
    return nil
  }

  /// The entries of a tree, strictly read.
  package borrowing func tree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
    try recentTree(id).treeEntries
  }

  borrowing func recentTree(_ id: ObjectID) throws(GitError) -> TreeObject {
    if let known = handle.trees[id] { return known }
    let tree = try treeObject(id)
    handle.trees.add(id, tree, size: 2 * tree.bytes.count)
    return tree
  }

  /// The tree, strictly read, which takes little time where it is much `like` one that was.
  borrowing func treeObject(_ id: ObjectID, like known: TreeObject? = nil) throws(GitError)
    -> TreeObject
  {
    let bytes = try withObject(id) { kind, bytes throws(GitError) in
      guard kind == .tree else { throw GitError(.malformed, "read tree \(id)", "it is a \(kind)") }
      return Array(bytes)
    }
    do throws(TreeEntry.Malformed) {
      if let known { return try TreeObject(parsing: bytes, like: known) }
      return try TreeObject(parsing: bytes)
    } catch {
      throw GitError(.malformed, "read tree \(id)", "\(error)")
    }
  }

  /// The tree that a commit names, with no look at the rest of it.
  package borrowing func treeOfCommit(_ id: ObjectID) throws(GitError) -> ObjectID {
    guard let tree = CommitLinks.tree(in: try commitBytes(id, limit: .max)) else {
      throw CommitLinks.malformed(id)
    }
    return tree
  }
}

extension ObjectKind {
  init?(_ type: git_object_t) {
    switch type {
    case GIT_OBJECT_COMMIT: self = .commit
    case GIT_OBJECT_TREE: self = .tree
    case GIT_OBJECT_BLOB: self = .blob
    case GIT_OBJECT_TAG: self = .tag
    default: return nil
    }
  }

  var type: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    case .tag: GIT_OBJECT_TAG
    }
  }
}
