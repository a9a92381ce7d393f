import Syntax

/// Reads a zone as octoDNS has it: names as keys, one record or several below.
enum OctoDNSZone {
  /// `nil` where the text is no zone.
  static func records(of node: Node) -> DNSRecords? {
    guard let members = node.object, !members.isEmpty else { return nil }
    var result = DNSRecords()
    for member in members {
      for item in member.value.list {
        guard let type = item["type"]?.text?.uppercased(),
          item["value"] != nil || item["values"] != nil
        else {
          // Dynamic pools, or something else altogether.
          guard item["type"] != nil else { return nil }
          result.doubts.append((item.position.line, "a record without a value"))
          continue
        }
        let name = member.key.isEmpty ? "@" : member.key.lowercased()
        for value in (item["values"] ?? item["value"])?.list ?? [] {
          result.records.append(
            DNSRecords.Record(
              name: name,
              type: type,
              value: text(value),
              line: value.position.line
            )
          )
        }
        if item["dynamic"] != nil || item["geo"] != nil {
          result.doubts.append((item.position.line, "a record that answers by rules of its own"))
        }
      }
    }
    return result
  }

  private static func text(_ value: Node) -> String {
    if let text = value.text { return text.split(separator: "\\").joined() }
    let parts = [
      "preference", "priority", "weight", "port", "flags", "tag", "exchange", "target", "value",
    ]
    return parts.compactMap { value[$0]?.text }.joined(separator: " ")
  }
}
