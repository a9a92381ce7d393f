extension [Value.Piece] {
  /// As one text: what is not known stands as `${text}`, so that it is never taken for anything else.
  package var rendered: String {
    var text = ""
    for piece in self {
      switch piece {
      case .literal(let literal): text += Self.guarded(literal)
      case .atom(let atom): text += "${" + Self.encoded(atom) + "}"
      }
    }
    return text
  }

  mutating func add(_ piece: Value.Piece) {
    if case .literal(let text) = piece {
      if text.isEmpty { return }
      if case .literal(let before)? = last {
        self[count - 1] = .literal(before + text)
        return
      }
    }
    append(piece)
  }

  /// A `${` that a text has of its own, but for a policy's variables, which have a colon.
  private static func guarded(_ text: String) -> String {
    let bytes = Array<UInt8>(text.utf8)
    guard bytes.contains(UInt8(ascii: "$")) else { return text }
    var made: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      made.append(byte)
      guard byte == UInt8(ascii: "{"), index > 0, bytes[index - 1] == UInt8(ascii: "$") else {
        continue
      }
      let inside = bytes[(index + 1)...].prefix { $0 != UInt8(ascii: "}") }
      if inside.count > 1, !inside.contains(UInt8(ascii: ":")) { made += "%24".utf8 }
    }
    return String(decoding: made, as: UTF8.self)
  }

  /// An atom without what JSON, globs and policy variables give a meaning to.
  private static func encoded(_ atom: String) -> String {
    guard atom.utf8.contains(where: needsEncoding) else { return atom }
    var made: [UInt8] = []
    for byte in atom.utf8 {
      if needsEncoding(byte) {
        made += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      } else {
        made.append(byte)
      }
    }
    return String(decoding: made, as: UTF8.self)
  }

  private static func needsEncoding(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x21, 0x7F...: true
    case UInt8(ascii: "%"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "{"),
      UInt8(ascii: "}"), UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: ":"),
      UInt8(ascii: "$"):
      true
    default: false
    }
  }
}
