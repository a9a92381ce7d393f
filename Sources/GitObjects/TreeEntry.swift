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

  private var sortKey: [UInt8] { mode == .tree ? name + [UInt8(ascii: "/")] : name }
}

extension TreeEntry {
  /// The raw tree object that holds these entries.
  package static func encode(_ entries: [TreeEntry]) -> [UInt8] {
    var bytes: [UInt8] = []
    for entry in entries.sorted(by: { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }) {
      bytes += String(entry.mode.rawValue, radix: 8).utf8
      bytes.append(0x20)
      bytes += entry.name
      bytes.append(0)
      bytes += entry.id.bytes
    }
    return bytes
  }
}
