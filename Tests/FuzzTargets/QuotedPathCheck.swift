import GitObjects
import Hooks

/// A path as git quotes it.
enum QuotedPathCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    if let (path, rest) = CQuoted.read(bytes[...]) {
      try require(path.count + rest.count < bytes.count, "more came out than went in")
      try require(Array(bytes.suffix(rest.count)) == Array(rest), "what follows is something else")
    }
    if let path = CQuoted.unquoted(bytes[...]) {
      try require(CQuoted.unquoted(quoted(path)[...]) == path, "quoted again it is another path")
    }
    try require(CQuoted.unquoted(quoted(bytes)[...]) == bytes, "it is not what was quoted")
  }

  /// As git does where every byte is unusual.
  private static func quoted(_ path: [UInt8]) -> [UInt8] {
    let digits = path.flatMap { byte in
      [UInt8(ascii: "\\")] + [6, 3, 0].map { UInt8(ascii: "0") + (byte >> $0 & 7) }
    }
    return [UInt8(ascii: "\"")] + digits + [UInt8(ascii: "\"")]
  }
}

/// Whatever is printed, encoded or compared as text.
enum TextCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    try require(Escaped.text(bytes).utf8.isPrintable, "escaped it is not safe to print")
    try require(Escaped.percentDecode(Escaped.field(bytes)) == bytes, "a record's field")
    try require(
      Escaped.percentDecode(Escaped.field(bytes, keepingSpaces: true)) == bytes,
      "a record's last field"
    )
    try require(Escaped.field(bytes).allSatisfy { (0x21...0x7E).contains($0) }, "a field's bytes")
    try require(
      Escaped.percentDecode(Escaped.statementValue(bytes)) == bytes,
      "a statement's value"
    )
    try require(Base64.decode(Base64.encode(bytes)) == bytes, "base64 of it")
    if let decoded = Base64.decode(bytes) {
      try require(Base64.encode(decoded) == bytes, "it has two spellings as base64")
    }
    if let time = Timestamp(bytes) {
      try require("\(time)".utf8.elementsEqual(bytes), "it has two spellings as a time")
    }
    if let name = try? RefName(validating: bytes) {
      try require(name.short.utf8.isPrintable, "a reference's name is not safe to print")
    }
    if bytes.count >= 8 {
      let seconds = bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
      _ = "\(Timestamp(seconds: seconds).adding(seconds: seconds))"
    }
  }
}
