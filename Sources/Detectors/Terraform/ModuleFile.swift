import Detection

/// A file that a module's files name: a script or a template that `file()` and `templatefile()` read.
///
/// It is judged by what it makes of the module's resources. Where nothing comes of it others may know the file.
struct ModuleFile {
  private let pair: FilePair

  init?(_ pair: FilePair) {
    let name = TreeSource.name(of: pair.path)
    let text = String(decoding: name, as: UTF8.self)
    let ending = text.split(separator: ".").last.map(String.init) ?? ""
    let isYAML = ending == "yaml" || ending == "yml"
    let bytes = pair.new ?? pair.old ?? []
    guard !text.contains(".") || Self.endings.contains(ending) || isYAML,
      !isYAML || bytes.starts(with: "#cloud-config".utf8)
    else { return nil }
    self.pair = pair
  }

  private static let endings: Set<String> = [
    "sh", "bash", "tpl", "tftpl", "tmpl", "template", "txt", "ps1", "cfg", "conf", "hcl",
  ]

  /// The folder of the module that names it: its own, or one of the three above.
  var folder: [UInt8]? {
    let end = TreeSource.name(of: pair.path) + [UInt8(ascii: "\"")]
    var folder = TreeSource.folder(of: pair.path)
    for _ in 0..<4 {
      let names = pair.newTree.files(in: folder).filter { $0.reversed().starts(with: "ft.".utf8) }
      let isNamed = names.prefix(200).contains { name in
        let path = folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
        return pair.newTree.content(of: path)?.contains(end) ?? false
      }
      if isNamed { return folder }
      if folder.isEmpty { return nil }
      folder = TreeSource.folder(of: folder)
    }
    return nil
  }
}
