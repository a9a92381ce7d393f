/// One entry of a tree, strictly read.
///
/// git, libgit2 and a checkout read a broken tree differently (a mode of 0 is a submodule to one and nothing
/// to the other), so what `git fsck` calls an error is malformed here.
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
    var entries: [TreeEntry] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let entry = try read(&rest)
      if let last = entries.last, !precedes(last, entry) || repeats(entry, entries) {
        throw .order(entry.name)
      }
      entries.append(entry)
    }
    return entries
  }

  private static func read(_ rest: inout ArraySlice<UInt8>) throws(Malformed) -> TreeEntry {
    let digits = rest.prefix { $0 != 0x20 }
    rest = rest.dropFirst(digits.count + 1)
    let name = Array(rest.prefix { $0 != 0 })
    rest = rest.dropFirst(name.count)
    guard rest.count >= 1 + ObjectID.byteCount else { throw .truncated }
    let id = ObjectID(bytes: rest.dropFirst().prefix(ObjectID.byteCount))
    rest = rest.dropFirst(1 + ObjectID.byteCount)
    guard let mode = modes[Array(digits)] else { throw .mode(Array(digits)) }
    guard let id, !id.isZero, isPlain(name) else { throw .name(name) }
    return TreeEntry(mode: mode, name: name, id: id)
  }

  private static let modes: [[UInt8]: FileMode] = [
    Array("100644".utf8): .regular, Array("100755".utf8): .executable,
    Array("100664".utf8): .groupWritable, Array("120000".utf8): .symlink,
    Array("160000".utf8): .gitlink, Array("40000".utf8): .tree,
  ]

  private static func isPlain(_ name: [UInt8]) -> Bool {
    if name.isEmpty || name.contains(UInt8(ascii: "/")) { return false }
    if [".", ".."].contains(where: { name.elementsEqual($0.utf8) }) { return false }
    return !DotGit.isAlias(name)
  }

  /// git's order: by bytes, a directory as if its name ended in a slash.
  private static func precedes(_ a: TreeEntry, _ b: TreeEntry) -> Bool {
    a.sortKey.lexicographicallyPrecedes(b.sortKey)
  }

  /// Whether a directory has a file's name. Only entries that begin with the name lie between the two, such as
  /// `a.b` between `a` and the directory `a`.
  private static func repeats(_ entry: TreeEntry, _ entries: [TreeEntry]) -> Bool {
    guard entry.mode == .tree else { return entries.last?.name == entry.name }
    for known in entries.reversed() {
      if known.name == entry.name { return true }
      guard known.name.starts(with: entry.name) else { return false }
    }
    return false
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
