import Detection

/// Who may issue certificates for a name: its own CAA records, or else those of the nearest name above it.
struct CertificateAuthorities {
  private let records: [String: [DNSRecords.Record]]

  init(_ zone: DNSRecords) {
    records = Dictionary(grouping: zone.records.filter { $0.type == "CAA" }) { $0.name }
  }

  /// What holds for every name that has records on one side, where the other side's may be a parent's.
  func facts(beside other: CertificateAuthorities) -> Facts {
    var facts = Facts()
    for name in Set(records.keys).union(other.records.keys) {
      // Of wildcards the word on all certificates holds, and need not be told twice.
      for property in Self.properties
      where !of(name, property).isEmpty || !other.of(name, property).isEmpty {
        add(name, property, to: &facts)
      }
      for record in records[name] ?? [] where Self.property(of: record) == "iodef" {
        facts.add(
          Fact(
            DNSRule.authority,
            slot: "\(name) \(record.value)",
            rank: 0,
            value: "",
            .low,
            line: record.line,
            "CAA \(record.value)",
            "for \(record.shown)"
          )
        )
      }
    }
    return facts
  }

  private static let properties = ["issue", "issuewild", "issuemail"]

  private func add(_ name: String, _ property: String, to facts: inout Facts) {
    var holding = of(name, property)
    if property == "issuewild", holding.isEmpty { holding = of(name, "issue") }
    guard let first = holding.first else { return }
    let owner = "\(property) \(name)"
    let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
    let shown = property == "issuewild" ? "*.\(bare)" : bare
    facts.owners.insert(owner)
    func fact(_ slot: String, _ rank: Int, _ line: Int, _ noun: String) -> Fact {
      Fact(
        DNSRule.authority,
        slot: "\(owner) \(slot)",
        rank: rank,
        // Without any word all may issue: the first word narrows.
        owner: rank < 0 ? nil : owner,
        .high,
        line: line,
        noun,
        "for \(shown)"
      )
    }
    facts.add(fact("held", -1, first.line, "CAA records"))
    for record in holding {
      // `;` names nobody.
      guard let last = record.value.split(separator: " ").last, last != ";", last != property else {
        continue
      }
      facts.add(fact(record.value, 1, record.line, "CAA \(record.value)"))
    }
  }

  private func of(_ name: String, _ property: String) -> [DNSRecords.Record] {
    holding(name).filter { Self.property(of: $0) == property }
  }

  /// The records of the name, or of the nearest one above that has any.
  private func holding(_ name: String) -> [DNSRecords.Record] {
    var name = name
    while true {
      if let own = records[name] { return own }
      guard let dot = name.firstIndex(of: ".") else { return records["@"] ?? [] }
      name = String(name[name.index(after: dot)...])
    }
  }

  private static func property(of record: DNSRecords.Record) -> String? {
    let words = record.value.split(separator: " ")
    return words.count > 1 ? words[1].lowercased() : nil
  }
}
