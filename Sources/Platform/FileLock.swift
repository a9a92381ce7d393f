internal import Glibc
internal import GitObjects

/// An advisory lock on a file, held until it goes out of scope or the process ends, however it ends.
package struct FileLock: ~Copyable {
  private let file: Int32

  /// Waits for the lock, but never for ever: `patience` seconds at most.
  ///
  /// A process that was stopped while it holds one would otherwise stop every push.
  package init(_ path: [UInt8], patience: Double) throws(FileError) {
    let operation = "lock '\(Escaped.text(path))'"
    file = unsafe open(Files.terminated(path), O_RDWR | O_CREAT | O_CLOEXEC, mode_t(0o644))
    guard file >= 0 else { throw FileError(operation) }
    let deadline = Clock.monotonic() + patience
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      let isHeld = code == EWOULDBLOCK || code == EINTR
      guard isHeld, Clock.monotonic() < deadline else {
        close(file)
        guard isHeld else { throw FileError(operation, code: code) }
        throw FileError(operation, reason: "another process holds it, and did all the time")
      }
      Clock.pause(milliseconds: 1)
    }
  }

  deinit { close(file) }
}
