internal import GitObjects

/// A pattern of paths in gitignore's language, over bytes, matched against the whole path.
///
/// `*` and `?` stay within a component, `**` crosses them, `[a-z]` is a set, a backslash makes the next byte
/// literal. Without a slash but at the end it matches at any depth; with one at the end, everything below.
/// `**` beside other letters is an error: git's manual reads it as `*`, git itself sometimes otherwise.
package struct PathPattern: Hashable, Sendable, CustomStringConvertible {
  package let text: [UInt8]
  let components: PatternComponents
  let folded: PatternComponents
  /// Ends in a slash: it matches what lies below, and not the last component itself.
  let isDirectory: Bool

  /// What is wrong with a pattern.
  package enum Malformed: Error, Hashable, Sendable {
    case empty, negated, emptyComponent, dotComponent, outerBlank, mixedStars, badGlob, tooDeep
  }

  package init(_ text: [UInt8]) throws(Malformed) {
    self.text = text
    if text.first == UInt8(ascii: "!") { throw .negated }
    if Self.hasOuterBlank(text) { throw .outerBlank }
    let slash = UInt8(ascii: "/")
    isDirectory = text.last == slash
    let body = isDirectory ? text.dropLast() : text[...]
    let names = (body.first == slash ? body.dropFirst() : body)
      .split(separator: slash, omittingEmptySubsequences: false)
    guard names.contains(where: { !$0.isEmpty }) else { throw .empty }
    guard names.allSatisfy({ !$0.isEmpty }) else { throw .emptyComponent }
    guard !names.contains(where: { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) })
    else { throw .dotComponent }
    let isAnchored = body.contains(slash)
    components = try PatternComponents(names, isAnchored: isAnchored, isDirectory: isDirectory) {
      name in Glob(Array(name))
    }
    folded = try PatternComponents(names, isAnchored: isAnchored, isDirectory: isDirectory) {
      name in
      Glob(Folding.fold(Array(name)), ignoringCase: true) ?? Glob(Array(name), ignoringCase: true)
    }
  }

  /// A slip, more likely than a name: git passes over blanks at the end of a line of `.gitignore`, but for one that
  /// is escaped.
  private static func hasOuterBlank(_ text: [UInt8]) -> Bool {
    text.first.map(isBlank) ?? false || endsInBlank(text[...])
  }

  /// A backslash that is escaped itself escapes nothing.
  private static func endsInBlank(_ text: ArraySlice<UInt8>) -> Bool {
    guard let last = text.last, isBlank(last) else { return false }
    let escapes = text.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return escapes.isMultiple(of: 2)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { " \t".utf8.contains(byte) }

  /// Whether a name within it begins or ends with a blank that nothing marks as meant.
  var hasInnerBlank: Bool {
    text.split(separator: UInt8(ascii: "/")).contains { name in
      name.first.map(Self.isBlank) ?? false || Self.endsInBlank(name)
    }
  }

  package init?(_ text: String) {
    guard let pattern = try? PathPattern(Array(text.utf8)) else { return nil }
    self = pattern
  }

  package var description: String { Escaped.text(text) }

  /// Whether the path, byte for byte, matches or lies below a match.
  package func matches(_ path: [ArraySlice<UInt8>]) -> Bool {
    guard let match = components.match(in: path) else { return false }
    return !isDirectory || match < path.count
  }
}
