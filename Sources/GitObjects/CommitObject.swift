/// A commit, read so that every other reader must see the same: git, libgit2 and a signature check disagree
/// about commits with two `author` lines, a NUL or two signatures, and such commits are malformed here.
package struct CommitObject: Hashable, Sendable {
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: Identity
  package let committer: Identity
  /// The armored value of the only `gpgsig` header, unfolded.
  package let signature: [UInt8]?
  package let message: [UInt8]
  private let raw: [UInt8]
  private let signatureRange: Range<Int>?

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
    guard let tree = try headers.next(), tree.isNamed("tree"), let id = ObjectID(hex: tree.value)
    else { throw .tree }
    self.tree = id
    var header = try headers.next()
    var parents: [ObjectID] = []
    while let parent = header, parent.isNamed("parent") {
      guard let id = ObjectID(hex: parent.value) else { throw .parent }
      parents.append(id)
      header = try headers.next()
    }
    self.parents = parents
    guard let line = header, line.isNamed("author"), let author = Identity(parsing: line.value)
    else { throw .author }
    guard let line = try headers.next(), line.isNamed("committer"),
      let committer = Identity(parsing: line.value)
    else { throw .committer }
    self.author = author
    self.committer = committer
    (signature, signatureRange) = try Self.readExtras(&headers)
    message = Array(bytes[headers.position...])
    raw = bytes
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
  }

  /// What the commit's own signature is over: the object without its `gpgsig` header.
  package var signedBytes: [UInt8] {
    guard let signatureRange else { return raw }
    return Array(raw[..<signatureRange.lowerBound] + raw[signatureRange.upperBound...])
  }

  private static func readExtras(_ headers: inout HeaderReader) throws(Malformed)
    -> ([UInt8]?, Range<Int>?)
  {
    var signature: [UInt8]?
    var range: Range<Int>?
    var seen: Set<[UInt8]> = []
    while let header = try headers.next() {
      let repeats = !seen.insert(header.name).inserted
      switch String(decoding: header.name, as: UTF8.self) {
      case "gpgsig":
        if repeats { throw .repeatedHeader(header.name) }
        signature = header.value
        range = header.range
      case "encoding":
        let isUTF8 = ["utf-8", "utf8"].contains { ASCII.lowercased(header.value).elementsEqual($0.utf8) }
        if repeats { throw .repeatedHeader(header.name) }
        guard isUTF8 else { throw .encoding }
      case "mergetag": break
      // Written by older tools; git ignores them, they are covered by a signature, and they say nothing here.
      case "HG:extra", "HG:rename-source", "HG:rename", "gitbutler-headers-version", "change-id",
        "gitbutler-change-id":
        break
      default: throw .unknownHeader(header.name)
      }
    }
    return (signature, range)
  }
}

/// Walks the header lines of a commit; a line that begins with a space continues the one before.
private struct HeaderReader {
  struct Header {
    let name: [UInt8]
    let value: [UInt8]
    let range: Range<Int>

    func isNamed(_ other: String) -> Bool { name.elementsEqual(other.utf8) }
  }

  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next header; `nil` at the empty line, which is passed.
  mutating func next() throws(CommitObject.Malformed) -> Header? {
    let start = position
    guard let line = nextLine() else { throw .noHeaderEnd }
    if line.isEmpty { return nil }
    guard let space = line.firstIndex(of: 0x20) else { throw .unknownHeader(Array(line)) }
    guard space > line.startIndex else { throw .continuation }
    let name = Array(line[..<space])
    var value = Array(line[(space + 1)...])
    while position < bytes.count, bytes[position] == 0x20, let more = nextLine() {
      value += [UInt8(ascii: "\n")] + more.dropFirst()
    }
    return Header(name: name, value: value, range: start..<position)
  }

  private mutating func nextLine() -> ArraySlice<UInt8>? {
    guard position < bytes.count,
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    defer { position = end + 1 }
    return bytes[position..<end]
  }
}
