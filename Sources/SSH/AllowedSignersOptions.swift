internal import GitObjects

/// The options of a line; one that is not known, or that stands there twice, is an error: it may be a
/// restriction.
struct AllowedSignersOptions {
  private(set) var namespaces: [[UInt8]]?
  private(set) var validAfter: Timestamp?
  private(set) var validBefore: Timestamp?
  private(set) var isCertificateAuthority = false

  init(
    _ options: [[UInt8]],
    fail: (String) -> AllowedSigners.Malformed
  ) throws(AllowedSigners.Malformed) {
    var seen: Set<[UInt8]> = []
    for option in options {
      let equals = option.firstIndex(of: UInt8(ascii: "="))
      let name = ASCII.lowercased(option[..<(equals ?? option.endIndex)])
      guard seen.insert(name).inserted else {
        throw fail("'\(Escaped.text(name))' stands in it twice")
      }
      let value = equals.flatMap { Self.unquoted(option[($0 + 1)...]) }
      switch (String(decoding: name, as: UTF8.self), value) {
      case ("cert-authority", nil) where equals == nil: isCertificateAuthority = true
      case ("namespaces", let value?):
        guard let read = Self.namespaces(value) else {
          throw fail(
            "'namespaces' must be names with commas between them; '*' may stand for any letters"
          )
        }
        namespaces = read
      case ("valid-after", let value?):
        guard let time = Self.time(value) else { throw fail(Self.badTime(value)) }
        validAfter = time
      case ("valid-before", let value?):
        guard let time = Self.time(value) else { throw fail(Self.badTime(value)) }
        validBefore = time
      default: throw fail("'\(Escaped.text(option))' is no option of an allowed-signers line")
      }
    }
    if let validAfter, let validBefore, validAfter >= validBefore {
      throw fail("it is valid after it ends")
    }
  }

  private static func unquoted(_ value: ArraySlice<UInt8>) -> [UInt8]? {
    let quote = UInt8(ascii: "\"")
    guard value.count >= 2, value.first == quote, value.last == quote else { return nil }
    let inner = value.dropFirst().dropLast()
    return inner.contains(quote) ? nil : Array(inner)
  }

  /// OpenSSH takes `!name` out of the list and `?` for any letter: here both are errors, since a reader who
  /// does not know them would take the line for a wider one.
  private static func namespaces(_ value: [UInt8]) -> [[UInt8]]? {
    let names = value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let isPlain = names.allSatisfy { name in
      !name.isEmpty && name.allSatisfy { (0x21...0x7E).contains($0) && !"!?\\".utf8.contains($0) }
    }
    return isPlain ? names.map { Array($0) } : nil
  }

  private static func badTime(_ value: [UInt8]) -> String {
    "'\(Escaped.text(value))' is no time: write YYYYMMDD or YYYYMMDDHHMM[SS], with Z for UTC"
  }

  /// `YYYYMMDD[HHMM[SS]][Z]`, in UTC with the Z and without it: OpenSSH takes the machine's own zone without
  /// it, and then a policy would not mean the same to a server, a clone and an audit.
  private static func time(_ value: [UInt8]) -> Timestamp? {
    let digits = value.last == UInt8(ascii: "Z") ? Array(value.dropLast()) : value
    guard [8, 12, 14].contains(digits.count) else { return nil }
    let full = digits + Array(repeating: UInt8(ascii: "0"), count: 14 - digits.count)
    func part(_ range: Range<Int>) -> String { String(decoding: full[range], as: UTF8.self) }
    let text =
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
    return Timestamp(Array(text.utf8))
  }
}
