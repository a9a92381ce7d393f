/// Who a commit says made it, and when: the author or committer line.
package struct Identity: Hashable, Sendable {
  /// The line after `author ` or `committer `, byte for byte.
  package let raw: [UInt8]
  private let open: Int
  private let close: Int

  package var name: [UInt8] { Array(raw[..<open].dropLast()) }
  package var email: [UInt8] { Array(raw[(open + 1)..<close]) }

  /// Reads `NAME <EMAIL> SECONDS ZONE`; `nil` where there is not exactly one `<` before one `>`.
  ///
  /// Of `X <a@x> <b@x>` git takes the first address and libgit2 the second; so neither is taken.
  package init?(parsing line: some Collection<UInt8>) {
    self.init(Array(line))
  }

  private init?(_ line: [UInt8]) {
    guard let open = line.firstIndex(of: UInt8(ascii: "<")),
      let close = line.firstIndex(of: UInt8(ascii: ">")), open < close,
      line.lastIndex(of: UInt8(ascii: "<")) == open,
      line.lastIndex(of: UInt8(ascii: ">")) == close,
      Self.isMoment(line[(close + 1)...]), !line.contains(UInt8(ascii: "\n")),
      open == 0 || line[open - 1] == 0x20,
      line[open + 1] != 0x20, line[close - 1] != 0x20
    else { return nil }
    raw = line
    self.open = open
    self.close = close
  }

  /// Whether the text is like ` 1763874000 +0100`.
  private static func isMoment(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    guard rest.popFirst() == 0x20 else { return false }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    guard (1...18).contains(dropDigits(&rest)), rest.popFirst() == 0x20,
      let sign = rest.popFirst(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    else { return false }
    return (4...7).contains(dropDigits(&rest)) && rest.isEmpty
  }

  private static func dropDigits(_ rest: inout ArraySlice<UInt8>) -> Int {
    let start = rest.startIndex
    while let byte = rest.first, UInt8(ascii: "0") <= byte, byte <= UInt8(ascii: "9") {
      rest.removeFirst()
    }
    return rest.startIndex - start
  }
}
