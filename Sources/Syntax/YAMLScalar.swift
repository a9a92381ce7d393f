/// What a scalar stands for under the core schema of YAML 1.2.
///
/// `yes`, `no`, `on`, `off`, dates and sexagesimals, which YAML 1.1 has besides, are strings.
enum YAMLScalar {
  static func value(_ text: String, isPlain: Bool) -> Node.Value {
    guard isPlain else { return .string(text) }
    guard let first = text.utf8.first else { return .null }
    // Almost every scalar is a string: most are told by their first letter.
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      return isNull(text) ? .null : .string(text)
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return bool(text).map(Node.Value.bool) ?? .string(text)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"):
      return isNumber(text) ? .number(text) : .string(text)
    default: return .string(text)
    }
  }

  static func isNull(_ text: String) -> Bool {
    ["", "~", "null", "Null", "NULL"].contains(text)
  }

  static func bool(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  static func isNumber(_ text: String) -> Bool { isInteger(text) || isFloat(text) }

  static func isInteger(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    if rest.starts(with: "0o".utf8) {
      let digits = rest.dropFirst(2)
      return !digits.isEmpty && digits.allSatisfy { 0x30...0x37 ~= $0 }
    }
    if rest.starts(with: "0x".utf8) {
      let digits = rest.dropFirst(2)
      return !digits.isEmpty && digits.allSatisfy { $0.hexValue != nil }
    }
    if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(\.isDigit)
  }

  static func isFloat(_ text: String) -> Bool {
    if [".nan", ".NaN", ".NAN"].contains(text) { return true }
    var rest = Substring(text).utf8
    if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
    if [".inf", ".Inf", ".INF"].contains(Substring(rest)) { return true }
    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    var digits = whole.count
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: \.isDigit)
      rest = rest.dropFirst(fraction.count + 1)
      digits += fraction.count
    }
    guard digits > 0 else { return false }
    guard let letter = rest.first else { return true }
    guard letter | 0x20 == UInt8(ascii: "e") else { return false }
    rest = rest.dropFirst()
    if let sign = rest.first, isSign(sign) { rest = rest.dropFirst() }
    return !rest.isEmpty && rest.allSatisfy(\.isDigit)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
  }
}
