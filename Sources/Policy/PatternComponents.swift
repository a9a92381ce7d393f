/// The components of a pattern.
struct PatternComponents: Hashable, Sendable {
  enum Component: Hashable, Sendable {
    /// `**`: any number of components, at least one where it ends the pattern.
    case anyDepth
    case glob(Glob)
  }

  let components: [Component]
  private static let limit = 60

  init(
    _ names: [ArraySlice<UInt8>],
    isAnchored: Bool,
    isDirectory: Bool,
    glob: (ArraySlice<UInt8>) -> Glob?
  ) throws(PathPattern.Malformed) {
    guard names.count < Self.limit else { throw .tooDeep }
    var components: [Component] = isAnchored ? [] : [.anyDepth]
    for name in names {
      let stars = Array("**".utf8)
      if name.elementsEqual(stars) {
        components.append(.anyDepth)
      } else if name.indices.contains(where: { name[$0...].starts(with: stars) }) {
        throw .mixedStars
      } else if let glob = glob(name) {
        components.append(.glob(glob))
      } else {
        throw .badGlob
      }
    }
    // The directory that `**/` ends with is one component.
    if isDirectory, components.last == .anyDepth, let any = Glob([UInt8(ascii: "*")]) {
      components.append(.glob(any))
    }
    self.components = components
  }

  /// How many components of the path the whole pattern takes, at the first time.
  ///
  /// All ways through the pattern are followed at once, with a bit for each component that may come next, so that
  /// a deep path costs no more than its length; the bit after the last is a match.
  func match(in path: [ArraySlice<UInt8>]) -> Int? {
    var open = withoutDepth(1)
    for (index, name) in path.enumerated() where open != 0 {
      open = step(open, name)
      if open & (1 << components.count) != 0 { return index + 1 }
    }
    return nil
  }

  private func step(_ open: UInt64, _ name: ArraySlice<UInt8>) -> UInt64 {
    var next: UInt64 = 0
    for (index, component) in components.enumerated() where open & (1 << index) != 0 {
      switch component {
      case .anyDepth: next |= (index == components.count - 1 ? 3 : 1) << index
      case .glob(let glob): if glob.matches(name) { next |= 2 << index }
      }
    }
    return withoutDepth(next)
  }

  /// Adds what can come next where a `**` takes nothing.
  private func withoutDepth(_ open: UInt64) -> UInt64 {
    var open = open
    for (index, component) in components.enumerated().dropLast() where open & (1 << index) != 0 {
      if case .anyDepth = component { open |= 1 << (index + 1) }
    }
    return open
  }
}
