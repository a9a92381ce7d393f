internal import Git
internal import GitObjects

/// The names of a repository's references, and the directories above them: git keeps no reference `a` beside
/// `a/b`.
struct TakenNames {
  private let names: Set<[UInt8]>
  /// The references below each directory.
  private let below: [[UInt8]: [RefName]]

  init(_ repository: borrowing Repository) throws {
    let symbolic = try repository.symbolicReferences().map(\.name)
    var names: Set<[UInt8]> = []
    var below: [[UInt8]: [RefName]] = [:]
    for name in try repository.references().map(\.name) + symbolic {
      names.insert(name.bytes)
      for directory in Self.directories(above: name) { below[directory, default: []].append(name) }
    }
    self.names = names
    self.below = below
  }

  /// The reference that keeps one of this name from being created.
  func obstacle(to name: RefName, unless isLeaving: (RefName) -> Bool = { _ in false }) -> RefName?
  {
    for directory in Self.directories(above: name) where names.contains(directory) {
      if let other = try? RefName(validating: directory), !isLeaving(other) { return other }
    }
    return below[name.bytes]?.first { !isLeaving($0) }
  }

  private static func directories(above name: RefName) -> [[UInt8]] {
    name.bytes.indices.filter { name.bytes[$0] == UInt8(ascii: "/") }
      .map { Array(name.bytes[..<$0]) }
  }
}
