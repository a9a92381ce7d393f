/// One component of a pattern.
enum Glob {
  static func isWellFormed(_ glob: [UInt8]) -> Bool {
    var index = 0
    while index < glob.count {
      switch glob[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "["):
        guard let end = setEnd(glob, index) else { return false }
        index = end + 1
      default: index += 1
      }
    }
    return index == glob.count
  }

  static func matches(_ glob: [UInt8], _ name: ArraySlice<UInt8>) -> Bool {
    var (g, n) = (0, name.startIndex)
    var restart: (glob: Int, name: Int)?
    while n < name.endIndex {
      if g < glob.count, glob[g] == UInt8(ascii: "*") {
        g += 1
        restart = (g, n)
      } else if g < glob.count, let next = matchOne(glob, g, name[n]) {
        (g, n) = (next, n + 1)
      } else if let (afterStar, from) = restart {
        restart = (afterStar, from + 1)
        (g, n) = (afterStar, from + 1)
      } else {
        return false
      }
    }
    return glob[g...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The position after the element at `g`, if it matches the byte.
  private static func matchOne(_ glob: [UInt8], _ g: Int, _ byte: UInt8) -> Int? {
    switch glob[g] {
    case UInt8(ascii: "?"): return g + 1
    case UInt8(ascii: "\\") where g + 1 < glob.count: return glob[g + 1] == byte ? g + 2 : nil
    case UInt8(ascii: "["):
      guard let end = setEnd(glob, g) else { return nil }
      return contains(glob[(g + 1)..<end], byte) ? end + 1 : nil
    default: return glob[g] == byte ? g + 1 : nil
    }
  }

  private static func setEnd(_ glob: [UInt8], _ start: Int) -> Int? {
    var index = start + 1
    if index < glob.count, isNegation(glob[index]) { index += 1 }
    if index < glob.count, glob[index] == UInt8(ascii: "]") { index += 1 }
    while index < glob.count, glob[index] != UInt8(ascii: "]") { index += 1 }
    return index < glob.count ? index : nil
  }

  private static func isNegation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "!") || byte == UInt8(ascii: "^")
  }

  private static func contains(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    let negated = set.first.map(isNegation) ?? false
    let members = Array(negated ? set.dropFirst() : set)
    var found = false
    var index = 0
    while index < members.count {
      if index + 2 < members.count, members[index + 1] == UInt8(ascii: "-") {
        found = found || members[index] <= byte && byte <= members[index + 2]
        index += 3
      } else {
        found = found || members[index] == byte
        index += 1
      }
    }
    return found != negated
  }

  /// A glob put into the form that is fastest to match.
  enum Compiled: Hashable, Sendable {
    case literal([UInt8])
    case suffix([UInt8])
    case general([UInt8])

    init(_ glob: [UInt8]) {
      let special = Array("*?[\\".utf8)
      if !glob.contains(where: special.contains) {
        self = .literal(glob)
      } else if glob.first == special[0], !glob.dropFirst().contains(where: special.contains) {
        self = .suffix(Array(glob.dropFirst()))
      } else {
        self = .general(glob)
      }
    }

    func matches(_ name: ArraySlice<UInt8>) -> Bool {
      switch self {
      case .literal(let text): name.count == text.count && name.elementsEqual(text)
      case .suffix(let text):
        name.count >= text.count && name.suffix(text.count).elementsEqual(text)
      case .general(let glob): Glob.matches(glob, name)
      }
    }
  }
}
