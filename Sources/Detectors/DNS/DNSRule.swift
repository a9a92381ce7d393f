import Detection

/// What a change of records gives to others.
enum DNSRule {
  static let record = Kind(
    "record",
    of: .dns,
    title: "A name leads elsewhere",
    help:
      "Whoever is at the other end of a name gets its visitors, their cookies, and certificates for it.",
    example: Kind.Example(
      path: "zones/example.com.zone",
      old: example("www IN CNAME web.example.com."),
      new: example("www IN CNAME pages.example.net.")
    )
  )
  static let delegation = Kind(
    "delegation",
    of: .dns,
    title: "A part of the zone is delegated",
    help: "Whoever runs the named servers says what stands under the name, certificates included.",
    example: Kind.Example(
      path: "zones/example.com.zone",
      old: example("www IN A 192.0.2.1"),
      new: example("www IN A 192.0.2.1\nlab IN NS ns1.example.net.")
    )
  )
  static let mail = Kind(
    "mail",
    of: .dns,
    title: "Mail goes elsewhere, or more may send it",
    help:
      "MX says who receives the domain's mail; SPF, DKIM and DMARC say who may send in its name, and what becomes of the rest.",
    example: Kind.Example(
      path: "zones/example.com.zone",
      old: example("@ IN TXT \"v=spf1 mx -all\""),
      new: example("@ IN TXT \"v=spf1 mx ~all\"")
    )
  )
  static let authority = Kind(
    "certificate-authority",
    of: .dns,
    title: "Other authorities may issue certificates",
    help: "CAA records hold certificates to the authorities they name; without any, all may issue.",
    example: Kind.Example(
      path: "zones/example.com.zone",
      old: example("@ IN CAA 0 issue \"letsencrypt.org\""),
      new: example("@ IN A 192.0.2.1")
    )
  )
  static let kinds = [record, delegation, mail, authority]

  private static func example(_ line: String) -> String { "$ORIGIN example.com.\n\(line)\n" }

  /// `owned` are the names that are the organisation's own.
  static func facts(of zone: DNSRecords, beside other: DNSRecords, owned: OwnedNames) -> Facts {
    var facts = CertificateAuthorities(zone).facts(beside: CertificateAuthorities(other))
    for record in zone.records where record.type != "CAA" {
      facts.owners.insert("\(record.type) \(record.name)")
      if ["MX", "NS", "SOA", "DS"].contains(record.type) {
        facts.add(special(record))
      } else if PinnedKeys.types.contains(record.type) {
        facts.add(PinnedKeys.facts(record))
      } else if record.type == "TXT" || record.type == "SPF" {
        let mail = MailPolicy.facts(record)
        // Whom SPF names is somebody to tell of only where it lets not everybody send.
        if mail?.contains(where: MailPolicy.holds) ?? false {
          facts.owners.insert(MailPolicy.owner(record))
        }
        facts.add(mail ?? [text(record)])
      } else {
        facts.add(address(record, owned))
      }
    }
    facts.add(MailPolicy.doubled(zone))
    return facts
  }

  private static func address(_ record: DNSRecords.Record, _ owned: OwnedNames) -> Fact {
    let leaves = record.target.map { !owned.contains($0) } ?? false
    return Fact(
      Self.record,
      slot: "\(record.name) \(record.type) \(record.value)",
      record.isWildcard || leaves ? .high : .medium,
      line: record.line,
      "\(record.type) \(record.value)",
      "for \(record.shown)"
    )
  }

  private static func special(_ record: DNSRecords.Record) -> [Fact] {
    func fact(_ kind: Kind, rank: Int = 1, _ severity: Severity, owner: String? = nil) -> Fact {
      Fact(
        kind,
        slot: "\(record.name) \(record.type) \(record.value)",
        rank: rank,
        value: rank == 0 ? "" : nil,
        owner: owner,
        severity,
        line: record.line,
        "\(record.type) \(record.value)",
        "for \(record.shown)"
      )
    }
    switch record.type {
    case "NS": return [fact(delegation, .critical)]
    case "DS": return [fact(delegation, rank: -1, .high)]
    case "SOA": return [fact(delegation, rank: 0, .medium, owner: "SOA \(record.name)")]
    default: return [fact(mail, .high)]
    }
  }

  /// Keys of mail, and words to strangers' services, who take them for proof that the domain is theirs.
  private static func text(_ record: DNSRecords.Record) -> Fact {
    let isKey =
      record.value.lowercased().hasPrefix("v=dkim1") || record.name.contains("._domainkey")
    return Fact(
      isKey ? mail : Self.record,
      slot: "\(record.name) \(record.type) \(record.value)",
      value: nil,
      isKey ? .high : .medium,
      line: record.line,
      "\(record.type) '\(record.value.prefix(60))'",
      "for \(record.shown)"
    )
  }
}
