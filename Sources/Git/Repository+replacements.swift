internal import Clibgit2
package import GitObjects

extension Repository {
  /// The references by which git shows other objects in place of those that are there.
  package borrowing func replacements() throws(GitError) -> [RefName] {
    let iterator = try make("list replacements") {
      git_reference_iterator_glob_new(&$0, raw, "refs/replace/*")
    }
    defer { git_reference_iterator_free(iterator) }
    var names: [RefName] = []
    while true {
      var name: UnsafePointer<CChar>?
      let code = git_reference_next_name(&name, iterator)
      if code == GIT_ITEROVER.rawValue { break }
      try check("list replacements", code)
      if let name, let valid = try? RefName(validating: [UInt8](cString: name)) {
        names.append(valid)
      }
    }
    return names.sorted()
  }
}
