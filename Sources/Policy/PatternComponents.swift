/// The components of a pattern, followed along a path one by one.
///
/// All ways through the pattern are followed at once: a path as deep as its author likes costs no more than its
/// length times the pattern's.
struct PatternComponents: Hashable, Sendable {
  enum Component: Hashable, Sendable {
    /// `**`: any number of components; of the last of several, at least one.
    case anyDepth
    case glob(Glob)
  }

  let components: [Component]
  private static let limit = 60

  init(
    _ names: [ArraySlice<UInt8>], isAnchored: Bool, glob: (ArraySlice<UInt8>) -> Glob?
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
    self.components = components
  }

  /// Where a path led to.
  struct Trace {
    /// How many of its components the whole pattern took, at the first time.
    var match: Int?
    /// Whether more components could lead to a match.
    var isOpen: Bool
    /// Whether its last component was matched by name, and the pattern ends there, or goes on.
    var endsByName: Bool
    var goesOnByName: Bool
  }

  /// A bit for each component that may come next; the one after the last is a match.
  func follow(_ path: [ArraySlice<UInt8>]) -> Trace {
    let end: UInt64 = 1 << components.count
    var open = withoutDepth(1)
    var named: UInt64 = 0
    var match: Int?
    for (index, name) in path.enumerated() where open != 0 {
      (open, named) = step(open, name)
      if match == nil, open & end != 0 { match = index + 1 }
    }
    if open == 0 { named = 0 }
    return Trace(
      match: match, isOpen: open & ~end != 0, endsByName: named & end != 0,
      goesOnByName: named & ~end != 0)
  }

  private func step(_ open: UInt64, _ name: ArraySlice<UInt8>) -> (open: UInt64, named: UInt64) {
    var (next, named): (UInt64, UInt64) = (0, 0)
    for (index, component) in components.enumerated() where open & (1 << index) != 0 {
      switch component {
      case .anyDepth:
        next |= 1 << index
        if index == components.count - 1 { next |= 1 << (index + 1) }
      case .glob(let glob):
        if glob.matches(name) { named |= 1 << (index + 1) }
      }
    }
    return (withoutDepth(next | named), named)
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
