internal import GitObjects
internal import Platform

/// The files and directories that decide what the gate does, without symlinks, each once.
struct GatePlaces {
  private(set) var paths: [[UInt8]] = []
  /// The directories above them: whoever can rename something there puts another in its place.
  var above: [[UInt8]] {
    var found: Set<[UInt8]> = [[UInt8(ascii: "/")]]
    for directory in directories {
      var next: [UInt8]? = directory
      while let path = next, found.insert(path).inserted { next = Files.parent(of: path) }
    }
    return found.subtracting(paths).sorted { $0.lexicographicallyPrecedes($1) }
  }
  private var directories: [[UInt8]] = []

  mutating func add(_ path: [UInt8]) {
    guard let path = Files.resolve(path), !paths.contains(path) else { return }
    paths.append(path)
    if let parent = Files.parent(of: path) { directories.append(parent) }
  }

  /// With the directory it lies in, and the one that a link to it lies in: what can be replaced there can be
  /// written as well.
  mutating func add(file path: [UInt8]) {
    guard let resolved = Files.resolve(path) else { return }
    for path in [path, resolved] { if let parent = Files.parent(of: path) { add(parent) } }
    add(resolved)
  }

  /// A program is run by its path: where another cannot be put in its place, its directory may be anybody's.
  mutating func add(program path: [UInt8]) {
    guard path.first == UInt8(ascii: "/") else { return }
    if let parent = Files.parent(of: path).flatMap({ Files.resolve($0) }) {
      directories.append(parent)
    }
    add(path)
  }
}
