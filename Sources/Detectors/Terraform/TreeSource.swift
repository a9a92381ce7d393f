import Detection
import HCL

/// One side's tree with the file under judgment in it.
struct TreeSource: ModuleSource {
  let tree: any SourceTree
  let path: [UInt8]
  let bytes: [UInt8]?

  func content(of path: [UInt8]) -> [UInt8]? { path == self.path ? bytes : tree.content(of: path) }

  func files(in folder: [UInt8]) -> [[UInt8]] {
    let names = tree.files(in: folder)
    guard Self.folder(of: path) == folder else { return names }
    let own = Self.name(of: path)
    let others = names.filter { $0 != own }
    return bytes == nil ? others : others + [own]
  }

  static func folder(of path: [UInt8]) -> [UInt8] {
    path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[..<$0]) } ?? []
  }

  static func name(of path: [UInt8]) -> [UInt8] {
    path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? path
  }
}
