internal import GitObjects

/// Finds `Countersigned-by` trailers where they count: the last paragraph of a message, or a note.
///
/// Stricter than git and libgit2, which read tabs, carriage returns, `---` and empty values differently: a
/// trailer that two readers could read differently is malformed, and only it.
package enum TrailerBlock {
  package typealias Offered = Result<[UInt8], Trailer.Malformed>

  /// The unfolded values in a commit message.
  package static func countersignedBy(in message: [UInt8]) -> [Offered] {
    var lines = message.split(separator: newline, omittingEmptySubsequences: false)
    while lines.last?.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) == true { lines.removeLast() }
    let start = lines.lastIndex { $0.isEmpty }.map { $0 + 1 } ?? lines.count
    let block = Array(lines[start...])
    let isCut = message.split(separator: newline).contains { $0.starts(with: "---".utf8) }
    let isProse = !block.allSatisfy { $0.first == 0x20 || isTrailerLine($0) }
    return offered(in: block).map { offered in
      if isCut { return .failure(.init("a line of the message begins with '---', where git may cut it")) }
      if isProse { return .failure(.init("its paragraph holds lines that are no trailers")) }
      return offered
    }
  }

  /// The values in a note: nothing but trailers, folded or not; blank lines are nothing.
  package static func countersignedBy(inNote note: [UInt8]) -> [Offered] {
    offered(in: note.split(separator: newline).map { $0 })
  }

  private static let newline = UInt8(ascii: "\n")

  private static func offered(in lines: [ArraySlice<UInt8>]) -> [Offered] {
    var result: [Offered] = []
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      let key = line.prefix { $0 != UInt8(ascii: ":") }
      guard ASCII.lowercased(key.filter { $0 != 0x20 }) == ASCII.lowercased(Trailer.key.utf8) else {
        continue
      }
      var folded = [line]
      while index < lines.count, let first = lines[index].first, first == 0x20 || first == 0x09 {
        folded.append(lines[index])
        index += 1
      }
      result.append(unfold(folded))
    }
    return result
  }

  private static func unfold(_ lines: [ArraySlice<UInt8>]) -> Offered {
    guard let first = lines.first, first.starts(with: "\(Trailer.key): ".utf8) else {
      return .failure(.init("it does not begin with '\(Trailer.key): ' exactly"))
    }
    if lines.joined().contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      return .failure(.init("it holds a tab, a carriage return or another control character"))
    }
    var value = Array(first.dropFirst(Trailer.key.utf8.count + 2))
    guard let start = value.first, start != 0x20 else {
      return .failure(.init("nothing follows '\(Trailer.key): ' on its line"))
    }
    for line in lines.dropFirst() {
      let text = line.drop { $0 == 0x20 }
      guard !text.isEmpty else { return .failure(.init("a folded line of it is empty")) }
      value += [0x20] + text
    }
    return .success(value)
  }

  private static func isTrailerLine(_ line: ArraySlice<UInt8>) -> Bool {
    let key = line.prefix { byte in
      byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(ASCII.lowercased(byte))
    }
    return !key.isEmpty && line.dropFirst(key.count).first == UInt8(ascii: ":")
  }
}
