/// One component of a pattern: `*`, `?`, sets and bytes.
struct Glob: Hashable, Sendable {
  fileprivate enum Element: Hashable, Sendable {
    case star
    case any
    case byte(UInt8)
    case set(ByteSet)
  }

  private let elements: [Element]
  /// The bytes, where the name must be just these, or must end in them after a star.
  private let literal: [UInt8]?
  private let suffix: [UInt8]?

  /// `nil` where a set or a backslash does not end, or a `[:class:]` is not known.
  ///
  /// `ignoringCase` says whether `[:upper:]` and `[:lower:]` are any letter.
  init?(_ text: [UInt8], ignoringCase: Bool = false) {
    var elements: [Element] = []
    var rest = text[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "*"): if elements.last != .star { elements.append(.star) }
      case UInt8(ascii: "?"): elements.append(.any)
      case UInt8(ascii: "\\"):
        guard let literal = rest.popFirst() else { return nil }
        elements.append(.byte(literal))
      case UInt8(ascii: "["):
        guard let set = ByteSet(reading: &rest, ignoringCase: ignoringCase) else { return nil }
        elements.append(.set(set))
      default: elements.append(.byte(byte))
      }
    }
    self.elements = elements
    literal = Self.bytes(elements[...])
    suffix = elements.first == .star ? Self.bytes(elements.dropFirst()) : nil
  }

  private static func bytes(_ elements: ArraySlice<Element>) -> [UInt8]? {
    let bytes = elements.compactMap { if case .byte(let byte) = $0 { byte } else { nil } }
    return bytes.count == elements.count ? bytes : nil
  }

  /// The byte that every name ends in which this matches; `nil` where it could be several.
  var lastByte: UInt8? { if case .byte(let byte)? = elements.last { byte } else { nil } }

  func matches(_ name: ArraySlice<UInt8>) -> Bool {
    if let literal { return name.elementsEqual(literal) }
    if let suffix {
      return name.count >= suffix.count && name.suffix(suffix.count).elementsEqual(suffix)
    }
    return matchesElements(name)
  }

  /// Only the last star is ever gone back to: the work is at most the product of the two lengths.
  private func matchesElements(_ name: ArraySlice<UInt8>) -> Bool {
    var (element, position) = (0, name.startIndex)
    var restart: (element: Int, position: Int)?
    while position < name.endIndex {
      if element < elements.count, elements[element] == .star {
        element += 1
        restart = (element, position)
      } else if element < elements.count, elements[element].takes(name[position]) {
        (element, position) = (element + 1, position + 1)
      } else if let (afterStar, from) = restart {
        restart = (afterStar, from + 1)
        (element, position) = (afterStar, from + 1)
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { $0 == .star }
  }
}

extension Glob.Element {
  fileprivate func takes(_ byte: UInt8) -> Bool {
    switch self {
    case .star: false
    case .any: true
    case .byte(let own): own == byte
    case .set(let set): set.contains(byte)
    }
  }
}
