/// Who a commit says made it, and when: the author or committer line.
package struct Identity: Hashable, Sendable {
  package let name: [UInt8]
  package let email: [UInt8]
  /// The line after `author ` or `committer `, byte for byte.
  package let raw: [UInt8]

  /// Reads `NAME <EMAIL> SECONDS ZONE`; `nil` where there is not exactly one `<` before one `>`.
  ///
  /// Of `X <a@x> <b@x>` git takes the first address and libgit2 the second; so neither is taken.
  package init?(parsing line: some Collection<UInt8>) {
    let line = Array(line)
    guard let open = line.firstIndex(of: UInt8(ascii: "<")),
      let close = line.firstIndex(of: UInt8(ascii: ">")), open < close,
      line.lastIndex(of: UInt8(ascii: "<")) == open,
      line.lastIndex(of: UInt8(ascii: ">")) == close,
      Self.isMoment(line[(close + 1)...])
    else { return nil }
    let name = line[..<open]
    guard name.isEmpty || name.last == 0x20 else { return nil }
    let email = Array(line[(open + 1)..<close])
    guard email.first != 0x20, email.last != 0x20 else { return nil }
    self.name = Array(name.dropLast())
    self.email = email
    raw = line
  }

  /// ` 1763874000 +0100`
  private static func isMoment(_ text: ArraySlice<UInt8>) -> Bool {
    let fields = text.split(separator: 0x20, omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0].isEmpty else { return false }
    let isDigit: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let seconds = fields[1].first == UInt8(ascii: "-") ? fields[1].dropFirst() : fields[1]
    guard (1...18).contains(seconds.count), seconds.allSatisfy(isDigit) else { return false }
    let zone = fields[2]
    guard let sign = zone.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return false
    }
    return (4...7).contains(zone.count - 1) && zone.dropFirst().allSatisfy(isDigit)
  }
}
