import Detection

/// Who may send mail in a domain's name, and how it is received.
enum MailPolicy {
  static func facts(_ record: DNSRecords.Record) -> [Fact]? {
    // Nobody looks at what has the old type of its own.
    guard record.type == "TXT" else { return nil }
    let lower = record.value.lowercased()
    if lower == "v=spf1" || lower.hasPrefix("v=spf1 ") { return senders(record) }
    if lower.hasPrefix("v=dmarc1") { return consequences(record) }
    // Without the record mail is sent in the clear to whoever answers; another id is another policy.
    if lower.hasPrefix("v=stsv1") {
      return [fact(record, "MTA-STS", -1, record.value, "MTA-STS", .high)]
    }
    if lower.hasPrefix("v=tlsrptv1") {
      return [fact(record, "TLSRPT", 0, record.value, "reports of connections", .medium)]
    }
    return nil
  }

  static func owner(_ record: DNSRecords.Record) -> String { "SPF \(record.name)" }

  /// Whether it is SPF's word on everybody else, and one that keeps somebody out.
  static func holds(_ fact: Fact) -> Bool { fact.slot.hasSuffix(" SPF all") && fact.rank < 0 }

  /// Of several records with one word none holds.
  static func doubled(_ zone: DNSRecords) -> [Fact] {
    let words = ["v=spf1", "v=dmarc1", "v=stsv1"]
    let texts = zone.records.filter { $0.type == "TXT" }
    return words.flatMap { word -> [Fact] in
      Dictionary(grouping: texts.filter { $0.value.lowercased().hasPrefix(word) }) { $0.name }
        .values.compactMap { records in
          guard records.count > 1, let last = records.last else { return nil }
          let noun = "more than one '\(word)', of which none holds,"
          return fact(last, "\(word) doubled", 1, nil, noun, .high)
        }
    }
  }

  /// The mechanisms of SPF up to the first `all`, which decides, and what it makes of everybody else.
  private static func senders(_ record: DNSRecords.Record) -> [Fact] {
    let words = record.value.lowercased().split(separator: " ").dropFirst().map(String.init)
    var facts: [Fact] = []
    for item in words {
      let mechanism = item.drop { "+-~?".contains($0) }
      if mechanism == "all" {
        let rank = ["-all": 0, "~all": 1, "?all": 2][item] ?? 3
        return facts + [fact(record, "SPF all", rank - 3, item, "SPF's rest", .high)]
      }
      // What is held back before the rest is asked may be let through by the rest.
      let rank = mechanism == item || item.hasPrefix("+") ? 1 : 0
      facts.append(
        fact(record, "SPF \(item)", rank, nil, "SPF '\(item)'", .high, owner: owner(record))
      )
    }
    return facts + [fact(record, "SPF all", -1, "nothing said", "SPF's rest", .high)]
  }

  /// What becomes of mail that fails, and for how much of it.
  private static func consequences(_ record: DNSRecords.Record) -> [Fact] {
    var tags: [String: String] = [:]
    for part in record.value.split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { continue }
      let trimmed = pair.map { $0.filter { $0 != " " } }
      tags[trimmed[0].lowercased()] = trimmed[1].lowercased()
    }
    let policy = tags["p"] ?? "none"
    let sub = tags["sp"] ?? policy
    let policies = [
      ("p", policy, "DMARC policy"), ("sp", sub, "DMARC policy of subdomains"),
      ("np", tags["np"] ?? sub, "DMARC policy of names that are not there"),
    ]
    var facts = policies.map { tag, word, noun in
      fact(record, "DMARC \(tag)", ["reject": -2, "quarantine": -1][word] ?? 0, word, noun, .high)
    }
    for tag in ["adkim", "aspf"] where tags[tag] == "s" {
      facts.append(fact(record, "DMARC \(tag)", -1, nil, "DMARC '\(tag)=s'", .medium))
    }
    if tags["t"] == "y" { facts.append(fact(record, "DMARC t", 1, nil, "DMARC 't=y'", .high)) }
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
    _ severity: Severity,
    owner: String? = nil
  ) -> Fact {
    Fact(
      DNSRule.mail,
      slot: "\(record.name) \(aspect)",
      rank: rank,
      value: value,
      owner: owner,
      severity,
      line: record.line,
      noun,
      "for \(record.shown)"
    )
  }
}
