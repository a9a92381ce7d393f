import Detection

enum FolderNames {
  /// The names of the directories directly in another, from the paths of all that hold files.
  static func directories(in directory: [UInt8], of paths: some Sequence<[UInt8]>) -> [[UInt8]] {
    let start = directory.isEmpty ? [] : directory + [UInt8(ascii: "/")]
    let names = paths.filter { $0.starts(with: start) && $0.count > start.count }
      .map { Array($0.dropFirst(start.count).prefix { $0 != UInt8(ascii: "/") }) }
    return Set(names).sorted { $0.lexicographicallyPrecedes($1) }
  }
}

/// A tree of a few texts, by path.
struct TextTree: SourceTree {
  let texts: [String: String]

  func content(of path: [UInt8]) -> [UInt8]? {
    texts[String(decoding: path, as: UTF8.self)].map { Array($0.utf8) }
  }

  func files(in directory: [UInt8]) -> [[UInt8]] {
    let start = directory.isEmpty ? [] : directory + [UInt8(ascii: "/")]
    return texts.keys.map { Array($0.utf8) }.filter { $0.starts(with: start) }
      .map { Array($0.dropFirst(start.count)) }
      .filter { !$0.contains(UInt8(ascii: "/")) }
  }

  func directories(in directory: [UInt8]) -> [[UInt8]] {
    let folders = texts.keys.compactMap { path in
      path.lastIndex(of: "/").map { Array(path[..<$0].utf8) }
    }
    return FolderNames.directories(in: directory, of: folders)
  }
}
