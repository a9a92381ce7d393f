internal import Clibgit2
package import GitObjects

extension Repository {
  /// The object that a revision names, tags not peeled: what a tag reference is moved to.
  package borrowing func object(named text: String) throws(GitError) -> ObjectID {
    let operation = "find revision '\(Escaped.text(text))'"
    let object = try make(operation) { git_revparse_single(&$0, raw, text) }
    defer { git_object_free(object) }
    guard let id = git_object_id(object) else {
      throw GitError(.notFound, operation, "it names nothing")
    }
    return ObjectID(id.pointee)
  }
}
