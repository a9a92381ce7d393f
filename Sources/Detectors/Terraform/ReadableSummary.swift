import Detection

extension Observation {
  /// The same as people read it: a reference that is not known is kept apart from patterns and texts by `%XX` within
  /// `${…}`, and shown as it is written.
  var readable: Observation {
    guard summary.contains("${"), summary.contains("%") else { return self }
    var made: [UInt8] = []
    var rest = Array(summary.utf8)[...]
    var isInside = false
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "{") { isInside = true }
      if byte == UInt8(ascii: "}") { isInside = false }
      guard isInside, byte == UInt8(ascii: "%"), let decoded = Self.byte(rest.prefix(2)) else {
        made.append(byte)
        continue
      }
      made.append(decoded)
      rest = rest.dropFirst(2)
    }
    return saying(String(decoding: made, as: UTF8.self))
  }

  private static func byte(_ digits: ArraySlice<UInt8>) -> UInt8? {
    digits.count == 2 ? UInt8(String(decoding: digits, as: UTF8.self), radix: 16) : nil
  }
}
