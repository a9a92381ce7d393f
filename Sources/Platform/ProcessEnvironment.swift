internal import Glibc

/// The process's environment, as bytes: Swift's own reader repairs invalid UTF-8.
package enum ProcessEnvironment {
  /// The value of a variable; `nil` where it is unset.
  package static func value(of name: String) -> [UInt8]? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
  }
}
