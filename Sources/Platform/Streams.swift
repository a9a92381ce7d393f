internal import Glibc

/// Standard input, output and error, as bytes.
package enum Streams {
  /// Everything on standard input.
  ///
  /// More than `limit` bytes is an error, since a client chooses how much it sends.
  package static func readInput(limit: Int) throws(FileError) -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = unsafe read(STDIN_FILENO, &buffer, buffer.count)
      if count == 0 { return result }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("read standard input")
      }
      result += buffer.prefix(count)
      if result.count > limit { throw FileError("read standard input", reason: "too long") }
    }
  }

  package static func write(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }
  package static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }
  package static func writeError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Whether standard output is a terminal that can show more than plain lines: git, too, believes a 'TERM' that is
  /// "dumb" or not there.
  package static var isOutputTerminal: Bool {
    guard isatty(STDOUT_FILENO) == 1, let term = ProcessEnvironment.value(of: "TERM") else {
      return false
    }
    return !term.isEmpty && !term.elementsEqual("dumb".utf8)
  }

  /// A reader that has gone away changes nothing about the verdict: errors are not reported.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        return
      }
    }
  }
}
