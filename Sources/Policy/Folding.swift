internal import GitObjects
@_spi(_Unicode) internal import Swift

/// The form in which names that look alike are one: letter case, Unicode spelling, invisible characters,
/// look-alike letters, dots and spaces at the end.
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

  private static func isLoose(_ byte: UInt8) -> Bool { byte == 0x20 || byte == UInt8(ascii: ".") }

  private static func endsLoosely(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == UInt8(ascii: "/"), isLoose(previous) { return true }
      previous = byte
    }
    return isLoose(previous)
  }

  private static func fold(component: [UInt8]) -> [UInt8] {
    var result: [UInt8]
    if let text = String(validating: component, as: UTF8.self) {
      result = fold(text: text)
    } else {
      result = ASCII.lowercased(component)
    }
    let plain = result.reversed().drop(while: isLoose)
    return plain.isEmpty ? result : plain.reversed()
  }

  private static func fold(text: String) -> [UInt8] {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar.properties.isDefaultIgnorableCodePoint { continue }
      let alike = lookAlikes[scalar] ?? scalar
      for lower in alike.properties.lowercaseMapping.unicodeScalars {
        folded.append(lookAlikes[lower] ?? lower)
      }
    }
    // Comparing Swift strings compares canonical forms; for bytes the decomposed one is written out.
    return String(folded)._nfd.reduce(into: []) { bytes, scalar in
      bytes += Array(String(scalar).utf8)
    }
  }

  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs = [
      "аa", "еe", "оo", "рp", "сc", "уy", "хx", "іi", "ѕs", "јj", "ԁd", "ԛq", "ԝw", "һh", "ӏl",
      "ѵv",
      "αa", "οo", "νv", "ρp", "τt", "υu", "ιi", "κk", "χx", "ε" + "e", "ϲc", "ϳj", "ıi", "ſs", "ɡg",
      "ɩi",
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
}
