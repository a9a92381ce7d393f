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
    var title: String { "\(type) \(name)" }
  }

  var records: [Record] = []
  var doubts: [(line: Int, reason: String)] = []

  static let types: Set<String> = [
    "A", "AAAA", "CNAME", "ALIAS", "ANAME", "DNAME", "NS", "MX", "TXT", "SRV", "CAA", "DS", "PTR",
    "SOA", "SPF", "TLSA", "SSHFP", "NAPTR", "DNSKEY", "HTTPS", "SVCB", "LOC", "URLFWD",
  ]
}
