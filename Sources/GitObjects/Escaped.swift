/// Text from strangers made safe to print: ref names, paths, author names, messages.
///
/// It crosses git's sideband into the pusher's terminal, so control characters, invisible and
/// direction-changing characters and invalid UTF-8 never leave as they came (a ref name with ESC codes
/// could otherwise redraw the refusal as an acceptance). What a pipeline prints its runner reads: `##vso[`,
/// `##[` and `##teamcity[` are commands to it anywhere in a line, and never leave as they came either.
package enum Escaped {
  /// Printable UTF-8 as it is; everything else as `\xNN` for each byte, a backslash as `\\`.
  package static func text(_ bytes: [UInt8]) -> String {
    guard !bytes.allSatisfy(isPlain) else { return String(decoding: bytes, as: UTF8.self) }
    var result = ""
    var rest = bytes[...]
    while let lead = rest.first {
      if beginsCommand(rest) {
        result += "\\x23"
        rest = rest.dropFirst()
        continue
      }
      let length = sequenceLength(lead)
      if length <= rest.count, let scalar = scalar(rest.prefix(length)), isPrintable(scalar) {
        result.unicodeScalars.append(scalar)
        if scalar == "\\" { result += "\\" }
        rest = rest.dropFirst(length)
      } else {
        result += "\\x" + String(decoding: Hex.encode([lead]), as: UTF8.self)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// The same for text that is valid UTF-8 already.
  package static func text(_ string: String) -> String { text(Array(string.utf8)) }

  /// Each byte outside 0x21–0x7E and `%` as `%XX`, as values in a record are written.
  package static func field(_ bytes: [UInt8], keepingSpaces: Bool = false) -> [UInt8] {
    percentEncode(bytes) { byte in
      (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "%") || keepingSpaces && byte == 0x20
    }
  }

  /// Each byte but RFC 3986's unreserved ones and `/` as `%XX`, as a statement's target and reason are.
  package static func statementValue(_ bytes: [UInt8]) -> [UInt8] {
    percentEncode(bytes) { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-._~/".utf8.contains(byte)
      }
    }
  }

  /// The bytes that `%XX` text stands for.
  ///
  /// `nil` where a percent sign is not followed by two uppercase digits.
  package static func percentDecode(_ text: [UInt8]) -> [UInt8]? { percentDecode(text[...]) }

  package static func percentDecode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      guard let high = iterator.next(), let low = iterator.next(),
        let high = upperHexValue(high), let low = upperHexValue(low)
      else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }

  private static func percentEncode(_ bytes: [UInt8], keep: (UInt8) -> Bool) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if keep(byte) {
        result.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return result
  }

  private static func upperHexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Whether text begins with what a pipeline's runner may take for a command: `##`, a word or none, `[`.
  package static func beginsCommand(_ text: some Collection<UInt8>) -> Bool {
    guard text.starts(with: "##".utf8) else { return false }
    let rest = text.dropFirst(2).drop { byte in
      byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(ASCII.lowercased(byte))
    }
    return rest.first == UInt8(ascii: "[")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "#")
  }

  private static func sequenceLength(_ lead: UInt8) -> Int {
    switch lead {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 1
    }
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return text.unicodeScalars.first
  }

  /// Whether a character shows as itself, and changes nothing about others.
  package static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: scalar == " "
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
