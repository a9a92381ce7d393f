import Detection

/// Records that hold others to keys: without any, each key is believed.
enum PinnedKeys {
  static let types: Set<String> = ["TLSA", "SMIMEA", "SSHFP"]

  static func facts(_ record: DNSRecords.Record) -> [Fact] {
    func fact(_ slot: String, _ rank: Int, owner: String? = nil, _ noun: String) -> Fact {
      Fact(
        DNSRule.authority,
        slot: "\(record.name) \(record.type) \(slot)",
        rank: rank,
        owner: owner,
        .high,
        line: record.line,
        noun,
        "for \(record.shown)"
      )
    }
    let owner = "\(record.type) \(record.name)"
    return [
      fact("held", -1, "\(record.type) records"),
      fact(record.value, 1, owner: owner, "\(record.type) \(record.value.prefix(60))"),
    ]
  }
}
