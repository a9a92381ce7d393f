internal import Detection

/// Who would read a file that is not read: one that is too long, or that hides what it says.
///
/// Told by its name alone, and rather too many: else a few megabytes of comments would take a file out of every class.
struct Claims {
  private let detectors: [any Detector]
  /// Formats that detectors know by what is in them.
  private static let suffixes: Set<[UInt8]> = Set(
    ["json", "yaml", "yml", "toml", "tpl", "tftpl", "j2", "tf", "hcl"].map { Array($0.utf8) }
  )

  init(_ detectors: [any Detector]) { self.detectors = detectors }

  /// The families of those who would.
  ///
  /// A name without a suffix may be a script's; `isBinary` says that it is not.
  func families(for path: [UInt8], isBinary: Bool) -> Set<Family> {
    let name = path.split(separator: UInt8(ascii: "/")).last ?? []
    let suffix = name.lastIndex(of: UInt8(ascii: ".")).map { Array(name[($0 + 1)...]) }
    if suffix.map(Self.suffixes.contains) ?? !isBinary {
      return Set(detectors.flatMap(\.families))
    }
    let empty = FilePair(path: path, old: nil, new: [])
    return Set(
      detectors.filter { if case .foreign = $0.read(empty) { false } else { true } }
        .flatMap(\.families)
    )
  }
}
