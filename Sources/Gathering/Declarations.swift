package import Gate
internal import GitObjects

/// What a commit message declares about who made it: co-authors and agents.
///
/// Every line of the form `Key: value` counts, in whatever paragraph: a declaration only ever tightens, so
/// reading too many is the safe side, and a squash that indents them must not hide a co-author.
package enum Declarations {
  /// The lines, unfolded, each as `Key: value` with one blank.
  package static func lines(of message: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var isFolding = false
    for line in message.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if let declared = declaration(line) {
        result.append(declared)
        isFolding = true
      } else if isFolding, line.first.map(isBlank) == true, !line.trimmingBlanks.isEmpty {
        result[result.count - 1] += [0x20] + line.trimmingBlanks
      } else {
        isFolding = false
      }
    }
    return result
  }

  package static func coAuthors(in lines: [[UInt8]]) -> [Mailbox] {
    lines.flatMap { line in
      let key = line.prefix { isKeyByte($0) }
      let isCoAuthor = coAuthorKeys.contains { $0.elementsEqual(key.map(ASCII.lowercased)) }
      return isCoAuthor ? mailboxes(line.dropFirst(key.count + 1)) : []
    }
  }

  private static let coAuthorKeys: [[UInt8]] = ["co-authored-by", "co-developed-by"].map {
    Array($0.utf8)
  }

  /// git takes blanks before the colon, and any number of them after it.
  private static func declaration(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    let line = line.trimmingBlanks
    let key = line.prefix { isKeyByte($0) }
    let rest = line.dropFirst(key.count).drop(while: isBlank)
    guard !key.isEmpty, rest.first == UInt8(ascii: ":") else { return nil }
    return Array(key) + [UInt8(ascii: ":"), 0x20] + rest.dropFirst().trimmingBlanks
  }

  /// Every `<e-mail>` of the value; without angle brackets the whole of it stands for one, so that nobody is
  /// lost.
  private static func mailboxes(_ value: ArraySlice<UInt8>) -> [Mailbox] {
    let parts = value.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
    guard let name = parts.first?.trimmingBlanks, parts.count > 1 else {
      return [Mailbox(name: [], email: Array(value.trimmingBlanks))]
    }
    return parts.dropFirst().map { part in
      let email = part.prefix { $0 != UInt8(ascii: ">") }.trimmingBlanks
      return Mailbox(name: Array(name), email: Array(email))
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without spaces, tabs and carriage returns at either end.
  fileprivate var trimmingBlanks: ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    var result = drop(while: isBlank)
    while let last = result.last, isBlank(last) { result.removeLast() }
    return result
  }
}
