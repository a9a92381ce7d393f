import Syntax

/// Reads master files as RFC 1035 has them.
struct ZoneFile {
  private(set) var records = DNSRecords()
  private var origin = ""
  private var owner = "@"

  init(_ bytes: [UInt8]) throws(SyntaxError) {
    guard bytes.count <= SyntaxLimits().bytes else {
      throw SyntaxError(
        "longer than \(SyntaxLimits().bytes) bytes",
        at: Position(line: 1, column: 1)
      )
    }
    let text = String(decoding: bytes, as: UTF8.self)
    var open: (fields: [String], line: Int, startsBlank: Bool)?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let (fields, opens, closes) = Self.fields(line)
      let first = line.first
      let wasOpen = open != nil
      var entry = open ?? ([], index + 1, first == " " || first == "\t")
      // Taken out, so that it grows in its place.
      open = nil
      entry.fields += fields
      if (wasOpen || opens) && !closes {
        open = entry
        continue
      }
      if !entry.fields.isEmpty { take(entry.fields, entry.line, entry.startsBlank) }
    }
    if let open {
      throw SyntaxError(
        "a parenthesis that is not closed",
        at: Position(line: open.line, column: 1)
      )
    }
  }

  /// Words of a line without its comment; quoted text is one word.
  private static func fields(_ line: Substring) -> ([String], opens: Bool, closes: Bool) {
    var fields: [String] = []
    var word = ""
    var (isQuoted, wasQuoted, opens, closes) = (false, false, false, false)
    func close() {
      if !word.isEmpty || wasQuoted { fields.append(word) }
      word = ""
      wasQuoted = false
    }
    for character in line {
      if isQuoted {
        if character == "\"" { isQuoted = false } else { word.append(character) }
        continue
      }
      if character == ";" { break }
      switch character {
      case "\"": (isQuoted, wasQuoted) = (true, true)
      case "(":
        close()
        opens = true
      case ")":
        close()
        closes = true
      case " ", "\t", "\r": close()
      default: word.append(character)
      }
    }
    close()
    return (fields, opens, closes)
  }

  private mutating func take(_ fields: [String], _ line: Int, _ startsBlank: Bool) {
    var fields = fields[...]
    guard let first = fields.first else { return }
    if first.hasPrefix("$") {
      directive(Array(fields), line)
      return
    }
    if !startsBlank {
      owner = full(first)
      fields = fields.dropFirst()
    }
    // A time to live and a class may stand before the type, in either order.
    while let next = fields.first,
      Self.isTime(next) || ["IN", "CH", "HS"].contains(next.uppercased())
    {
      fields = fields.dropFirst()
    }
    guard let type = fields.first?.uppercased() else { return }
    guard DNSRecords.types.contains(type) else {
      records.doubts.append((line, "a record of the unknown type '\(type)'"))
      return
    }
    var values = Array(fields.dropFirst())
    if type == "SOA" { values = Array(values.prefix(2)) }
    let isText = type == "TXT" || type == "SPF"
    let value = isText ? values.joined() : values.map { name($0, type) }.joined(separator: " ")
    records.records.append(DNSRecords.Record(name: owner, type: type, value: value, line: line))
  }

  private mutating func directive(_ fields: [String], _ line: Int) {
    switch fields[0].uppercased() {
    case "$ORIGIN":
      origin = fields.count > 1 ? fields[1].lowercased() : ""
      if records.origin == nil { records.origin = origin }
    case "$TTL": break
    default: records.doubts.append((line, "'\(fields[0])' brings in what stands elsewhere"))
    }
  }

  private static func isTime(_ text: String) -> Bool {
    guard let first = text.first, first.isNumber else { return false }
    return text.allSatisfy { $0.isNumber || "smhdwSMHDW".contains($0) }
  }

  /// A name under the origin that holds here.
  private func full(_ name: String) -> String {
    let lower = name.lowercased()
    if lower == "@" || lower == origin { return origin.isEmpty ? "@" : origin }
    if lower.hasSuffix(".") || origin.isEmpty { return lower }
    return "\(lower).\(origin)"
  }

  private func name(_ value: String, _ type: String) -> String {
    let named: Set<String> = ["CNAME", "NS", "MX", "SRV", "PTR", "ALIAS", "ANAME", "DNAME"]
    guard named.contains(type), Int(value) == nil else { return value }
    return full(value)
  }
}
