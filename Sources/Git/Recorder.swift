internal import Clibgit2
package import GitObjects

/// The only writer, of objects, references and settings: a handle of its own that sees the main object store
/// and nothing else.
///
/// libgit2 does not know what a quarantine is. Written through a handle that can see a pushed object, a
/// reference to it would survive the refusal of the push and point at nothing, and from then on every
/// `for-each-ref` on the server fails. This handle cannot see the quarantine, so it cannot make such a
/// reference; everything it writes is flushed to disk before the push is let go.
package struct Recorder: ~Copyable {
  package let repository: Repository

  package static func open(gitDirectory: [UInt8]) throws(GitError) -> Recorder {
    Recorder(repository: try Repository.open(gitDirectory: gitDirectory))
  }

  /// The same handle for one more owner on the same thread.
  package borrowing func shared() -> Recorder { Recorder(repository: repository.shared()) }

  /// Whether an object is in the main store, which of a pushed one means: before this push.
  package borrowing func exists(_ id: ObjectID) -> Bool { repository.exists(id) }

  package borrowing func write(_ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
    var batch = ObjectBatch()
    let id = try batch.add(kind, bytes)
    try write(batch)
    return id
  }

  /// All of it is on disk when this returns.
  borrowing func write(_ batch: ObjectBatch) throws(GitError) {
    let directory = repository.commonDirectory + Array("objects".utf8)
    try LooseObjects(directory: directory).write(batch)
  }

  /// Moves a reference, if it still is where the caller saw it.
  ///
  /// `old` is `nil` for a reference that must not exist yet. Where another writer was faster or
  /// holds the lock, ``GitError/Kind/contended`` is thrown.
  package borrowing func update(
    _ name: RefName,
    from old: ObjectID?,
    to new: ObjectID,
    message: String
  ) throws(GitError) {
    var (oldID, newID) = ((old ?? .zero).raw, new.raw)
    var out: OpaquePointer?
    let code = name.bytes.withCString { name in
      git_reference_create_matching(
        &out,
        repository.raw,
        name,
        &newID,
        old == nil ? 0 : 1,
        &oldID,
        message
      )
    }
    git_reference_free(out)
    try check("update reference '\(name)'", code)
  }
}
