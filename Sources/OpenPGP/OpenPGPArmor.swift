internal import GitObjects

/// The text form of OpenPGP bytes (RFC 4880 §6).
enum OpenPGPArmor {
  private static let begin = "-----BEGIN PGP "

  /// Whether a text begins as armor of whatever kind does.
  static func isBegun(by text: [UInt8]) -> Bool { text.starts(with: begin.utf8) }

  /// The bytes between one pair of BEGIN and END lines, with nothing before or after; else `nil`.
  static func decode(_ text: [UInt8], kind: String) -> [UInt8]? {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard let first = lines.popFirst(), first.elementsEqual("\(begin)\(kind)-----".utf8),
      let last = lines.popLast(), last.elementsEqual("-----END PGP \(kind)-----".utf8)
    else { return nil }
    // Headers such as `Version:`, and the blank line after them.
    while let line = lines.popFirst(), !line.isEmpty {
      guard line.contains(UInt8(ascii: ":")) else { return nil }
    }
    var sum: ArraySlice<UInt8>?
    if let line = lines.last, line.first == UInt8(ascii: "=") {
      sum = line.dropFirst()
      lines.removeLast()
    }
    var body: [UInt8] = []
    for line in lines { body += line }
    guard let bytes = Base64.decode(body), !bytes.isEmpty else { return nil }
    if let sum, Base64.decode(sum) != checksum(bytes) { return nil }
    return bytes
  }

  /// CRC-24, a byte at a time: every signed commit has one.
  private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var crc: UInt32 = 0xB704CE
    for byte in bytes { crc = crc << 8 ^ remainders[Int(crc >> 16 & 0xFF) ^ Int(byte)] }
    return [16, 8, 0].map { UInt8(truncatingIfNeeded: crc >> $0) }
  }

  /// What each byte leaves over.
  private static let remainders: [UInt32] = (0..<256).map { byte in
    var crc = UInt32(byte) << 16
    for _ in 0..<8 {
      crc <<= 1
      if crc & 0x1000000 != 0 { crc ^= 0x1864CFB }
    }
    return crc
  }
}
