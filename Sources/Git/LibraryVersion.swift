internal import Clibgit2

/// Which libgit2 is linked.
package enum LibraryVersion {
  package static var text: String {
    var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
    git_libgit2_version(&major, &minor, &revision)
    return "\(major).\(minor).\(revision)"
  }
}
