internal import Clibgit2

extension Repository {
  /// The git directory around a directory, found as ``discover(from:)`` finds it; nothing in it is read, whoever
  /// owns it.
  ///
  /// `nil` where there is none.
  package static func gitDirectory(around directory: [UInt8]) -> [UInt8]? {
    guard Library.started else { return nil }
    var place = git_buf()
    defer { git_buf_dispose(&place) }
    let code = directory.withCString { git_repository_discover(&place, $0, 0, nil) }
    guard code == 0 else {
      git_error_clear()
      return nil
    }
    return [UInt8](cString: place.ptr)
  }
}
