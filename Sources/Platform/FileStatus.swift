internal import Glibc

/// What `stat` says of a path.
package struct FileStatus: Hashable, Sendable {
  package let owner: UInt32
  package let group: UInt32
  /// The permission bits alone.
  package let permissions: UInt32
  package let isRegular: Bool
  package let isDirectory: Bool
  package let isSymlink: Bool

  package var isExecutable: Bool { permissions & 0o111 != 0 }

  /// In such a directory nobody renames or removes what is another's.
  package var isSticky: Bool { permissions & 0o1000 != 0 }

  /// `nil` where nothing is there, or where a symlink that is to be followed leads nowhere.
  ///
  /// `followingLinks` says whether a symlink is followed or described itself.
  package init?(of path: [UInt8], followingLinks: Bool = true) {
    var status = stat()
    let terminated = Files.terminated(path)
    let result =
      followingLinks ? unsafe stat(terminated, &status) : unsafe lstat(terminated, &status)
    guard result == 0 else { return nil }
    owner = status.st_uid
    group = status.st_gid
    permissions = status.st_mode & 0o7777
    isRegular = status.st_mode & S_IFMT == S_IFREG
    isDirectory = status.st_mode & S_IFMT == S_IFDIR
    isSymlink = status.st_mode & S_IFMT == S_IFLNK
  }

  /// The user this process acts as.
  package static var effectiveUser: UInt32 { geteuid() }
}
