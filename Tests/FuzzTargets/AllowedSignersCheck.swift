import GitObjects
import SSH

/// A file of allowed signers, and a list of revoked keys.
enum AllowedSignersCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    _ = try? RevokedKeys(parsing: bytes).fingerprints
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let entries: [AllowedSigners.Entry]
    do throws(AllowedSigners.Malformed) {
      entries = try AllowedSigners(parsing: bytes).entries
    } catch {
      try require((1...lines.count).contains(error.line), "the error is in no line")
      try require(error.description.utf8.isPrintable, "the error is not safe to print")
      return
    }
    for entry in entries {
      try SSHSignatureCheck.key(entry.key)
      guard (1...lines.count).contains(entry.line),
        let alone = try? AllowedSigners(parsing: Array(lines[entry.line - 1])).entries
      else { throw Violation(description: "an entry is in no line of its own") }
      try require(alone.count == 1, "a line is two entries")
      try require(
        alone[0].principals == entry.principals && alone[0].key == entry.key
          && alone[0].namespaces == entry.namespaces && alone[0].validAfter == entry.validAfter
          && alone[0].validBefore == entry.validBefore,
        "an entry depends on the lines around it"
      )
      _ = entry.principals.matches(Array("alice@example.com".utf8))
      _ = entry.namespaces?.matches(Array("countersign".utf8))
      _ = entry.isValid(at: Timestamp(seconds: 1_790_000_000))
    }
    let isSkipped = lines.map { line in
      let start = line.drop { $0 == 0x20 || $0 == 0x09 }
      return start.isEmpty || start.first == 0x23 || start.elementsEqual([0x0D])
    }
    try require(entries.count == isSkipped.count { !$0 }, "a line is passed over")
  }
}
