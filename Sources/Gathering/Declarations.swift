internal import Gate
internal import GitObjects

/// What a commit message declares about who made it: co-authors and agents.
///
/// Every line of the form `Key: value` counts, in whatever paragraph: a declaration only ever tightens, so
/// reading too many is the safe side, and a squash that indents them must not hide a co-author.
enum Declarations {
  static func lines(of message: [UInt8]) -> [[UInt8]] {
    message.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let line = line.trimmingBlanks
      let key = line.prefix { isKeyByte($0) }
      let rest = line.dropFirst(key.count)
      guard !key.isEmpty, rest.first == UInt8(ascii: ":") else { return nil }
      return Array(line)
    }
  }

  static func coAuthors(in lines: [[UInt8]]) -> [Mailbox] {
    lines.compactMap { line in
      let key = line.prefix { isKeyByte($0) }
      let isCoAuthor = coAuthorKeys.contains { $0.elementsEqual(key.map(ASCII.lowercased)) }
      return isCoAuthor ? mailbox(line.dropFirst(key.count + 1)) : nil
    }
  }

  private static let coAuthorKeys: [[UInt8]] = ["co-authored-by", "co-developed-by"].map {
    Array($0.utf8)
  }

  /// `Name <e-mail>`; without angle brackets the whole value stands for the e-mail, so that nobody is lost.
  private static func mailbox(_ value: ArraySlice<UInt8>) -> Mailbox {
    let value = value.trimmingBlanks
    guard let open = value.lastIndex(of: UInt8(ascii: "<")) else {
      return Mailbox(name: [], email: Array(value))
    }
    let email = value[value.index(after: open)...].prefix { $0 != UInt8(ascii: ">") }
    return Mailbox(name: Array(value[..<open].trimmingBlanks), email: Array(email.trimmingBlanks))
  }

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
