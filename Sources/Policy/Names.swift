/// An identifier of the policy: `[a-z0-9][a-z0-9._-]{0,63}`.
package protocol PolicyName: RawRepresentable<String>, Hashable, Sendable, Comparable,
  CustomStringConvertible
{
  init(trusted rawValue: String)
}

extension PolicyName {
  package init?(rawValue: String) {
    guard Self.isName(rawValue) else { return nil }
    self.init(trusted: rawValue)
  }

  package var description: String { rawValue }
  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  private static func isName(_ text: String) -> Bool {
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    guard let first = text.utf8.first, isAlphanumeric(first), text.utf8.count <= 64 else {
      return false
    }
    return text.utf8.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
  }
}

package struct PersonID: PolicyName {
  package let rawValue: String
  package init(trusted rawValue: String) { self.rawValue = rawValue }
}

package struct GroupID: PolicyName {
  package let rawValue: String
  package init(trusted rawValue: String) { self.rawValue = rawValue }
}

/// A name that is nothing more: of an environment, of a server key.
package struct Label: PolicyName {
  package let rawValue: String
  package init(trusted rawValue: String) { self.rawValue = rawValue }
}

package struct ClassID: PolicyName {
  package let rawValue: String
  package init(trusted rawValue: String) { self.rawValue = rawValue }

  /// The policy itself, and moves of references: always under `governance`.
  package static let policy = ClassID(trusted: "policy")
  /// What changes how everything else is read or run: CI configuration, attributes, owners.
  package static let meta = ClassID(trusted: "meta")
}

package struct RuleName: PolicyName {
  package let rawValue: String
  package init(trusted rawValue: String) { self.rawValue = rawValue }

  package static let governance = RuleName(trusted: "governance")
  package static let firstPush = RuleName(trusted: "first-push")
  package static let breakGlass = RuleName(trusted: "break-glass")
}
