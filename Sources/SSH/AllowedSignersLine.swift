internal import GitObjects

/// Reads one line: PRINCIPALS [OPTIONS] TYPE BASE64 [COMMENT].
struct AllowedSignersLine {
  private var rest: ArraySlice<UInt8>
  private let number: Int

  init(_ line: ArraySlice<UInt8>, number: Int) {
    rest = line
    self.number = number
  }

  mutating func entry(localTime: (Timestamp) -> Timestamp) throws(AllowedSigners.Malformed)
    -> AllowedSigners.Entry
  {
    if rest.contains(0) { throw fail("it holds a NUL byte, where 'ssh-keygen' stops reading") }
    let principals = try principals()
    var options = AllowedSignersOptions()
    var next = try word()
    if !isKeyType(next) {
      do throws(AllowedSignersOptions.Malformed) {
        options = try AllowedSignersOptions(next, localTime: localTime)
      } catch {
        throw fail(error.reason)
      }
      next = try word()
    }
    let text = next + [0x20] + (try word())
    let key: SSHPublicKey
    do throws(SSHPublicKey.Malformed) {
      key = try SSHPublicKey(authorizedKeysText: text)
    } catch {
      throw fail("the key cannot be read: \(error)")
    }
    return AllowedSigners.Entry(
      line: number,
      principals: PatternList(principals),
      key: key,
      namespaces: options.namespaces,
      validAfter: options.validAfter,
      validBefore: options.validBefore,
      isCertificateAuthority: options.isCertificateAuthority,
      hasLocalTime: options.hasLocalTime
    )
  }

  /// The first word; quoted as a whole where it holds blanks.
  private mutating func principals() throws(AllowedSigners.Malformed) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard rest.first == quote else {
      let word = try word()
      if word.contains(quote) { throw fail("a quotation mark stands inside the principals") }
      return word
    }
    let text = rest.dropFirst().prefix { $0 != quote }
    rest = rest.dropFirst(text.count + 1)
    guard rest.first == quote else { throw fail("a quotation mark is not closed") }
    rest = rest.dropFirst()
    guard let next = rest.first, next == 0x20 || next == 0x09 else {
      throw fail("no blank follows the quoted principals")
    }
    if text.isEmpty { throw fail("it names nobody") }
    return Array(text)
  }

  /// The next word, blanks between quotation marks included.
  private mutating func word() throws(AllowedSigners.Malformed) -> [UInt8] {
    rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
    var result: [UInt8] = []
    var isQuoted = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, byte == 0x20 || byte == 0x09 { break }
      result.append(byte)
      rest = rest.dropFirst()
    }
    if isQuoted { throw fail("a quotation mark is not closed") }
    if result.isEmpty { throw fail("it is not 'PRINCIPALS [OPTIONS] TYPE KEY'") }
    return result
  }

  private func isKeyType(_ word: [UInt8]) -> Bool {
    ["ssh-", "ecdsa-", "sk-", "webauthn-"].contains { word.starts(with: $0.utf8) }
  }

  private func fail(_ reason: String) -> AllowedSigners.Malformed {
    AllowedSigners.Malformed(line: number, reason: reason)
  }
}
