import HCL

/// A tree of files in memory.
struct Files: ModuleSource {
  var texts: [String: String]

  func content(of path: [UInt8]) -> [UInt8]? {
    texts[String(decoding: path, as: UTF8.self)].map { Array($0.utf8) }
  }

  func files(in folder: [UInt8]) -> [[UInt8]] {
    let prefix = folder.isEmpty ? "" : String(decoding: folder, as: UTF8.self) + "/"
    return texts.keys.filter { $0.hasPrefix(prefix) }
      .map { Array($0.utf8.dropFirst(prefix.utf8.count)) }
      .filter { !$0.contains(UInt8(ascii: "/")) }
  }
}

extension TerraformModule {
  init(_ texts: [String: String], folder: String = "") {
    self.init(reading: Array(folder.utf8), of: Files(texts: texts), cache: ParseCache())
  }

  subscript(address: String) -> TerraformBlock? { blocks.first { $0.address == address } }
}
