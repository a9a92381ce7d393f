import Detection

/// A file that a module's files name: a script, a template or data that functions read.
///
/// It is judged by what it makes of the module's resources. Where nothing comes of it others may know the file.
struct ModuleFile {
  private let pair: FilePair

  init?(_ pair: FilePair) {
    let text = String(decoding: TreeSource.name(of: pair.path), as: UTF8.self)
    let ending = text.split(separator: ".").last.map(String.init) ?? ""
    guard !text.contains(".") || Self.endings.contains(ending), !Self.isOfOthers(pair, ending)
    else { return nil }
    self.pair = pair
  }

  private static let endings: Set<String> = [
    "sh", "bash", "tpl", "tftpl", "tmpl", "template", "txt", "ps1", "cfg", "conf", "hcl", "yaml",
    "yml", "json", "csv",
  ]

  /// What other detectors read as what it is: objects of a cluster, values of a chart, policies.
  private static func isOfOthers(_ pair: FilePair, _ ending: String) -> Bool {
    if HelmName.isValues(pair.path) { return true }
    let sides = [pair.old, pair.new].compactMap(\.self)
    switch ending {
    case "yaml", "yml": return sides.contains(where: ManifestPath.mentionsObjects)
    case "json": return sides.contains { $0.holds("\"Statement\"") }
    default: return false
    }
  }

  /// The folders of the modules that name it: its own, the three above, and those just below the first two.
  var folders: [[UInt8]] {
    let end = TreeSource.name(of: pair.path) + [UInt8(ascii: "\"")]
    var found: [[UInt8]] = []
    var files = 400
    var folder = TreeSource.folder(of: pair.path)
    for height in 0..<4 {
      let below = height < 2 ? pair.newTree.directories(in: folder).prefix(24) : []
      let places = [folder] + below.map { Self.path($0, in: folder) }
      for place in places where !found.contains(place) {
        if names(end, in: place, &files) { found.append(place) }
        if files <= 0 || found.count == Self.limit { return found }
      }
      if folder.isEmpty { break }
      folder = TreeSource.folder(of: folder)
    }
    return found
  }

  /// More modules than that are taken to do the same with it.
  private static let limit = 8

  /// By its own name, by a pattern of its kind that a module goes through, or by a name of which a value is a part.
  private func names(_ end: [UInt8], in folder: [UInt8], _ files: inout Int) -> Bool {
    let ending = end.split(separator: UInt8(ascii: ".")).last.map(Array.init) ?? end
    // From each byte that is no letter on; the lower case of one is a bit.
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let tails = end.indices.filter { !letters.contains(end[$0] | 0x20) }.dropLast()
      .map { [UInt8(ascii: "}")] + end[$0...] }
    return pair.newTree.files(in: folder).contains { name in
      guard files > 0, name.ends(".tf") || name.ends(".tofu") else { return false }
      files -= 1
      guard let text = pair.newTree.content(of: Self.path(name, in: folder)) else { return false }
      guard text.holds(ending) else { return false }
      return text.holds(end) || text.holds("fileset(") || tails.contains(where: text.holds)
    }
  }

  private static func path(_ name: [UInt8], in folder: [UInt8]) -> [UInt8] {
    folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
  }
}

extension [UInt8] {
  fileprivate func ends(_ end: String) -> Bool { suffix(end.utf8.count).elementsEqual(end.utf8) }
}
