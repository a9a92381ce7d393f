/// Bytes as ASCII: the case of letters alone, of e-mail addresses and trailer keys, and lists.
package enum ASCII {
  /// The parts with a byte between them.
  ///
  /// By hand: the library's own joining goes through conformances, which a hook would look for in all of the file.
  package static func joined(_ parts: [[UInt8]], by separator: UInt8) -> [UInt8] {
    var result: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index > 0 { result.append(separator) }
      result += part
    }
    return result
  }

  package static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }

  package static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    lowercased(Array(bytes))
  }

  // Not through the sequence, which a hook would look up in the file's thousands of conformances.

  package static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] { lowercased(Array(bytes)) }

  package static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    for index in result.indices { result[index] = lowercased(result[index]) }
    return result
  }
}
