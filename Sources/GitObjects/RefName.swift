/// A full reference name, as bytes: `refs/heads/main`.
///
/// Names come from the client unchecked (`refs/heads/../heads/main`, newlines, escape codes), so the
/// only way in is ``init(validating:)``, which applies `git check-ref-format`'s rules. Equality is
/// bytewise; `description` is escaped and safe to print.
package struct RefName: Hashable, Sendable {
  package let bytes: [UInt8]

  /// What is wrong with a name.
  package enum Invalid: Error, Hashable, Sendable {
    case notUnderRefs, emptyComponent, dotComponent, lockSuffix, doubleDot, forbiddenByte(UInt8),
      atBrace, trailingDot, oneComponent
  }

  package init(validating bytes: [UInt8]) throws(Invalid) {
    try Self.check(bytes)
    self.bytes = bytes
  }

  /// For names that are constants of the program.
  init(checked bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// For names that are mostly known; an invalid one is `nil`.
  package init?(_ name: String) {
    do throws(Invalid) { try self.init(validating: Array(name.utf8)) } catch { return nil }
  }

  /// Whether the name is `prefix` or lies below it; `prefix` has no trailing slash.
  package func isBelow(_ prefix: String) -> Bool {
    bytes.starts(with: prefix.utf8)
      && (bytes.count == prefix.utf8.count || bytes[prefix.utf8.count] == UInt8(ascii: "/"))
  }

  /// The name without `refs/heads/` or `refs/tags/`, escaped, for people.
  package var short: String {
    for prefix in ["refs/heads/", "refs/tags/"] where bytes.starts(with: prefix.utf8) {
      return Escaped.text(Array(bytes.dropFirst(prefix.utf8.count)))
    }
    return description
  }

  /// What a branch that was fetched from `remote` is called there: `refs/heads/main` for
  /// `refs/remotes/origin/main`; `nil` for every other reference.
  package func branch(of remote: String) -> RefName? {
    let tracking = Array("refs/remotes/\(remote)/".utf8)
    guard bytes.starts(with: tracking) else { return nil }
    return try? RefName(validating: Array("refs/heads/".utf8) + bytes.dropFirst(tracking.count))
  }

  private static func check(_ bytes: [UInt8]) throws(Invalid) {
    guard bytes.starts(with: "refs/".utf8) else { throw .notUnderRefs }
    let components = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard components.count >= 2 else { throw .oneComponent }
    for component in components { try check(component: component) }
    if bytes.last == UInt8(ascii: ".") { throw .trailingDot }
    var previous: UInt8 = 0
    for byte in bytes {
      if byte <= 0x20 || byte == 0x7F || Self.forbidden.contains(byte) {
        throw .forbiddenByte(byte)
      }
      if byte == UInt8(ascii: "."), previous == UInt8(ascii: ".") { throw .doubleDot }
      if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "@") { throw .atBrace }
      previous = byte
    }
  }

  private static func check(component: ArraySlice<UInt8>) throws(Invalid) {
    guard let first = component.first else { throw .emptyComponent }
    if first == UInt8(ascii: ".") { throw .dotComponent }
    if component.suffix(5).elementsEqual(".lock".utf8) { throw .lockSuffix }
  }

  private static let forbidden = Set("~^:?*[\\".utf8)
}

extension RefName: CustomStringConvertible {
  package var description: String { Escaped.text(bytes) }
}

extension RefName: Comparable {
  package static func < (a: Self, b: Self) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
