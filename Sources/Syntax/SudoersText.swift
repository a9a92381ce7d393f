/// A piece of a sudoers file: a backslash and double quotes keep what they hold from having a meaning.
struct SudoersText {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.init(bytes[...]) }
  private init(_ bytes: ArraySlice<UInt8>) { self.bytes = trimmed(bytes) }

  var isEmpty: Bool { bytes.isEmpty }

  /// Runs of blanks as one.
  var string: String {
    let words = bytes.split(whereSeparator: isBlank)
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }

  var firstWord: (String, rest: SudoersText) {
    let word = bytes.prefix { !isBlank($0) }
    return (String(decoding: word, as: UTF8.self), SudoersText(bytes[word.endIndex...]))
  }

  /// What is before and after the first such character.
  func halves(at letter: Unicode.Scalar) -> (SudoersText, SudoersText)? {
    guard let place = places(of: UInt8(ascii: letter)).first else { return nil }
    return (SudoersText(bytes[..<place]), SudoersText(bytes[(place + 1)...]))
  }

  func split(at letter: Unicode.Scalar, blanksAround: Bool = false) -> [SudoersText] {
    var parts: [SudoersText] = []
    var start = bytes.startIndex
    for place in places(of: UInt8(ascii: letter)) {
      if blanksAround, !isBlankAt(place - 1) || !isBlankAt(place + 1) { continue }
      parts.append(SudoersText(bytes[start..<place]))
      start = place + 1
    }
    return parts + [SudoersText(bytes[start...])]
  }

  /// `alice, bob host`: the first blank that no comma is beside.
  var usersAndHosts: (SudoersText, SudoersText)? {
    for place in places(where: isBlank) where !isBlankAt(place - 1) {
      let before = trimmed(bytes[..<place])
      let after = trimmed(bytes[place...])
      if before.last != UInt8(ascii: ","), after.first != UInt8(ascii: ",") {
        return after.isEmpty ? nil : (SudoersText(before), SudoersText(after))
      }
    }
    return nil
  }

  var parenthesized: (SudoersText, rest: SudoersText)? {
    guard bytes.first == UInt8(ascii: "("), let end = bytes.firstIndex(of: UInt8(ascii: ")")) else {
      return nil
    }
    return (SudoersText(bytes[..<end].dropFirst()), SudoersText(bytes[(end + 1)...]))
  }

  /// `NOPASSWD:` in front of a command.
  var tag: (String, rest: SudoersText)? {
    let word = bytes.prefix { 0x41...0x5A ~= $0 || $0 == UInt8(ascii: "_") }
    let rest = bytes[word.endIndex...].drop(while: isBlank)
    guard !word.isEmpty, rest.first == UInt8(ascii: ":") else { return nil }
    return (String(decoding: word, as: UTF8.self), SudoersText(rest.dropFirst()))
  }

  private func isBlankAt(_ place: Int) -> Bool {
    bytes.indices.contains(place) && isBlank(bytes[place])
  }

  private func places(of byte: UInt8) -> [Int] { places { $0 == byte } }

  private func places(where isWanted: (UInt8) -> Bool) -> [Int] {
    var places: [Int] = []
    var isQuoted = false
    var isEscaped = false
    var depth = 0
    for place in bytes.indices {
      let byte = bytes[place]
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")"), depth > 0 { depth -= 1 }
        if depth == 0, isWanted(byte) { places.append(place) }
      }
    }
    return places
  }
}
