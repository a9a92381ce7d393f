/// Case of ASCII letters alone: e-mail addresses, trailer keys.
package enum ASCII {
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
