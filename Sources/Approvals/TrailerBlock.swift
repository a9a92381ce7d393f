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
    while lines.last.map(isBlank) == true { lines.removeLast() }
    let start = lines.lastIndex(where: \.isEmpty) ?? lines.firstIndex(where: isBlank) ?? lines.count
    let block = lines[start...].dropFirst()
    // To git such a line ends a paragraph, to others it continues a trailer.
    let isBroken = lines[start...].contains { isBlank($0) && !$0.isEmpty }
    let isCut = message.split(separator: newline).contains { $0.starts(with: "---".utf8) }
    let isProse =
      block.first?.first == 0x20 || !block.allSatisfy { $0.first == 0x20 || isTrailerLine($0) }
    return pieces(of: block).filter(\.isOffered).map { piece in
      if isCut {
        return .failure(.init("a line of the message begins with '---', where git may cut it"))
      }
      if isBroken {
        return .failure(.init("a line of nothing but blanks stands in or above its paragraph"))
      }
      if isProse { return .failure(.init("its paragraph holds lines that are no trailers")) }
      return piece.value
    }
  }

  /// The values in a note: nothing but trailers, folded or not; blank lines are nothing.
  package static func countersignedBy(inNote note: [UInt8]) -> [Offered] {
    pieces(ofNote: note).filter(\.isOffered).map(\.value)
  }

  /// Everything in a note, trailers and whatever else is there.
  package static func pieces(ofNote note: [UInt8]) -> [NotePiece] {
    pieces(of: note.split(separator: newline, omittingEmptySubsequences: false)[...])
  }

  private static let newline = UInt8(ascii: "\n")

  /// Lines that belong together: one, and those after it that begin with a blank.
  private static func pieces(of lines: ArraySlice<ArraySlice<UInt8>>) -> [NotePiece] {
    var result: [NotePiece] = []
    var rest = lines
    while let line = rest.popFirst() {
      if line.isEmpty { continue }
      let folds = rest.prefix { $0.first == 0x20 || $0.first == 0x09 }
      rest = rest.dropFirst(folds.count)
      result.append(NotePiece([line] + folds))
    }
    return result
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  private static func isTrailerLine(_ line: ArraySlice<UInt8>) -> Bool {
    let key = line.prefix { byte in
      byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(ASCII.lowercased(byte))
    }
    return !key.isEmpty && line.dropFirst(key.count).first == UInt8(ascii: ":")
  }
}

/// One entry of a note or of a trailer block: a trailer, unfolded, or what is none.
package struct NotePiece: Hashable, Sendable {
  /// What makes it the same entry, however it is folded.
  package let text: [UInt8]
  package let value: TrailerBlock.Offered
  /// It is meant to be an approval: its key is ours, if not in our spelling.
  let isOffered: Bool

  init(_ lines: [ArraySlice<UInt8>]) {
    let key = lines[0].prefix { $0 != UInt8(ascii: ":") }.filter { $0 != 0x20 && $0 != 0x09 }
    isOffered = ASCII.lowercased(key) == ASCII.lowercased(Trailer.key.utf8)
    value = Self.unfold(lines)
    text = (try? value.get()) ?? Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  private static func unfold(_ lines: [ArraySlice<UInt8>]) -> TrailerBlock.Offered {
    let prefix = "\(Trailer.key): "
    guard let first = lines.first, first.starts(with: prefix.utf8) else {
      return .failure(.init("it does not begin with '\(prefix)' exactly"))
    }
    if lines.joined().contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      return .failure(.init("it holds a tab, a carriage return or another control character"))
    }
    var value = Array(first.dropFirst(prefix.utf8.count))
    guard let start = value.first, start != 0x20 else {
      return .failure(.init("nothing follows '\(prefix)' on its line"))
    }
    for line in lines.dropFirst() {
      let text = line.drop { $0 == 0x20 }
      guard !text.isEmpty else { return .failure(.init("a folded line of it is empty")) }
      value += [0x20] + text
    }
    return .success(value)
  }
}
