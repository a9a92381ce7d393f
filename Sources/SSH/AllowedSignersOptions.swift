internal import GitObjects

/// The options of an allowed-signers line; one that is not known is an error, since it may be a
/// restriction.
struct AllowedSignersOptions {
  var namespaces: PatternList?
  var validAfter: Timestamp?
  var validBefore: Timestamp?
  var isCertificateAuthority = false
  var hasLocalTime = false

  struct Malformed: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  init() {}

  init(_ text: [UInt8], localTime: (Timestamp) -> Timestamp) throws(Malformed) {
    var seen: Set<[UInt8]> = []
    for option in Self.split(text) {
      let equals = option.firstIndex(of: UInt8(ascii: "="))
      let name = ASCII.lowercased(option[..<(equals ?? option.endIndex)])
      guard seen.insert(name).inserted else {
        throw Malformed("the option '\(Escaped.text(name))' stands in it twice")
      }
      let value = try equals.map { index throws(Malformed) in
        try Self.unquoted(option[(index + 1)...], name)
      }
      try set(name, value, localTime)
    }
    if let validAfter, let validBefore, validBefore <= validAfter {
      throw Malformed("'valid-before' is not after 'valid-after': the line would never count")
    }
  }

  private mutating func set(
    _ name: [UInt8],
    _ value: [UInt8]?,
    _ localTime: (Timestamp) -> Timestamp
  ) throws(Malformed) {
    switch (String(decoding: name, as: UTF8.self), value) {
    case ("cert-authority", nil): isCertificateAuthority = true
    case ("namespaces", let value?): namespaces = PatternList(value)
    case ("valid-after", let value?): validAfter = try time(value, localTime)
    case ("valid-before", let value?): validBefore = try time(value, localTime)
    case ("no-touch-required", _), ("verify-required", _):
      throw Malformed(
        "'\(Escaped.text(name))' is for authorized_keys and certificates; "
          + "rules ask for 'presence' instead"
      )
    default: throw Malformed("'\(Escaped.text(name))' is no option of an allowed-signers line")
    }
  }

  /// Reads `YYYYMMDD[HHMM[SS]][Z]`.
  private mutating func time(_ value: [UInt8], _ localTime: (Timestamp) -> Timestamp)
    throws(Malformed) -> Timestamp
  {
    let isUTC = value.last == UInt8(ascii: "Z")
    let digits = isUTC ? Array(value.dropLast()) : value
    let full = digits + Array(repeating: UInt8(ascii: "0"), count: max(0, 14 - digits.count))
    func part(_ range: Range<Int>) -> String { String(decoding: full[range], as: UTF8.self) }
    guard [8, 12, 14].contains(digits.count),
      let time = Timestamp(
        Array(
          ("\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
            + "T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z").utf8
        )
      )
    else {
      throw Malformed(
        "'\(Escaped.text(value))' is no time: write YYYYMMDD or YYYYMMDDHHMM[SS], with Z for UTC"
      )
    }
    if isUTC { return time }
    hasLocalTime = true
    return localTime(time)
  }

  /// The text between a value's quotation marks, which `ssh-keygen` asks for.
  private static func unquoted(_ value: ArraySlice<UInt8>, _ name: [UInt8]) throws(Malformed)
    -> [UInt8]
  {
    let quote = UInt8(ascii: "\"")
    guard value.count >= 2, value.first == quote, value.last == quote else {
      throw Malformed("the value of '\(Escaped.text(name))' is not between quotation marks")
    }
    let text = value.dropFirst().dropLast()
    if text.contains(where: { $0 == quote || $0 == UInt8(ascii: "\\") || $0 == 0x20 || $0 == 0x09 })
    {
      throw Malformed(
        "the value of '\(Escaped.text(name))' holds a quotation mark, a backslash or a blank"
      )
    }
    if text.isEmpty { throw Malformed("the value of '\(Escaped.text(name))' is empty") }
    return Array(text)
  }

  private static func split(_ text: [UInt8]) -> [[UInt8]] {
    var options: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ","), !isQuoted {
        options.append([])
      } else {
        options[options.count - 1].append(byte)
      }
    }
    return options
  }
}
