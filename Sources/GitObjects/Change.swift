/// One path going from (mode, blob) to (mode, blob) against one parent.
///
/// A rename is two of these.
package struct FileChange: Hashable, Sendable {
  /// What a path holds on one side of a change.
  package struct Side: Hashable, Sendable {
    package let mode: FileMode
    package let id: ObjectID

    package init(mode: FileMode, id: ObjectID) {
      self.mode = mode
      self.id = id
    }
  }

  package let path: TreePath
  /// `nil` where the path is absent.
  package let old: Side?
  package let new: Side?

  package init(path: TreePath, old: Side?, new: Side?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// The bytes whose SHA-256 is the change id.
  package var canonicalBytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(160 + path.bytes.count)
    result += Self.head
    result += String(path.bytes.count).utf8
    result.append(UInt8(ascii: ":"))
    result += path.bytes
    result += Self.oldSide
    Self.spell(old, into: &result)
    result += Self.newSide
    Self.spell(new, into: &result)
    result.append(UInt8(ascii: "\n"))
    return result
  }

  package var id: ChangeID { ChangeID(digest: Digest(of: canonicalBytes)) }

  private static let head = Array("countersign file change v1\npath ".utf8)
  private static let oldSide = Array("\nold ".utf8)
  private static let newSide = Array("\nnew ".utf8)

  private static func spell(_ side: Side?, into result: inout [UInt8]) {
    (side?.mode ?? FileMode(rawValue: 0)).appendOctal(to: &result)
    result.append(0x20)
    (side?.id ?? .zero).appendHex(to: &result)
  }
}

/// A move of a reference that is itself a change to judge: a deletion, a rewind, a moved tag, a
/// creation out of nothing.
package struct RefChange: Hashable, Sendable {
  package let ref: RefName
  package let old: ObjectID
  package let new: ObjectID

  package init(ref: RefName, old: ObjectID, new: ObjectID) {
    self.ref = ref
    self.old = old
    self.new = new
  }

  package var canonicalBytes: [UInt8] {
    Array("countersign ref change v1\nref \(ref.bytes.count):".utf8) + ref.bytes
      + Array("\nold \(old)\nnew \(new)\n".utf8)
  }

  package var id: ChangeID { ChangeID(digest: Digest(of: canonicalBytes)) }
}

/// What an approval names: the SHA-256 of a file change's or a ref change's canonical bytes.
package struct ChangeID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let digest: Digest

  package init(digest: Digest) {
    self.digest = digest
  }

  package init?(hex: some Collection<UInt8>) {
    guard let digest = Digest(hex: hex) else { return nil }
    self.init(digest: digest)
  }

  package var description: String { digest.description }
  package static func < (a: Self, b: Self) -> Bool { a.digest < b.digest }
}
