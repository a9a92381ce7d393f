/// The words of a key in whichever case it is written.
enum KeyWords {
  /// `enableTLSVerify` is `enable`, `tls`, `verify`, and `allowedCIDRs` is `allowed`, `cidrs`.
  static func words(of key: String) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    let bytes = Array(key.utf8)
    func isCapital(_ index: Int) -> Bool { index < bytes.count && 0x41...0x5A ~= bytes[index] }
    func isLetter(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index].isAlphanumeric
    }
    /// The `s` of several in capitals.
    func isPlural(_ index: Int) -> Bool {
      index < bytes.count && bytes[index] == UInt8(ascii: "s")
        && (!isLetter(index + 1) || isCapital(index + 1))
    }
    for index in bytes.indices {
      let begins =
        isCapital(index)
        && (index > 0 && isLetter(index - 1) && !isCapital(index - 1)
          || index > 0 && isCapital(index - 1) && isLetter(index + 1) && !isCapital(index + 1)
            && !isPlural(index + 1))
      if !word.isEmpty, begins || !isLetter(index) {
        words.append(String(decoding: word, as: UTF8.self))
        word = []
      }
      if isLetter(index) { word.append(isCapital(index) ? bytes[index] | 0x20 : bytes[index]) }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }
}
