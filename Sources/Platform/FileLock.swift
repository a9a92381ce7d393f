internal import Glibc
internal import GitObjects

/// An advisory lock on a file, held until it goes out of scope or the process ends, however it ends.
package struct FileLock: ~Copyable {
  private let file: Int32

  /// Waits for the lock.
  package init(_ path: [UInt8]) throws(FileError) {
    let operation = "lock '\(Escaped.text(path))'"
    file = unsafe open(Files.terminated(path), O_RDWR | O_CREAT | O_CLOEXEC, mode_t(0o644))
    guard file >= 0 else { throw FileError(operation) }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(file)
        throw FileError(operation)
      }
    }
  }

  deinit { close(file) }
}
