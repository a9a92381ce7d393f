/// One entry of a tree, strictly read: see ``TreeObject``.
package struct TreeEntry: Hashable, Sendable {
  package let mode: FileMode
  package let name: [UInt8]
  package let id: ObjectID

  package init(mode: FileMode, name: [UInt8], id: ObjectID) {
    self.mode = mode
    self.name = name
    self.id = id
  }

  package enum Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    case truncated
    case mode([UInt8])
    case name([UInt8])
    case order([UInt8])

    package var description: String {
      switch self {
      case .truncated: "the tree ends inside an entry"
      case .mode(let mode): "the tree has an entry of mode '\(Escaped.text(mode))'"
      case .name(let name): "the tree has an entry named '\(Escaped.text(name))'"
      case .order(let name): "the tree has '\(Escaped.text(name))' twice or out of order"
      }
    }
  }

  /// All entries of a raw tree object.
  package static func parse(_ bytes: [UInt8]) throws(Malformed) -> [TreeEntry] {
    try TreeObject(parsing: bytes).treeEntries
  }

  /// Whether a name stands for itself in every checkout.
  static func isPlain(_ name: ArraySlice<UInt8>) -> Bool {
    guard let first = name.first, !name.contains(UInt8(ascii: "/")) else { return false }
    if first == UInt8(ascii: "."), name.count < 3, name.last == first { return false }
    return !DotGit.isAlias(name)
  }

  /// What git sorts entries by: the bytes of the name, a directory's as if it ended in a slash.
  var sortKey: [UInt8] { mode == .tree ? name + [UInt8(ascii: "/")] : name }
}

extension TreeEntry {
  /// The raw tree object that holds these entries.
  package static func encode(_ entries: [TreeEntry]) -> [UInt8] {
    let sorted = entries.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
    return sorted.reduce(into: []) { $0 += $1.encoded }
  }

  var encoded: [UInt8] {
    Array(String(mode.rawValue, radix: 8).utf8) + [0x20] + name + [0] + id.bytes
  }
}
