// What stands between quotes of any kind.

extension SQLLexer {
  /// A string or a name whose quote is doubled to stand for itself.
  mutating func takeQuoted(
    _ quote: UInt8,
    escapes: Bool,
    at position: Position
  ) throws(SyntaxError) -> String {
    index &+= 1
    var value: [UInt8] = []
    while let next = byte() {
      switch next {
      case quote where byte(1) == quote:
        value.append(quote)
        index &+= 2
      case quote:
        index &+= 1
        return String(decoding: value, as: UTF8.self)
      case UInt8(ascii: "\\"): takeBackslash(before: quote, escapes: escapes, into: &value)
      case UInt8(ascii: "{"): takeBrace(before: quote, into: &value)
      default:
        value.append(next)
        index &+= 1
      }
    }
    throw SyntaxError("a quote has no end", at: position)
  }

  /// Where it stands before a quote or another backslash, dialects end the string elsewhere.
  private mutating func takeBackslash(
    before quote: UInt8,
    escapes: Bool,
    into value: inout [UInt8]
  ) {
    value.append(UInt8(ascii: "\\"))
    index &+= 1
    guard let next = byte(), next == quote || next == UInt8(ascii: "\\") else { return }
    if next == quote { doubt(.backslash) }
    guard escapes || next != quote else { return }
    value.append(next)
    index &+= 1
  }

  /// A template in a string may hold the string's own quotes.
  private mutating func takeBrace(before quote: UInt8, into value: inout [UInt8]) {
    if let end = templateEnd(), text[index..<end].contains(quote) {
      doubt(.templateInString)
      if dialect.templatesInStrings {
        value += text[index..<end]
        index = end
        return
      }
    }
    value.append(UInt8(ascii: "{"))
    index &+= 1
  }

  /// `[name]`; nothing where it is an array's index.
  mutating func takeBracketed() -> String? {
    var end = index &+ 1
    while end < text.count, end &- index <= 130, text[end] != UInt8(ascii: "]") {
      let next = text[end]
      guard next.isSQLWord || " .-\\$@#{}/".utf8.contains(next) else { return nil }
      end &+= 1
    }
    guard end < text.count, text[end] == UInt8(ascii: "]"), end > index &+ 1 else { return nil }
    guard !(0x30...0x39).contains(text[index &+ 1]) else { return nil }
    defer { index = end &+ 1 }
    return String(decoding: text[(index &+ 1)..<end], as: UTF8.self)
  }

  /// `$tag$ … $tag$`.
  mutating func takeBody(at position: Position) throws(SyntaxError) -> String? {
    var end = index &+ 1
    while end < text.count, end &- index < 66, text[end].isSQLWord { end &+= 1 }
    guard end < text.count, text[end] == UInt8(ascii: "$") else { return nil }
    guard !(0x30...0x39).contains(text[index &+ 1]) else { return nil }
    let tag = text[index...end]
    let start = end &+ 1
    var place = start
    while let next = text[place...].firstIndex(of: UInt8(ascii: "$")) {
      if text[next...].starts(with: tag) {
        index = next &+ tag.count
        return String(decoding: text[start..<next], as: UTF8.self)
      }
      place = next &+ 1
    }
    throw SyntaxError("a dollar quote has no end", at: position)
  }

  /// `{{ … }}`, `{% … %}`, `{# … #}`, `<% … %>` and `${ … }`.
  mutating func takeTemplate(at position: Position) throws(SyntaxError) -> String? {
    guard let first = byte(), "{<$".utf8.contains(first), let second = byte(1) else { return nil }
    let opens: [[UInt8]] = ["{{", "{%", "{#", "<%", "${"].map { Array($0.utf8) }
    guard opens.contains([first, second]) else { return nil }
    guard let end = templateEnd() else {
      throw SyntaxError("a template has no end", at: position)
    }
    defer { index = end }
    let words = text[index..<end].split { $0 <= 0x20 }
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }

  /// The end of the template that begins here, if one does.
  private mutating func templateEnd() -> Int? {
    guard let first = byte(), let second = byte(1) else { return nil }
    switch (first, second) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")): return closing("}}")
    case (UInt8(ascii: "{"), UInt8(ascii: "%")): return closing("%}")
    case (UInt8(ascii: "{"), UInt8(ascii: "#")): return closing("#}")
    case (UInt8(ascii: "<"), UInt8(ascii: "%")): return closing("%>")
    case (UInt8(ascii: "$"), UInt8(ascii: "{")): return closing("}")
    default: return nil
    }
  }

  /// The end of the next such mark; looks at every byte once a mark, however often it is asked.
  private mutating func closing(_ mark: String) -> Int? {
    let start = index &+ 2
    if let known = closings[mark], known >= start {
      return known < text.count ? known &+ mark.utf8.count : nil
    }
    let wanted = Array(mark.utf8)
    var place = start
    while let next = text[min(place, text.count)...].firstIndex(of: wanted[0]) {
      if text[next...].starts(with: wanted) {
        closings[mark] = next
        return next &+ wanted.count
      }
      place = next &+ 1
    }
    closings[mark] = text.count
    return nil
  }
}
