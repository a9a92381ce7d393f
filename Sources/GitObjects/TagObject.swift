/// What an annotated tag points to.
package struct TagObject: Hashable, Sendable {
  package let object: ObjectID
  package let kind: ObjectKind

  /// Reads the first two header lines; `nil` where they are not `object ID` and `type KIND`.
  package init?(parsing bytes: [UInt8]) {
    let lines = bytes.prefix(128).split(
      separator: UInt8(ascii: "\n"),
      maxSplits: 2,
      omittingEmptySubsequences: false
    )
    guard lines.count == 3, lines[0].starts(with: "object ".utf8),
      lines[1].starts(with: "type ".utf8),
      let object = ObjectID(hex: lines[0].dropFirst(7)),
      let kind = ObjectKind(rawValue: String(decoding: lines[1].dropFirst(5), as: UTF8.self))
    else { return nil }
    self.object = object
    self.kind = kind
  }
}
