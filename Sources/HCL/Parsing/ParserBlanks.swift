import Syntax

extension Parser {
  /// Steps over spaces and comments, and over newlines where they do not matter.
  mutating func skipBlanks() throws(SyntaxError) {
    while let byte {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
      case UInt8(ascii: "\n"):
        if newlinesMatter { return }
        passNewline()
      case UInt8(ascii: "\r"):
        guard self.byte(after: 1) == UInt8(ascii: "\n"), !newlinesMatter else { return }
        offset += 1
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "/"):
        if self.byte(after: 1) == UInt8(ascii: "/") {
          skipLine()
        } else if self.byte(after: 1) == UInt8(ascii: "*") {
          try skipComment()
        } else {
          return
        }
      default: return
      }
    }
  }

  /// The same over newlines too.
  mutating func skipLines() throws(SyntaxError) {
    let matter = newlinesMatter
    newlinesMatter = false
    defer { newlinesMatter = matter }
    try skipBlanks()
  }

  var atNewline: Bool {
    byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r") && byte(after: 1) == UInt8(ascii: "\n")
  }

  private mutating func skipLine() {
    while let byte, byte != UInt8(ascii: "\n") { offset += 1 }
  }

  private mutating func skipComment() throws(SyntaxError) {
    let start = position
    offset += 2
    while let byte {
      if byte == UInt8(ascii: "*"), self.byte(after: 1) == UInt8(ascii: "/") {
        offset += 2
        return
      }
      if byte == UInt8(ascii: "\n") { passNewline() } else { offset += 1 }
    }
    throw SyntaxError("a comment without an end", at: start)
  }

  // MARK: names

  var atName: Bool { nameLength > 0 }

  /// Of the identifier at hand; 0 where there is none.
  var nameLength: Int {
    var end = offset
    while end < bytes.count {
      let byte = bytes[end]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        end += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        if end == offset { return 0 }
        end += 1
      case 0x80...:
        guard let (scalar, length) = scalar(at: end) else { return end - offset }
        let properties = scalar.properties
        guard end == offset ? properties.isIDStart : properties.isIDContinue else {
          return end - offset
        }
        end += length
      default: return end - offset
      }
    }
    return end - offset
  }

  mutating func name(_ what: String) throws(SyntaxError) -> String {
    let length = nameLength
    guard length > 0 else { throw failure("expected \(what), found \(found)") }
    defer { offset += length }
    return String(decoding: bytes[offset..<offset + length], as: UTF8.self)
  }

  /// Whether the word stands here, and does not go on.
  func atWord(_ word: StaticString) -> Bool {
    starts(with: word) && nameLength == word.utf8CodeUnitCount
  }

  private func scalar(at start: Int) -> (Unicode.Scalar, Int)? {
    var decoder = UTF8()
    var rest = bytes[start...].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
    return (scalar, UTF8.width(scalar))
  }
}
