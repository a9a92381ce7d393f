internal import Clibgit2
internal import GitObjects

extension Repository {
  /// The value of a setting in the repository's own git config; `nil` where it is unset.
  ///
  /// The machine's and the user's config do not count.
  package borrowing func config(_ key: String) throws(GitError) -> [UInt8]? {
    let config = try handle.config()
    var value: UnsafePointer<CChar>?
    let code = git_config_get_string(&value, config, key)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check("read git config '\(key)'", code)
    return value.map { [UInt8](cString: $0) }
  }

  /// All values of a setting, in their order.
  package borrowing func configValues(_ key: String) throws(GitError) -> [[UInt8]] {
    let config = try handle.config()
    var iterator: UnsafeMutablePointer<git_config_iterator>?
    let code = git_config_multivar_iterator_new(&iterator, config, key, nil)
    if code == GIT_ENOTFOUND.rawValue { return [] }
    try check("read git config '\(key)'", code)
    defer { git_config_iterator_free(iterator) }
    var values: [[UInt8]] = []
    var entry: UnsafeMutablePointer<git_config_entry>?
    while git_config_next(&entry, iterator) == 0, let value = entry?.pointee.value {
      values.append([UInt8](cString: value))
    }
    return values
  }
}
