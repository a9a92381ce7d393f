/// git's quoting of a path with unusual bytes: `"a\072b"`.
package enum CQuoted {
  /// The path of a text that is quoted from end to end; `nil` for any other.
  package static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.first == UInt8(ascii: "\""), let (path, rest) = read(text), rest.isEmpty else {
      return nil
    }
    return path
  }

  /// The path that a quoted text begins with, and what follows it.
  package static func read(_ text: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>)? {
    var rest = text.dropFirst()
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return (result, rest)
      case UInt8(ascii: "\\"):
        guard let escaped = readEscape(&rest) else { return nil }
        result.append(escaped)
      default: result.append(byte)
      }
    }
    return nil
  }

  private static let letters: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
    UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
  ]

  private static func readEscape(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    guard let first = rest.first else { return nil }
    if let letter = letters[first] {
      rest = rest.dropFirst()
      return letter
    }
    let digits = rest.prefix(3)
    guard digits.count == 3, digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "7")).contains)
    else { return nil }
    rest = rest.dropFirst(3)
    return UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - UInt8(ascii: "0")) })
  }
}
