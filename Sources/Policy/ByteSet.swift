/// A set of bytes, as `[a-z]`, `[!x]` or `[[:digit:]]` writes it.
struct ByteSet: Hashable, Sendable {
  private var low: UInt128 = 0
  private var high: UInt128 = 0

  /// Reads what follows a `[`, its `]` included; `nil` where there is none.
  init?(reading rest: inout ArraySlice<UInt8>, ignoringCase: Bool) {
    let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isNegated { rest.removeFirst() }
    // The byte that a `-` would begin a range with.
    var previous: UInt8?
    var isFirst = true
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "]"), !isFirst {
        if isNegated { (low, high) = (~low, ~high) }
        return
      }
      isFirst = false
      if byte == UInt8(ascii: "-"), let start = previous, let next = rest.first,
        next != UInt8(ascii: "]")
      {
        guard let end = Self.literal(&rest) else { return nil }
        if start <= end { for member in start...end { insert(member) } }
        previous = nil
      } else if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":") {
        switch Self.className(&rest) {
        case .unclosed: return nil
        case .none:
          insert(byte)
          previous = byte
        case .name(let name):
          guard let members = Self.members(of: name, ignoringCase: ignoringCase) else { return nil }
          for member in UInt8.min ... .max where members(member) { insert(member) }
          previous = nil
        }
      } else {
        if byte == UInt8(ascii: "\\") {
          guard let escaped = rest.popFirst() else { return nil }
          previous = escaped
        } else {
          previous = byte
        }
        if let previous { insert(previous) }
      }
    }
    return nil
  }

  func contains(_ byte: UInt8) -> Bool {
    (byte < 128 ? low >> byte : high >> (byte - 128)) & 1 == 1
  }

  private mutating func insert(_ byte: UInt8) {
    if byte < 128 { low |= 1 << byte } else { high |= 1 << (byte - 128) }
  }

  private static func literal(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
    guard let byte = rest.popFirst() else { return nil }
    return byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
  }

  private enum ClassName {
    case name(String)
    /// A `[` and a `:` that stand for themselves.
    case none
    case unclosed
  }

  private static func className(_ rest: inout ArraySlice<UInt8>) -> ClassName {
    guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return .unclosed }
    let inside = rest[..<end].dropFirst()
    guard inside.last == UInt8(ascii: ":") else { return .none }
    rest = rest[(end + 1)...]
    return .name(String(decoding: inside.dropLast(), as: UTF8.self))
  }

  private static func members(of name: String, ignoringCase: Bool) -> ((UInt8) -> Bool)? {
    switch name {
    case "alpha": isLetter
    case "digit": isDigit
    case "alnum": { isLetter($0) || isDigit($0) }
    case "upper": ignoringCase ? isLetter : { (0x41...0x5A).contains($0) }
    case "lower": ignoringCase ? isLetter : { (0x61...0x7A).contains($0) }
    case "blank": { $0 == 0x20 || $0 == 0x09 }
    case "space": { $0 == 0x20 || (0x09...0x0D).contains($0) }
    case "cntrl": { $0 < 0x20 || $0 == 0x7F }
    case "graph": { (0x21...0x7E).contains($0) }
    case "print": { (0x20...0x7E).contains($0) }
    case "punct": { (0x21...0x7E).contains($0) && !isLetter($0) && !isDigit($0) }
    case "xdigit": { isDigit($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0) }
    default: nil
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
