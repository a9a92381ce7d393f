internal import GitObjects

/// A pattern of paths in gitignore's language, over bytes, matched against the whole path.
///
/// `*` and `?` stay within a component, `**` crosses them, `[a-z]` is a set, a backslash makes the next byte
/// literal. Without a slash but at the end it matches at any depth; with one at the end, everything below.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible {
  package let text: [UInt8]
  let components: [Component]
  let folded: [Component]

  enum Component: Hashable, Sendable {
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

  var isDirectory: Bool { text.last == UInt8(ascii: "/") }

  /// Whether the path, byte for byte, matches or lies below a match.
  package func matches(_ path: [ArraySlice<UInt8>]) -> Bool { consume(components[...], path[...]) }

  /// Matches components one by one.
  private func consume(_ pattern: ArraySlice<Component>, _ path: ArraySlice<ArraySlice<UInt8>>)
    -> Bool
  {
    guard let first = pattern.first else { return !isDirectory || !path.isEmpty }
    switch first {
    case .anyDepth:
      guard !path.isEmpty else { return false }
      if pattern.count == 1 || consume(pattern.dropFirst(), path) { return true }
      return consume(pattern, path.dropFirst())
    case .glob(let glob):
      guard let name = path.first, Glob.matches(glob, name) else { return false }
      return consume(pattern.dropFirst(), path.dropFirst())
    }
  }
}
