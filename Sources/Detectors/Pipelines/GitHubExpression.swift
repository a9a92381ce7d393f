import Syntax

/// Expressions as GitHub reads them: spaces count for nothing, names are the same in any case, and an index by a
/// name is a member.
enum GitHubExpression {
  /// All that stand in a text, each as one spelling: `github.event.issue.title`.
  static func all(in text: String) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "${{"), found.count < 1000 {
      rest = rest[start.upperBound...]
      let end = rest.firstRange(of: "}}")
      found.append(spelled(rest[..<(end?.lowerBound ?? rest.endIndex)]))
      guard let end else { break }
      rest = rest[end.upperBound...]
    }
    return found
  }

  /// Texts in quotes stay as they are.
  static func spelled(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var inQuotes = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "'") { inQuotes.toggle() }
      if inQuotes || !(byte <= 0x20) {
        bytes.append(!inQuotes && 0x41...0x5A ~= byte ? byte | 0x20 : byte)
      }
    }
    return members(bytes)
  }

  /// Indexes by a name in quotes become members.
  private static func members(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: "['".utf8),
        let end = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "'")), end + 1 < bytes.count,
        bytes[end + 1] == UInt8(ascii: "]")
      {
        let name = bytes[(index + 2)..<end].map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
        if name.allSatisfy(isOfName) {
          result.append(UInt8(ascii: "."))
          result += name
          index = end + 2
          continue
        }
      }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  static func isOfName(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  /// Names of the secrets that an expression takes; `every secret` where it takes them all together.
  static func secrets(in expression: String) -> [String] {
    let bytes = Array(expression.utf8)
    var names: [String] = []
    var index = 0
    var inQuotes = false
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "'") { inQuotes.toggle() }
      let before = index > 0 ? bytes[index - 1] : 0
      guard !inQuotes, before != UInt8(ascii: "."), !isOfName(before),
        bytes[index...].starts(with: "secrets".utf8)
      else {
        index += 1
        continue
      }
      index += 7
      if index < bytes.count, isOfName(bytes[index]) { continue }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else {
        names.append("every secret")
        continue
      }
      let name = bytes[(index + 1)...].prefix(while: isOfName)
      names.append(
        name.isEmpty ? "every secret" : String(decoding: name, as: UTF8.self).uppercased()
      )
    }
    return names
  }
}
