internal import Clibgit2
internal import GitObjects

extension Recorder {
  /// Sets one setting in the repository's own git config.
  package borrowing func setConfig(_ key: String, to value: [UInt8]) throws(GitError) {
    try withLocalConfig { config in value.withCString { git_config_set_string(config, key, $0) } }
  }

  /// Adds a value to a setting that may have several, once.
  package borrowing func addConfig(_ key: String, value: [UInt8]) throws(GitError) {
    guard try !repository.configValues(key).contains(value) else { return }
    try withLocalConfig { config in
      value.withCString { git_config_set_multivar(config, key, "^$", $0) }
    }
  }

  private borrowing func withLocalConfig(_ body: (OpaquePointer) -> Int32) throws(GitError) {
    let raw = repository.raw
    let config = try make("write git config") { git_repository_config(&$0, raw) }
    defer { git_config_free(config) }
    let local = try make("write git config") {
      git_config_open_level(&$0, config, GIT_CONFIG_LEVEL_LOCAL)
    }
    defer { git_config_free(local) }
    try check("write git config", body(local))
    repository.handle.forgetConfig()
  }
}
