internal import Glibc

/// A file operation that failed, with the system's own reason.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  package let operation: String
  package let reason: String
  /// `errno`; 0 where the reason is ours.
  package let code: Int32

  package init(_ operation: String, code: Int32 = errno) {
    self.operation = operation
    self.code = code
    reason = unsafe String(cString: strerror(code))
  }

  package init(_ operation: String, reason: String) {
    self.operation = operation
    self.reason = reason
    code = 0
  }

  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  package var description: String { "cannot \(operation): \(reason)" }
}
