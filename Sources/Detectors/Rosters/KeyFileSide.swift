import Detection
import Syntax

/// The keys of one side, each with its conditions.
struct KeyFileSide {
  private struct Entry {
    let name: String
    let line: KeyLine
    let isOpaque: Bool
    /// As summaries name it.
    let shown: String
  }

  private var entries: [Entry] = []

  init(_ bytes: [UInt8], _ format: KeyLine.Format) throws(SyntaxError) {
    try SyntaxLimits.small.check(bytes)
    let templates = try Templates.takeOut(of: bytes)
    var counts: [String: Int] = [:]
    for line in try KeyLine.read(templates.bytes, as: format) {
      // The same key can stand in several lines, each with conditions of its own.
      let base = line.type + " " + line.key
      let count = counts[base, default: 0]
      counts[base] = count + 1
      let text = [line.principals, line.key] + line.options.compactMap(\.value)
      entries.append(
        Entry(
          name: count == 0 ? base : "\(base) \(count)",
          line: line,
          isOpaque: text.contains { templates.restored($0) != $0 },
          shown: Self.shown(line)
        )
      )
    }
  }

  /// Options and principals are said of keys that both sides have.
  func items(beside other: KeyFileSide) -> [AccessItem] {
    let known = Dictionary(other.entries.map { ($0.name, $0.line) }) { first, _ in first }
    return entries.flatMap { entry in
      guard let line = known[entry.name] else { return [key(entry)] }
      let options = KeyOptionItems(line: entry.line, slot: entry.name, beside: line)
      return [key(entry)] + principals(entry) + options.items
    }
  }

  private func key(_ entry: Entry) -> AccessItem {
    let shown = entry.shown
    let options = entry.line.options.map(\.name).joined(separator: ", ")
    let isOpen = options.isEmpty ? "" : " (\(options))"
    let whom = entry.line.principals.isEmpty ? "" : " for \(entry.line.principals)"
    return AccessItem(
      kind: KeyFileDetector.key,
      slot: entry.name,
      severity: .high,
      line: entry.line.position.line,
      comes: "adds the key \(shown)\(whom)\(isOpen)",
      goes: "removes the key \(shown)\(whom)",
      isOpaque: entry.isOpaque
    )
  }

  private func principals(_ entry: Entry) -> [AccessItem] {
    entry.line.principals.split(separator: ",").map { principal in
      let isGuard = principal.hasPrefix("!")
      let shown = entry.shown
      return AccessItem(
        kind: KeyFileDetector.principal,
        slot: entry.name + "\u{0}" + principal,
        isGuard: isGuard,
        severity: .high,
        line: entry.line.position.line,
        comes: isGuard
          ? "keeps the key \(shown) from signing for '\(principal.dropFirst())'"
          : "lets the key \(shown) sign for '\(principal)'",
        goes: isGuard
          ? "no longer keeps the key \(shown) from signing for '\(principal.dropFirst())'"
          : "no longer lets the key \(shown) sign for '\(principal)'",
        isOpaque: entry.isOpaque
      )
    }
  }

  static func shown(_ line: KeyLine) -> String {
    let name = line.comment.isEmpty ? "" : " of '\(line.comment)'"
    // Keys of tokens end in what they are for, which is the same for most.
    let isToken = line.type.hasPrefix("sk-")
    let end = (isToken ? line.key.dropLast(12) : line.key[...]).suffix(8)
    return "\(line.type) …\(end)\(isToken ? "…" : "")\(name)"
  }
}

/// The options of a key as what they give and hold back.
private struct KeyOptionItems {
  let line: KeyLine
  let slot: String
  private let others: Set<String>

  init(line: KeyLine, slot: String, beside other: KeyLine) {
    self.line = line
    self.slot = slot
    others = Set(other.options.map(\.name))
  }

  /// What lets the key do more than it could without.
  private static let gifts: Set<String> = [
    "cert-authority", "no-touch-required", "pty", "port-forwarding", "agent-forwarding",
    "x11-forwarding", "user-rc", "environment", "tunnel",
  ]

  var items: [AccessItem] {
    let names = Set(line.options.map(\.name)).sorted()
    return names.flatMap { name in
      let values = line.options.filter { $0.name == name }.compactMap(\.value)
      return Self.gifts.contains(name)
        ? [gift(name, values)] : [guarded(name, values)] + parts(name, values)
    }
  }

  private func gift(_ name: String, _ values: [String]) -> AccessItem {
    item(
      name,
      isGuard: false,
      value: values.joined(separator: ","),
      comes: "lets \(key) use '\(name)'",
      goes: "no longer lets \(key) use '\(name)'"
    )
  }

  private func guarded(_ name: String, _ values: [String]) -> AccessItem {
    var value: String?
    var rank: Int?
    if !Self.lists.contains(name) {
      value = values.joined(separator: ",")
      rank = values.first.flatMap { Self.rank(name, $0) }
    }
    return item(
      name,
      isGuard: true,
      rank: rank,
      value: value,
      comes: "binds \(key) by '\(name)'",
      goes: "no longer binds \(key) by '\(name)'"
    )
  }

  /// Options whose value is what they let through.
  private static let lists: Set<String> = [
    "from", "namespaces", "permitopen", "permitlisten", "principals",
  ]

  private func parts(_ name: String, _ values: [String]) -> [AccessItem] {
    guard Self.lists.contains(name), others.contains(name) else { return [] }
    return values.flatMap { $0.split(separator: ",").map(String.init) }.map { part in
      let isGuard = part.hasPrefix("!")
      return AccessItem(
        kind: KeyFileDetector.option,
        slot: "\(slot)\u{0}\(name)\u{0}\(part)",
        isGuard: isGuard,
        severity: .high,
        line: line.position.line,
        comes: "adds '\(part)' to '\(name)' of \(key)",
        goes: "removes '\(part)' from '\(name)' of \(key)"
      )
    }
  }

  /// A date as a number, so that the tighter of two guards has more.
  private static func rank(_ name: String, _ value: String) -> Int? {
    let digits = value.filter { $0.isASCII && $0.isNumber }
    guard digits.utf8.count == value.utf8.count - (value.hasSuffix("Z") ? 1 : 0),
      let number = Int(digits.prefix(14) + String(repeating: "0", count: max(0, 14 - digits.count)))
    else { return nil }
    switch name {
    case "valid-before", "expiry-time": return -number
    case "valid-after": return number
    default: return nil
    }
  }

  private var key: String { "the key " + KeyFileSide.shown(line) }

  private func item(
    _ name: String,
    isGuard: Bool,
    rank: Int? = nil,
    value: String?,
    comes: String,
    goes: String
  ) -> AccessItem {
    AccessItem(
      kind: KeyFileDetector.option,
      slot: "\(slot)\u{0}\(name)",
      isGuard: isGuard,
      rank: rank,
      value: value,
      severity: .high,
      line: line.position.line,
      comes: comes,
      goes: goes,
      subject: "'\(name)' of \(key)"
    )
  }
}
