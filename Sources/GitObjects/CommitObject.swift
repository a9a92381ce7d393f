/// A commit, read so that every other reader must see the same: git, libgit2 and a signature check disagree
/// about commits with two `author` lines, a NUL or two signatures, and such commits are malformed here.
package struct CommitObject: Hashable, Sendable {
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: Identity
  package let committer: Identity
  private let raw: [UInt8]
  private let messageStart: Int
  private let signatureHeader: Header?

  /// One way to be wrong each.
  package enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    case nul, noHeaderEnd, tree, parent, author, committer, repeatedHeader([UInt8]), encoding,
      unknownHeader([UInt8]), continuation, notUTF8

    package var description: String {
      switch self {
      case .nul: "it holds a NUL byte"
      case .noHeaderEnd: "its header does not end"
      case .tree: "it does not begin with one tree"
      case .parent: "it names a parent that is no object id"
      case .author: "its author line is not 'NAME <EMAIL> TIME ZONE'"
      case .committer: "its committer line is not 'NAME <EMAIL> TIME ZONE'"
      case .repeatedHeader(let name): "it has the header '\(Escaped.text(name))' twice"
      case .encoding: "its encoding is not UTF-8"
      case .unknownHeader(let name): "it has the header '\(Escaped.text(name))', which is not known"
      case .continuation: "a header line continues nothing"
      case .notUTF8: "it is not UTF-8"
      }
    }
  }

  package init(parsing bytes: [UInt8]) throws(Malformed) {
    if bytes.contains(0) { throw .nul }
    var headers = HeaderReader(bytes)
    guard let tree = try headers.next(), headers.name(of: tree, is: "tree"),
      let id = ObjectID(hex: headers.value(of: tree))
    else { throw .tree }
    self.tree = id
    var header = try headers.next()
    var parents: [ObjectID] = []
    while let parent = header, headers.name(of: parent, is: "parent") {
      guard let id = ObjectID(hex: headers.value(of: parent)) else { throw .parent }
      parents.append(id)
      header = try headers.next()
    }
    self.parents = parents
    guard let line = header, headers.name(of: line, is: "author"),
      let author = Identity(parsing: headers.value(of: line))
    else { throw .author }
    guard let line = try headers.next(), headers.name(of: line, is: "committer"),
      let committer = Identity(parsing: headers.value(of: line))
    else { throw .committer }
    self.author = author
    self.committer = committer
    signatureHeader = try Self.readExtras(&headers)
    messageStart = headers.position
    raw = bytes
    guard Self.isUTF8(bytes) else { throw .notUTF8 }
  }

  package var message: [UInt8] { Array(raw[messageStart...]) }

  /// The armored value of the only `gpgsig` header, unfolded.
  package var signature: [UInt8]? {
    signatureHeader.map { HeaderReader(raw).unfoldedValue(of: $0) }
  }

  /// What the commit's own signature is over: the object without its `gpgsig` header.
  package var signedBytes: [UInt8] {
    guard let range = signatureHeader?.range else { return raw }
    return Array(raw[..<range.lowerBound] + raw[range.upperBound...])
  }

  /// Whether the word that begins an approval trailer stands anywhere in the message, in any case.
  package var mentionsApproval: Bool {
    let word = Self.approvalWord
    var start = messageStart
    while start + word.count <= raw.count {
      // A hyphen stands nowhere in the word but at one place: most messages are left after a few looks.
      if raw[start + Self.hyphen] != UInt8(ascii: "-") {
        start += 1
      } else if ASCII.lowercased(raw[start..<(start + word.count)]) == word {
        return true
      } else {
        start += 1
      }
    }
    return false
  }

  private static let approvalWord = Array("countersigned-by".utf8)
  private static let hyphen = 13

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }

  private static func readExtras(_ headers: inout HeaderReader) throws(Malformed) -> Header? {
    var signature: Header?
    var hasEncoding = false
    while let header = try headers.next() {
      if headers.name(of: header, is: "gpgsig") {
        if signature != nil { throw .repeatedHeader(headers.name(of: header)) }
        signature = header
        continue
      }
      let name = headers.name(of: header)
      switch String(decoding: name, as: UTF8.self) {
      case "encoding":
        if hasEncoding { throw .repeatedHeader(name) }
        hasEncoding = true
        let value = ASCII.lowercased(headers.unfoldedValue(of: header))
        guard ["utf-8", "utf8"].contains(where: { value.elementsEqual($0.utf8) }) else {
          throw .encoding
        }
      case "mergetag": break
      // Written by older tools; git ignores them, they are covered by a signature, and they say nothing here.
      case "HG:extra", "HG:rename-source", "HG:rename", "gitbutler-headers-version", "change-id",
        "gitbutler-change-id":
        break
      default: throw .unknownHeader(name)
      }
    }
    return signature
  }
}

/// Where a header lies: its lines, with those that continue it, and the space after its name.
private struct Header: Hashable, Sendable {
  let range: Range<Int>
  let space: Int
}

/// Walks the header lines of a commit; a line that begins with a space continues the one before.
private struct HeaderReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next header; `nil` at the empty line, which is passed.
  mutating func next() throws(CommitObject.Malformed) -> Header? {
    let start = position
    guard let end = lineEnd(from: start) else { throw .noHeaderEnd }
    position = end + 1
    if end == start { return nil }
    guard let space = bytes[start..<end].firstIndex(of: 0x20) else {
      throw .unknownHeader(Array(bytes[start..<end]))
    }
    guard space > start else { throw .continuation }
    while position < bytes.count, bytes[position] == 0x20, let end = lineEnd(from: position) {
      position = end + 1
    }
    return Header(range: start..<position, space: space)
  }

  func name(of header: Header) -> [UInt8] { Array(bytes[header.range.lowerBound..<header.space]) }

  func name(of header: Header, is name: String) -> Bool {
    bytes[header.range.lowerBound..<header.space].elementsEqual(name.utf8)
  }

  /// The value as it stands: lines that continue it make it one that no id and no identity is.
  func value(of header: Header) -> ArraySlice<UInt8> {
    bytes[(header.space + 1)..<(header.range.upperBound - 1)]
  }

  /// The value with the space that begins each further line taken away.
  func unfoldedValue(of header: Header) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(header.range.count)
    var rest = value(of: header)
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      result += rest[...end]
      rest = rest[(end + 1)...]
      if rest.first == 0x20 { rest.removeFirst() }
    }
    return result + rest
  }

  private func lineEnd(from start: Int) -> Int? {
    bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
  }
}
