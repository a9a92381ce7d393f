internal import GitObjects

/// A pattern of paths in gitignore's language, over bytes, matched against the whole path.
///
/// `*` and `?` stay within a component, `**` crosses them, `[a-z]` is a set, a backslash makes the next byte
/// literal. Without a slash but at the end it matches at any depth; with one at the end, everything below.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible {
  package let text: [UInt8]
  private let components: [Component]
  private let folded: [Component]

  private enum Component: Hashable, Sendable {
    case anyDepth
    case glob([UInt8])
  }

  /// What is wrong with a pattern.
  package enum Malformed: Error, Hashable, Sendable {
    case empty, negated, unclosedSet
  }

  package init(_ text: [UInt8]) throws(Malformed) {
    self.text = text
    if text.first == UInt8(ascii: "!") { throw .negated }
    let components = text.split(separator: UInt8(ascii: "/"))
    guard !components.isEmpty else { throw .empty }
    guard components.allSatisfy({ Glob.isWellFormed(Array($0)) }) else { throw .unclosedSet }
    let body = text.last == UInt8(ascii: "/") ? text.dropLast() : text[...]
    var parts: [Component] = body.contains(UInt8(ascii: "/")) ? [] : [.anyDepth]
    parts += components.map { $0.elementsEqual("**".utf8) ? .anyDepth : .glob(Array($0)) }
    // A pattern that names a directory matches what is below it; a file of that name has nothing below.
    self.components = parts
    folded = parts.map { part in
      if case .glob(let glob) = part { .glob(Folding.fold(glob)) } else { part }
    }
  }

  package init?(_ text: String) {
    guard let pattern = try? PathPattern(Array(text.utf8)) else { return nil }
    self = pattern
  }

  package var description: String { Escaped.text(text) }

  private var isDirectory: Bool { text.last == UInt8(ascii: "/") }

  /// Whether the path, byte for byte, matches or lies below a match.
  package func matches(_ path: [ArraySlice<UInt8>]) -> Bool { matches(path, components) }

  /// Whether the folded path matches the folded pattern: a twin of a match.
  package func matchesTwin(_ path: [ArraySlice<UInt8>]) -> Bool { matches(path, folded) }

  private func matches(_ path: [ArraySlice<UInt8>], _ components: [Component]) -> Bool {
    consume(components[...], path[...]) { pattern, rest, _ in
      pattern.isEmpty && (!isDirectory || !rest.isEmpty)
        || pattern.elementsEqual([.anyDepth]) && !rest.isEmpty
    }
  }

  /// Whether a path below this directory could match.
  package func mayMatch(below directory: [ArraySlice<UInt8>]) -> Bool {
    [components, folded].contains { components in
      consume(components[...], directory[...]) { _, rest, _ in rest.isEmpty }
    }
  }

  /// Whether a link at this path would stand in for matching paths: its last component is matched by one that
  /// is not `**`, and the pattern goes on.
  package func isBelow(_ link: [ArraySlice<UInt8>]) -> Bool {
    [components, folded].contains { components in
      consume(components[...], link[...]) { pattern, rest, byName in
        rest.isEmpty && byName && (!pattern.isEmpty || isDirectory)
      }
    }
  }

  /// Matches components one by one; asks `accept` at each state what is left of both.
  private func consume(
    _ pattern: ArraySlice<Component>, _ path: ArraySlice<ArraySlice<UInt8>>, byName: Bool = false,
    _ accept: (ArraySlice<Component>, ArraySlice<ArraySlice<UInt8>>, Bool) -> Bool
  ) -> Bool {
    if accept(pattern, path, byName) { return true }
    guard let first = pattern.first else { return false }
    switch first {
    case .anyDepth:
      if consume(pattern.dropFirst(), path, byName: byName, accept) { return true }
      guard !path.isEmpty else { return false }
      return consume(pattern, path.dropFirst(), byName: false, accept)
    case .glob(let glob):
      guard let name = path.first, Glob.matches(glob, Array(name)) else { return false }
      return consume(pattern.dropFirst(), path.dropFirst(), byName: true, accept)
    }
  }
}

/// One component of a pattern.
enum Glob {
  static func isWellFormed(_ glob: [UInt8]) -> Bool {
    var index = 0
    while index < glob.count {
      switch glob[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "["):
        guard let end = setEnd(glob, index) else { return false }
        index = end + 1
      default: index += 1
      }
    }
    return index == glob.count
  }

  static func matches(_ glob: [UInt8], _ name: [UInt8]) -> Bool {
    var (g, n) = (0, 0)
    var restart: (glob: Int, name: Int)?
    while n < name.count {
      if g < glob.count, glob[g] == UInt8(ascii: "*") {
        g += 1
        restart = (g, n)
      } else if g < glob.count, let next = matchOne(glob, g, name[n]) {
        (g, n) = (next, n + 1)
      } else if let (afterStar, from) = restart {
        restart = (afterStar, from + 1)
        (g, n) = (afterStar, from + 1)
      } else {
        return false
      }
    }
    return glob[g...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The position after the element at `g`, if it matches the byte.
  private static func matchOne(_ glob: [UInt8], _ g: Int, _ byte: UInt8) -> Int? {
    switch glob[g] {
    case UInt8(ascii: "?"): return g + 1
    case UInt8(ascii: "\\") where g + 1 < glob.count: return glob[g + 1] == byte ? g + 2 : nil
    case UInt8(ascii: "["):
      guard let end = setEnd(glob, g) else { return nil }
      return contains(glob[(g + 1)..<end], byte) ? end + 1 : nil
    default: return glob[g] == byte ? g + 1 : nil
    }
  }

  private static func setEnd(_ glob: [UInt8], _ start: Int) -> Int? {
    var index = start + 1
    if index < glob.count, isNegation(glob[index]) { index += 1 }
    if index < glob.count, glob[index] == UInt8(ascii: "]") { index += 1 }
    while index < glob.count, glob[index] != UInt8(ascii: "]") { index += 1 }
    return index < glob.count ? index : nil
  }

  private static func isNegation(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "!") || byte == UInt8(ascii: "^")
  }

  private static func contains(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    let negated = set.first.map(isNegation) ?? false
    let members = Array(negated ? set.dropFirst() : set)
    var found = false
    var index = 0
    while index < members.count {
      if index + 2 < members.count, members[index + 1] == UInt8(ascii: "-") {
        found = found || members[index] <= byte && byte <= members[index + 2]
        index += 3
      } else {
        found = found || members[index] == byte
        index += 1
      }
    }
    return found != negated
  }
}
