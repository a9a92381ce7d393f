internal import Clibgit2

/// A libgit2 call that failed.
package struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What a caller can act on.
  package enum Kind: Hashable, Sendable {
    case notFound
    /// A name for several things.
    case ambiguous
    /// The repository belongs to another user.
    case notTrusted
    /// An extension or object format that libgit2 1.5 cannot read.
    case unsupported
    /// An object that breaks git's own rules.
    case malformed
    /// Another writer was faster, or holds the lock: worth another try.
    case contended
    case tooLarge
    /// Tags that point to tags that point to tags.
    case nested
    case other
  }

  package let kind: Kind
  package let operation: String
  package let message: String

  package init(_ kind: Kind, _ operation: String, _ message: String) {
    self.kind = kind
    self.operation = operation
    self.message = message
  }

  package var description: String { "cannot \(operation): \(message)" }
}

/// Calls into libgit2 and turns a negative result into a ``GitError``; the message is read at once, on the
/// same thread.
@discardableResult
func check(_ operation: @autoclosure () -> String, _ code: Int32) throws(GitError) -> Int32 {
  guard code < 0 else { return code }
  let error = git_error_last()
  var message = error.flatMap { $0.pointee.message }.map { String(cString: $0) } ?? "error \(code)"
  git_error_clear()
  // libgit2 puts the system's reason last, also where the system gave none.
  if message.hasSuffix(": ") { message.removeLast(2) }
  throw GitError(kind(of: code, message), operation(), message)
}

/// Calls a libgit2 constructor: the out-parameter is owned by the caller.
func make(_ operation: @autoclosure () -> String, _ body: (inout OpaquePointer?) -> Int32)
  throws(GitError) -> OpaquePointer
{
  var out: OpaquePointer?
  try check(operation(), body(&out))
  guard let out else { throw GitError(.other, operation(), "no result") }
  return out
}

private func kind(of code: Int32, _ message: String) -> GitError.Kind {
  // libgit2 1.5.1 reports a foreign owner as "not found" when no safe.directory is configured.
  if message.contains("safe.directory") || code == GIT_EOWNER.rawValue { return .notTrusted }
  if message.contains("unsupported extension") || message.contains("unsupported repository version")
    || message.contains("object format")
  {
    return .unsupported
  }
  switch code {
  case GIT_ENOTFOUND.rawValue: return .notFound
  case GIT_EMODIFIED.rawValue, GIT_ELOCKED.rawValue, GIT_EEXISTS.rawValue: return .contended
  default: return .other
  }
}

/// libgit2's global state, set up once and never shut down.
enum Library {
  /// Starts libgit2 with the machine's and the user's git config out of reach.
  ///
  /// Only the repository's own counts. Search paths are emptied before anything is opened.
  static let started: Bool = {
    guard git_libgit2_init() > 0 else { return false }
    for level in [
      GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL,
      GIT_CONFIG_LEVEL_PROGRAMDATA,
    ] { _ = clibgit2_set_search_path(level.rawValue, "") }
    _ = clibgit2_set_fsync(1)
    // Every object here was hashed when it came in: git's index-pack and unpack-objects check each pushed
    // object before a hook runs, so checking again would only cost the time.
    _ = clibgit2_set_strict_hash_verification(0)
    // Walks remember what they read themselves.
    _ = clibgit2_set_caching(0)
    // A large pack would be mapped whole, once for each reader. In pieces of 8 MiB little is mapped that nobody wants, and
    // what all readers of the process may map leaves room below its 300 MiB.
    _ = clibgit2_set_pack_windows(8 << 20, 240 << 20)
    return true
  }()
}
