package import GitObjects

/// A pattern of reference names: `*` stands for any bytes, slashes too, as in git's refspecs.
///
/// A name that only looks like a match (another case, another Unicode spelling) matches: the gate errs to
/// gating.
package struct RefPattern: Hashable, Sendable, CustomStringConvertible {
  package let text: [UInt8]

  package init(_ text: [UInt8]) { self.text = text }
  package init(_ text: String) { self.text = Array(text.utf8) }

  package var description: String { Escaped.text(text) }

  /// Whether git allows a name that matches: a target of which it allows none would gate nothing, silently.
  var isSatisfiable: Bool {
    let example = text.map { $0 == UInt8(ascii: "*") ? UInt8(ascii: "x") : $0 }
    return (try? RefName(validating: example)) != nil
  }

  /// Without look-alikes, where a match grants something.
  func matchesExactly(_ name: RefName) -> Bool { Wildcard.matches(text, name.bytes) }

  package func matches(_ name: RefName) -> Bool {
    matchesExactly(name)
      || Wildcard.matches(Folding.fold(text), Folding.fold(name.bytes))
  }
}
