internal import GitObjects
@_spi(_Unicode) internal import Swift

/// The form in which names that look alike are one: letter case, Unicode spelling, invisible characters,
/// look-alike letters, dots, blanks and control characters at the end.
///
/// `iam`, `IAM`, `iam.` and `i\u{430}m` are four paths to git and to Linux, and one to a reviewer's eye or to a
/// checkout on another system.
package enum Folding {
  package static func fold(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.allSatisfy(isPlain), !endsLoosely(bytes) { return bytes }
    let components = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return Array(
      components.map { fold(component: Array($0)) }.joined(separator: [UInt8(ascii: "/")])
    )
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isLoose(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: ".")
  }

  private static func isLoose(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar.properties.isWhitespace
      || scalar.properties.generalCategory == .control
  }

  private static func endsLoosely(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "/"), isLoose(previous) { return true }
      previous = byte
    }
    return isLoose(previous)
  }

  private static func fold(component: [UInt8]) -> [UInt8] {
    let isASCII = component.allSatisfy { $0 < 0x80 }
    guard !isASCII, let text = String(validating: component, as: UTF8.self) else {
      let result = ASCII.lowercased(component)
      let plain = result.reversed().drop(while: isLoose)
      return plain.isEmpty ? result : plain.reversed()
    }
    let result = fold(text: text)
    let plain = result.reversed().drop(while: isLoose)
    return bytes(plain.isEmpty ? result[...] : Array(plain.reversed())[...])
  }

  private static func fold(text: String) -> [Unicode.Scalar] {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.isDefaultIgnorableCodePoint { continue }
      let alike = lookAlikes[scalar] ?? scalar
      for lower in alike.properties.lowercaseMapping.unicodeScalars {
        folded.append(lookAlikes[lower] ?? lower)
      }
    }
    // Comparing Swift strings compares canonical forms; for bytes the decomposed one is written out.
    var result: [Unicode.Scalar] = []
    for scalar in String(folded)._nfd {
      // A capital I with a dot is an I to whoever writes Turkish.
      if scalar == "\u{307}", result.last == "i" { continue }
      result += CompatibleLetters.table[scalar] ?? [scalar]
    }
    return result
  }

  private static func bytes(_ scalars: ArraySlice<Unicode.Scalar>) -> [UInt8] {
    scalars.reduce(into: []) { bytes, scalar in bytes += Array(String(scalar).utf8) }
  }

  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = [
      "аa", "еe", "оo", "рp", "сc", "уy", "хx", "іi", "ѕs", "јj", "ԁd", "ԛq", "ԝw", "һh", "ӏl",
      "ѵv",
      "αa", "οo", "νv", "ρp", "τt", "υu", "ιi", "κk", "χx", "ε" + "e", "ϲc", "ϳj", "ıi", "ſs", "ɡg",
      "ɩi", "мm", "тt", "вb", "нh", "кk",
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for pair in pairs {
      let scalars = Array(pair.unicodeScalars)
      if let from = scalars.first, let to = scalars.last { table[from] = to }
    }
    // Full-width forms of ASCII.
    for value in UInt32(0x21)...0x7E {
      if let wide = Unicode.Scalar(value + 0xFEE0), let narrow = Unicode.Scalar(value) {
        table[wide] = narrow
      }
    }
    return table
  }()

  /// A folded path as other systems take it apart: a backslash, and what looks like a slash, separates, and a
  /// colon begins the name of a stream of the same file.
  ///
  /// `nil` where that is the same.
  static func loosened(_ folded: [UInt8]) -> [UInt8]? {
    let marks: Set<UInt8> = [UInt8(ascii: "\\"), UInt8(ascii: ":"), 0xE2]
    guard folded.contains(where: marks.contains),
      let text = String(validating: folded, as: UTF8.self)
    else { return nil }
    let components = text.unicodeScalars
      .split(omittingEmptySubsequences: false) { $0 == "/" || separators.contains($0) }
      .map { component in
        let stream = component.firstIndex(of: ":") ?? component.endIndex
        let name = stream == component.startIndex ? component[...] : component[..<stream]
        return fold(Array(String(String.UnicodeScalarView(name)).utf8))
      }
    let result = Array(components.joined(separator: [UInt8(ascii: "/")]))
    return result == folded ? nil : result
  }

  private static let separators: Set<Unicode.Scalar> = [
    "\\", "\u{2044}", "\u{2215}", "\u{2216}", "\u{29F5}", "\u{29F8}",
  ]
}
