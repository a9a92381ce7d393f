internal import GitObjects
internal import Glibc

/// What a commit names, with no look at the rest of it: what was there before a push may be malformed.
struct CommitLinks {
  let parents: [ObjectID]
  private let bytes: [UInt8]

  /// `nil` where the bytes do not begin with a tree.
  init?(_ bytes: [UInt8]) {
    var position = 0
    guard Self.takeID(after: "tree ", from: bytes, at: &position) != nil else { return nil }
    var parents: [ObjectID] = []
    while let parent = Self.takeID(after: "parent ", from: bytes, at: &position) {
      parents.append(parent)
    }
    self.parents = parents
    self.bytes = bytes
  }

  /// The tree that a commit begins with, with no look at its parents.
  static func tree(in bytes: [UInt8]) -> ObjectID? {
    var position = 0
    return takeID(after: "tree ", from: bytes, at: &position)
  }

  static func malformed(_ id: ObjectID) -> GitError {
    GitError(.malformed, "read commit \(id)", "\(CommitObject.Malformed.tree)")
  }

  private static func takeID(
    after word: StaticString,
    from bytes: [UInt8],
    at position: inout Int
  ) -> ObjectID? {
    let start = position + word.utf8CodeUnitCount
    guard begins(bytes, at: position, with: word), start + ObjectID.hexCount <= bytes.count,
      let id = ObjectID(hex: bytes[start..<(start + ObjectID.hexCount)])
    else { return nil }
    position = start + ObjectID.hexCount + 1
    return id
  }

  /// The committer's time; zero where it cannot be read.
  ///
  /// Whoever made the commit chose it: it may make a walk longer and a range larger, and must never take anything out.
  var date: Int64 {
    var start = 0
    while start < bytes.count, bytes[start] != UInt8(ascii: "\n") {
      let end = Self.lineEnd(bytes, from: start)
      if Self.begins(bytes, at: start, with: "committer ") { return Self.date(bytes[start..<end]) }
      start = end + 1
    }
    return 0
  }

  private static func date(_ line: ArraySlice<UInt8>) -> Int64 {
    guard let mail = line.lastIndex(of: UInt8(ascii: ">")) else { return 0 }
    let digits = line[(mail + 1)...].drop { $0 == 0x20 }.prefix { $0 != 0x20 }
    return Int64(String(decoding: digits, as: UTF8.self)) ?? 0
  }

  private static func begins(_ bytes: [UInt8], at position: Int, with word: StaticString) -> Bool {
    bytes.withUnsafeBytes { bytes in
      bytes.count - position >= word.utf8CodeUnitCount
        && memcmp(
          bytes.baseAddress.unsafelyUnwrapped + position,
          word.utf8Start,
          word.utf8CodeUnitCount
        ) == 0
    }
  }

  /// Where the newline is, or the end.
  private static func lineEnd(_ bytes: [UInt8], from start: Int) -> Int {
    bytes.withUnsafeBytes { bytes in
      let line = bytes.baseAddress.unsafelyUnwrapped + start
      guard let end = memchr(line, 0x0A, bytes.count - start) else { return bytes.count }
      return start + (UnsafeRawPointer(end) - line)
    }
  }
}

extension Repository {
  borrowing func links(of id: ObjectID) throws(GitError) -> CommitLinks {
    guard let links = CommitLinks(try commitBytes(id, limit: .max)) else {
      throw CommitLinks.malformed(id)
    }
    return links
  }
}
