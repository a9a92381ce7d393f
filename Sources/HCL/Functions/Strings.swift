extension Call {
  func strings(_ name: String) -> Value? {
    switch name {
    case "format": return formatted(arguments.dropFirst())
    case "formatlist": return formattedList
    case "join": return joined
    case "lower": return text(0).map { string($0.lowercased()) }
    case "upper": return text(0).map { string($0.uppercased()) }
    case "trimspace": return text(0).map { string(Self.trimmed($0, where: Self.isSpace)) }
    case "chomp":
      return text(0).map { string(Self.trimmed($0, start: false, where: Self.isLineEnd)) }
    case "substr": return substring
    case "strrev": return text(0).map { string(String($0.reversed())) }
    case "length": return length
    default: return pair(name)
    }
  }

  /// Functions of two texts.
  private func pair(_ name: String) -> Value? {
    switch name {
    case "split", "trim", "trimprefix", "trimsuffix", "replace", "startswith", "endswith",
      "strcontains":
      break
    default: return nil
    }
    guard let a = text(0), let b = text(1) else { return nil }
    switch name {
    case "split":
      guard !b.isEmpty else { return made([Value]()) }
      return made(Self.split(b, by: a).map(string))
    case "trim": return string(Self.trimmed(a) { byte in b.utf8.contains(byte) })
    case "trimprefix":
      return string(
        a.utf8.starts(with: b.utf8)
          ? String(decoding: a.utf8.dropFirst(b.utf8.count), as: UTF8.self) : a
      )
    case "trimsuffix":
      let ends = a.utf8.count >= b.utf8.count && a.utf8.suffix(b.utf8.count).elementsEqual(b.utf8)
      return string(ends ? String(decoding: a.utf8.dropLast(b.utf8.count), as: UTF8.self) : a)
    case "replace":
      guard let c = text(2), !b.isEmpty, !(b.hasPrefix("/") && b.hasSuffix("/") && b.count > 1)
      else { return nil }
      return string(Self.split(a, by: b).joined(separator: c))
    case "startswith": return bool(a.utf8.starts(with: b.utf8))
    case "endswith":
      return bool(a.utf8.count >= b.utf8.count && a.utf8.suffix(b.utf8.count).elementsEqual(b.utf8))
    default: return bool(b.isEmpty || Self.split(a, by: b).count > 1)
    }
  }

  private var joined: Value? {
    guard let separator = text(0) else { return nil }
    var pieces: [Value.Piece] = []
    var isFirst = true
    for argument in arguments.dropFirst() {
      guard let items = argument.list else { return nil }
      for item in items {
        guard let inner = item.pieces else { return nil }
        if !isFirst { pieces.add(.literal(separator)) }
        isFirst = false
        inner.forEach { pieces.add($0) }
      }
    }
    return Value(.text(pieces), at: origin)
  }

  private var substring: Value? {
    guard let text = text(0), let start = value(1)?.int, let count = value(2)?.int, start >= 0
    else { return nil }
    let rest = text.dropFirst(start)
    return string(String(count < 0 ? rest : rest.prefix(count)))
  }

  private var length: Value? {
    switch value(0)?.content {
    case .list(let items): number(items.count)
    case .object(let fields): number(fields.count)
    case .text: text(0).map { number($0.count) }
    default: nil
    }
  }

  // MARK: bytes

  static func split(_ text: String, by separator: String) -> [String] {
    let (bytes, mark) = (Array(text.utf8), Array(separator.utf8))
    guard !mark.isEmpty else { return text.map(String.init) }
    var found: [String] = []
    var start = 0
    var place = 0
    while place + mark.count <= bytes.count {
      if bytes[place] == mark[0], bytes[place..<place + mark.count].elementsEqual(mark) {
        found.append(String(decoding: bytes[start..<place], as: UTF8.self))
        place += mark.count
        start = place
      } else {
        place += 1
      }
    }
    return found + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func trimmed(
    _ text: String,
    start: Bool = true,
    where isDropped: (UInt8) -> Bool
  ) -> String {
    var bytes = Array(text.utf8)[...]
    if start { bytes = bytes.drop(while: isDropped) }
    while let last = bytes.last, isDropped(last) { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
