package import GitObjects

/// A file of keys that may sign, as OpenSSH's ALLOWED SIGNERS describes it.
///
/// Stricter than `ssh-keygen`, which skips a line it cannot read: a reviewer's key must not vanish by a typo,
/// nor an expiry date.
package struct AllowedSigners: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    package let principals: [[UInt8]]
    package let key: SSHPublicKey
    /// `nil` where the line names none.
    package let namespaces: [[UInt8]]?
    package let validAfter: Timestamp?
    package let validBefore: Timestamp?
    package let isCertificateAuthority: Bool
  }

  package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String
    package var description: String { "line \(line): \(reason)" }
  }

  package let entries: [Entry]

  /// - Parameter localOffset: seconds east of UTC, for dates without a `Z`.
  package init(parsing text: [UInt8], localOffset: Int64 = 0) throws(Malformed) {
    var entries: [Entry] = []
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      let start = line.drop { $0 == 0x20 || $0 == 0x09 }
      if start.isEmpty || start.first == UInt8(ascii: "#") { continue }
      var reader = LineReader(start, number: index + 1)
      entries.append(try reader.entry(localOffset: localOffset))
    }
    self.entries = entries
  }
}

/// Reads one line: PRINCIPALS [OPTIONS] TYPE BASE64 [COMMENT].
private struct LineReader {
  private var rest: ArraySlice<UInt8>
  private let number: Int

  init(_ line: ArraySlice<UInt8>, number: Int) {
    rest = line
    self.number = number
  }

  mutating func entry(localOffset: Int64) throws(AllowedSigners.Malformed) -> AllowedSigners.Entry {
    let principals = try word(quotes: .around)
    var options: [[UInt8]] = []
    var next = try word(quotes: .inside)
    if !isKeyType(next) {
      options = try splitOptions(next)
      next = try word(quotes: .inside)
    }
    let base64 = try word(quotes: .inside)
    let key: SSHPublicKey
    do throws(SSHPublicKey.Malformed) {
      key = try SSHPublicKey(authorizedKeysText: next + [0x20] + base64)
    } catch {
      throw fail("the key cannot be read: \(error)")
    }
    let read = try Options(options, localOffset: localOffset, fail: fail)
    return AllowedSigners.Entry(
      line: number, principals: principals.split(separator: UInt8(ascii: ",")).map { Array($0) },
      key: key, namespaces: read.namespaces, validAfter: read.validAfter,
      validBefore: read.validBefore, isCertificateAuthority: read.isCertificateAuthority)
  }

  private enum Quotes { case around, inside }

  private mutating func word(quotes: Quotes) throws(AllowedSigners.Malformed) -> [UInt8] {
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    var result: [UInt8] = []
    var quoted = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "\"") {
        quoted.toggle()
        if quotes == .inside { result.append(byte) }
      } else if !quoted, byte == 0x20 || byte == 0x09 {
        break
      } else {
        result.append(byte)
      }
      rest = rest.dropFirst()
    }
    if quoted { throw fail("a quotation mark is not closed") }
    if result.isEmpty { throw fail("it is not 'PRINCIPALS [OPTIONS] TYPE KEY'") }
    return result
  }

  private func isKeyType(_ word: [UInt8]) -> Bool {
    ["ssh-", "ecdsa-", "sk-", "webauthn-"].contains { word.starts(with: $0.utf8) }
  }

  private func splitOptions(_ text: [UInt8]) throws(AllowedSigners.Malformed) -> [[UInt8]] {
    var options: [[UInt8]] = [[]]
    var quoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if byte == UInt8(ascii: ","), !quoted {
        options.append([])
      } else {
        options[options.count - 1].append(byte)
      }
    }
    return options
  }

  private func fail(_ reason: String) -> AllowedSigners.Malformed {
    AllowedSigners.Malformed(line: number, reason: reason)
  }
}

/// The options of a line; one that is not known is an error, since it may be a restriction.
private struct Options {
  var namespaces: [[UInt8]]?
  var validAfter: Timestamp?
  var validBefore: Timestamp?
  var isCertificateAuthority = false

  init(
    _ options: [[UInt8]], localOffset: Int64, fail: (String) -> AllowedSigners.Malformed
  ) throws(AllowedSigners.Malformed) {
    for option in options {
      let equals = option.firstIndex(of: UInt8(ascii: "="))
      let name = ASCII.lowercased(option[..<(equals ?? option.endIndex)])
      let value = equals.map { option[($0 + 1)...].filter { $0 != UInt8(ascii: "\"") } }
      switch (String(decoding: name, as: UTF8.self), value) {
      case ("cert-authority", nil): isCertificateAuthority = true
      case ("namespaces", let value?):
        namespaces = value.split(separator: UInt8(ascii: ",")).map { Array($0) }
      case ("valid-after", let value?):
        guard let time = Self.time(value, localOffset) else { throw fail(Self.badTime(value)) }
        validAfter = time
      case ("valid-before", let value?):
        guard let time = Self.time(value, localOffset) else { throw fail(Self.badTime(value)) }
        validBefore = time
      default: throw fail("'\(Escaped.text(option))' is no option of an allowed-signers line")
      }
    }
  }

  private static func badTime(_ value: [UInt8]) -> String {
    "'\(Escaped.text(value))' is no time: write YYYYMMDD or YYYYMMDDHHMM[SS], with Z for UTC"
  }

  /// `YYYYMMDD[HHMM[SS]][Z]`
  private static func time(_ value: [UInt8], _ localOffset: Int64) -> Timestamp? {
    let isUTC = value.last == UInt8(ascii: "Z")
    let digits = isUTC ? Array(value.dropLast()) : value
    guard [8, 12, 14].contains(digits.count) else { return nil }
    let full = digits + Array(repeating: UInt8(ascii: "0"), count: 14 - digits.count)
    func part(_ range: Range<Int>) -> String { String(decoding: full[range], as: UTF8.self) }
    let text =
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
    return Timestamp(Array(text.utf8))?.adding(seconds: isUTC ? 0 : -localOffset)
  }
}
