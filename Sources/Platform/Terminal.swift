internal import Glibc

/// The terminal of whoever sits there, whatever standard input and output are.
package struct Terminal: ~Copyable {
  private let file: Int32

  /// `nil` where nobody sits there: a pipeline, a hook, a daemon.
  package init?() {
    file = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    if file < 0 { return nil }
  }

  deinit { close(file) }

  /// Asks, and reads one line without its end; `nil` at the end of input.
  package borrowing func ask(_ question: String) -> String? {
    let bytes = Array(question.utf8)
    guard unsafe bytes.withUnsafeBytes({ unsafe Glibc.write(file, $0.baseAddress, $0.count) }) >= 0
    else { return nil }
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while unsafe read(file, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
      if line.count > 1024 { return nil }
    }
    return nil
  }
}
