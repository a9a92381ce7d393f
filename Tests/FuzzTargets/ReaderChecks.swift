import HCL
import Syntax

/// Texts that detectors read: what is read once is read again alike, and an error has a place in the text.
enum ReaderChecks {
  static func json(_ bytes: [UInt8]) throws(Violation) {
    let first = try value(of: bytes) { (bytes) throws(SyntaxError) in try JSONReader.read(bytes) }
    guard let first else { return }
    let again = try? JSONReader.read(bytes)
    try require(again.map(first.isEquivalent) ?? false, "read again it is another value")
  }

  static func yaml(_ bytes: [UInt8]) throws(Violation) {
    let first = try value(of: bytes) { (bytes) throws(SyntaxError) in try YAMLReader.read(bytes) }
    guard let first else { return }
    let again = (try? YAMLReader.read(bytes)) ?? []
    try require(
      first.count == again.count && zip(first, again).allSatisfy { $0.isEquivalent(to: $1) },
      "read again it is other documents"
    )
  }

  static func toml(_ bytes: [UInt8]) throws(Violation) {
    let first = try value(of: bytes) { (bytes) throws(SyntaxError) in try TOMLReader.read(bytes) }
    guard let first else { return }
    let again = try? TOMLReader.read(bytes)
    try require(again.map(first.isEquivalent) ?? false, "read again it is another value")
  }

  static func hcl(_ bytes: [UInt8]) throws(Violation) {
    _ = try value(of: bytes) { (bytes) throws(SyntaxError) in try HCL.parse(bytes) }
  }

  static func shell(_ bytes: [UInt8]) throws(Violation) {
    _ = try value(of: bytes) { (bytes) throws(SyntaxError) in try ShellWords.read(bytes) }
  }

  static func dockerfile(_ bytes: [UInt8]) throws(Violation) {
    _ = try value(of: bytes) { (bytes) throws(SyntaxError) in try Dockerfile.read(bytes) }
  }

  static func sql(_ bytes: [UInt8]) throws(Violation) {
    let lines = bytes.count { $0 == 0x0A } + 1
    for statement in SQLScript(bytes).statements {
      try require((1...lines).contains(statement.line), "a statement is beyond the text")
    }
  }

  /// What was read; `nil` where it is no such text, and the error lies in it.
  private static func value<Value>(
    of bytes: [UInt8],
    _ body: ([UInt8]) throws(SyntaxError) -> Value
  ) throws(Violation) -> Value? {
    do throws(SyntaxError) {
      return try body(bytes)
    } catch {
      // A text may end every line with one of three bytes, and an error may be after the last.
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D || $0 == 0x85 || $0 == 0xA8 } + 2
      try require((1...lines).contains(error.position.line), "an error is not in the text")
      return nil
    }
  }
}
