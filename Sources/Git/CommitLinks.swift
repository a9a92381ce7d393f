internal import GitObjects

/// What a commit names, with no look at the rest of it: what was there before a push may be malformed.
struct CommitLinks {
  let tree: ObjectID
  let parents: [ObjectID]
  private let bytes: [UInt8]

  /// `nil` where the bytes do not begin with a tree.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    guard let tree = Self.takeID(after: "tree ", from: &rest) else { return nil }
    var parents: [ObjectID] = []
    while let parent = Self.takeID(after: "parent ", from: &rest) { parents.append(parent) }
    self.tree = tree
    self.parents = parents
    self.bytes = bytes
  }

  private static func takeID(after word: String, from rest: inout ArraySlice<UInt8>) -> ObjectID? {
    let count = word.utf8.count
    guard rest.starts(with: word.utf8),
      let id = ObjectID(hex: rest.dropFirst(count).prefix(ObjectID.hexCount))
    else { return nil }
    rest = rest.dropFirst(count + ObjectID.hexCount + 1)
    return id
  }

  /// The committer's time; zero where it cannot be read.
  ///
  /// Whoever made the commit chose it: it may make a walk longer, and must never change what is found.
  var date: Int64 {
    guard let line = Self.line(after: "committer ", of: bytes),
      let mail = line.lastIndex(of: UInt8(ascii: ">"))
    else { return 0 }
    let digits = line[(mail + 1)...].drop { $0 == 0x20 }.prefix { $0 != 0x20 }
    return Int64(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  /// The first line of the header that begins so, without it.
  private static func line(after word: String, of bytes: [UInt8]) -> ArraySlice<UInt8>? {
    var rest = bytes[...]
    while !rest.isEmpty, rest.first != UInt8(ascii: "\n") {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      if line.starts(with: word.utf8) { return line.dropFirst(word.utf8.count) }
      rest = rest.dropFirst(line.count + 1)
    }
    return nil
  }
}

extension Repository {
  borrowing func links(of id: ObjectID) throws(GitError) -> CommitLinks {
    guard let links = CommitLinks(try commitBytes(id, limit: .max)) else {
      throw GitError(.malformed, "read commit \(id)", "\(CommitObject.Malformed.tree)")
    }
    return links
  }
}
