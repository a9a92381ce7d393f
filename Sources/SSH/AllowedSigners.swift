package import GitObjects

/// A file of keys that may sign, as OpenSSH's ALLOWED SIGNERS describes it.
///
/// Stricter than `ssh-keygen`, which skips a line it cannot read and takes some lines apart in ways
/// nobody would guess: a reviewer's key must not vanish by a typo, nor an expiry date.
package struct AllowedSigners: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    /// Counted from 1.
    package let line: Int
    package let principals: PatternList
    package let key: SSHPublicKey
    /// `nil` where the line names none.
    package let namespaces: PatternList?
    package let validAfter: Timestamp?
    package let validBefore: Timestamp?
    /// The key signs certificates, and no signature of its own counts.
    package let isCertificateAuthority: Bool
    /// Whether a date of the line has no `Z` and so means another moment in another place.
    package let hasLocalTime: Bool

    package func isValid(at time: Timestamp) -> Bool {
      validAfter.map { $0 <= time } ?? true && validBefore.map { time < $0 } ?? true
    }
  }

  package struct Malformed: Error, Hashable, Sendable, CustomStringConvertible {
    package let line: Int
    package let reason: String
    package var description: String { "line \(line): \(reason)" }
  }

  package let entries: [Entry]

  /// Reads the text of an `allowed_signers` file.
  ///
  /// `localTime` gives the moment that a wall clock in the server's zone stood at the time given,
  /// for dates without a `Z`.
  package init(
    parsing text: [UInt8],
    localTime: (Timestamp) -> Timestamp = { $0 }
  ) throws(Malformed) {
    var entries: [Entry] = []
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let line = line.last == 0x0D ? line.dropLast() : line
      let start = line.drop { $0 == 0x20 || $0 == 0x09 }
      if start.isEmpty || start.first == UInt8(ascii: "#") { continue }
      var reader = AllowedSignersLine(start, number: index + 1)
      entries.append(try reader.entry(localTime: localTime))
    }
    self.entries = entries
  }
}
