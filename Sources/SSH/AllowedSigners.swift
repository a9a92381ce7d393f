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

  package init(parsing text: [UInt8]) throws(Malformed) {
    var entries: [Entry] = []
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      let start = line.drop { $0 == 0x20 || $0 == 0x09 }
      if start.isEmpty || start.first == UInt8(ascii: "#") { continue }
      var reader = LineReader(start, number: index + 1)
      entries.append(try reader.entry())
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

  mutating func entry() throws(AllowedSigners.Malformed) -> AllowedSigners.Entry {
    let principals = try principals()
    var options: [[UInt8]] = []
    var next = try word()
    if !isKeyType(next) {
      options = try splitOptions(next)
      next = try word()
    }
    let base64 = try word()
    let key: SSHPublicKey
    do throws(SSHPublicKey.Malformed) {
      key = try SSHPublicKey(authorizedKeysText: next + [0x20] + base64)
    } catch {
      throw fail("the key cannot be read: \(error)")
    }
    let read = try AllowedSignersOptions(options, fail: fail)
    return AllowedSigners.Entry(
      line: number,
      principals: principals.split(separator: UInt8(ascii: ",")).map { Array($0) },
      key: key,
      namespaces: read.namespaces,
      validAfter: read.validAfter,
      validBefore: read.validBefore,
      isCertificateAuthority: read.isCertificateAuthority
    )
  }

  /// The first word, which may stand in quotation marks as a whole.
  private mutating func principals() throws(AllowedSigners.Malformed) -> [UInt8] {
    let word = try word()
    let quote = UInt8(ascii: "\"")
    guard word.contains(quote) else { return word }
    let inner = word.dropFirst().dropLast()
    guard word.count > 2, word.first == quote, word.last == quote, !inner.contains(quote) else {
      throw fail("a quotation mark stands inside a name")
    }
    return Array(inner)
  }

  private mutating func word() throws(AllowedSigners.Malformed) -> [UInt8] {
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    var result: [UInt8] = []
    var quoted = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "\"") { quoted.toggle() }
      if !quoted, byte == 0x20 || byte == 0x09 { break }
      result.append(byte)
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
