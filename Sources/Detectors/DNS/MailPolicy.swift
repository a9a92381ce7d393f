import Detection

/// Who may send mail in a domain's name.
enum MailPolicy {
  /// The mechanisms of SPF, and what is made of everybody else.
  static func senders(_ record: DNSRecords.Record) -> [Fact] {
    let words = record.value.lowercased().split(separator: " ").dropFirst().map(String.init)
    var facts: [Fact] = []
    var rank = 2
    var word = "nothing said"
    for item in words {
      if item.hasSuffix("all"), item.count <= 4 {
        rank = ["-all": 0, "~all": 1, "?all": 2][item] ?? 3
        word = item
      } else if !item.hasPrefix("-") {
        facts.append(fact(record, "SPF \(item)", 1, nil, "SPF '\(item)'", .high))
      }
    }
    facts.append(fact(record, "SPF all", rank - 3, word, "SPF's rest", .high))
    return facts
  }

  /// What becomes of mail that fails, and for how much of it.
  static func consequences(_ record: DNSRecords.Record) -> [Fact] {
    var tags: [String: String] = [:]
    for part in record.value.split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      let trimmed = pair.map { $0.filter { $0 != " " } }
      tags[trimmed[0].lowercased()] = trimmed[1]
    }
    let ranks = ["reject": -2, "quarantine": -1, "none": 0]
    let policy = tags["p"]?.lowercased() ?? "none"
    var facts = [fact(record, "DMARC p", ranks[policy] ?? 0, policy, "DMARC policy", .high)]
    if let sub = tags["sp"]?.lowercased(), ranks[sub] ?? 0 > ranks[policy] ?? 0 {
      facts.append(fact(record, "DMARC sp", 1, sub, "DMARC policy of subdomains", .high))
    }
    if let share = tags["pct"].flatMap(Int.init), 0..<100 ~= share {
      facts.append(fact(record, "DMARC pct", 100 - share, "\(share)", "DMARC share", .medium))
    }
    for key in ["rua", "ruf"] {
      for address in (tags[key] ?? "").split(separator: ",") {
        facts.append(
          fact(record, "DMARC \(key) \(address)", 1, nil, "reports to \(address)", .medium)
        )
      }
    }
    return facts
  }

  private static func fact(
    _ record: DNSRecords.Record,
    _ aspect: String,
    _ rank: Int,
    _ value: String?,
    _ noun: String,
    _ severity: Severity
  ) -> Fact {
    Fact(
      DNSRule.mail,
      slot: "\(record.name) \(aspect)",
      rank: rank,
      value: value,
      severity,
      line: record.line,
      noun,
      "for \(record.shown)"
    )
  }
}
