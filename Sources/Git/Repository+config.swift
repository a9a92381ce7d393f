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

  /// Sets one setting in the repository's own git config.
  package borrowing func setConfig(_ key: String, to value: [UInt8]) throws(GitError) {
    try withLocalConfig { config in value.withCString { git_config_set_string(config, key, $0) } }
  }

  /// Adds a value to a setting that may have several, once.
  package borrowing func addConfig(_ key: String, value: [UInt8]) throws(GitError) {
    guard try !configValues(key).contains(value) else { return }
    try withLocalConfig { config in
      value.withCString { git_config_set_multivar(config, key, "^$", $0) }
    }
  }

  /// Removes a setting; one that is not there is removed already.
  package borrowing func removeConfig(_ key: String) throws(GitError) {
    try withLocalConfig { config in
      let code = git_config_delete_multivar(config, key, ".*")
      return code == GIT_ENOTFOUND.rawValue ? 0 : code
    }
  }

  private borrowing func withLocalConfig(_ body: (OpaquePointer) -> Int32) throws(GitError) {
    let config = try make("write git config") { git_repository_config(&$0, raw) }
    defer { git_config_free(config) }
    let local = try make("write git config") {
      git_config_open_level(&$0, config, GIT_CONFIG_LEVEL_LOCAL)
    }
    defer { git_config_free(local) }
    try check("write git config", body(local))
    handle.forgetConfig()
  }
}
