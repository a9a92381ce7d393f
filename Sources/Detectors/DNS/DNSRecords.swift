import Syntax

/// The records of one zone, in the words of zone files.
struct DNSRecords: Sendable {
  struct Record: Hashable, Sendable {
    /// Lowercase, relative names as they are written, `@` for the zone itself.
    let name: String
    let type: String
    let value: String
    let line: Int

    var isWildcard: Bool { name == "*" || name.hasPrefix("*.") }
    /// Without the dot at the end.
    var shown: String { name.count > 1 && name.hasSuffix(".") ? String(name.dropLast()) : name }
    /// The name that the record leads to; `nil` where it leads to none.
    var target: String? {
      guard ["CNAME", "ALIAS", "ANAME", "DNAME", "NS", "MX", "SRV"].contains(type) else {
        return nil
      }
      return value.split(separator: " ").last.map { $0.lowercased() }
    }
  }

  var records: [Record] = []
  /// The zone's own name, where the text says it.
  var origin: String?
  var doubts: [(line: Int, reason: String)] = []

  static let types: Set<String> = [
    "A", "AAAA", "CNAME", "ALIAS", "ANAME", "DNAME", "NS", "MX", "TXT", "SRV", "CAA", "DS", "PTR",
    "SOA", "SPF", "TLSA", "SMIMEA", "SSHFP", "NAPTR", "DNSKEY", "HTTPS", "SVCB", "LOC", "URLFWD",
  ]
}

/// Names of hosts that are one's own: whole names, `*.` before them, and all below the zone.
struct OwnedNames: Sendable {
  private let ends: [String]

  init(_ patterns: [String]) {
    ends = patterns.map { pattern in
      let lower = pattern.lowercased()
      let bare = lower.hasPrefix("*.") ? String(lower.dropFirst(2)) : lower
      return bare.hasSuffix(".") ? String(bare.dropLast()) : bare
    }.filter { !$0.isEmpty }
  }

  /// Relative names are the zone's.
  func contains(_ name: String) -> Bool {
    guard name.hasSuffix(".") else { return true }
    let bare = name.dropLast()
    return ends.contains { bare == $0 || bare.hasSuffix("." + $0) }
  }
}
