import Detection
import Syntax

/// Lists of users, of places and of addresses, compared as sets.
enum SSHDLists {
  static let keywords = [
    "AllowUsers", "AllowGroups", "DenyUsers", "DenyGroups", "PermitOpen", "PermitListen",
    "ListenAddress",
  ]

  static func compare(_ old: SSHDSide, _ new: SSHDSide) -> Findings {
    var findings = Findings()
    for keyword in keywords where keyword != "ListenAddress" {
      for block in Set(old.blocks(with: keyword) + new.blocks(with: keyword)).sorted() {
        compare(keyword, block, old, new, &findings)
      }
    }
    addresses(old, new, &findings)
    return findings
  }

  private static func told(_ side: SSHDSide, _ keyword: String, _ block: String)
    -> (set: AllowedSet, line: Int)?
  {
    let lines = side.all(keyword, in: block)
    guard let first = lines.first else { return nil }
    let isPermit = keyword.hasPrefix("Permit")
    // The first of these holds, and of the others all.
    let words = isPermit ? first.words : lines.flatMap(\.words)
    if isPermit, words.map({ $0.lowercased() }) == ["any"] { return (.all, first.position.line) }
    if isPermit, words.map({ $0.lowercased() }) == ["none"] { return (.none, first.position.line) }
    let set = AllowedSet(isComplement: keyword.hasPrefix("Deny"), names: Set(words))
    return (set, lines.last?.position.line ?? first.position.line)
  }

  private static func compare(
    _ keyword: String,
    _ block: String,
    _ old: SSHDSide,
    _ new: SSHDSide,
    _ findings: inout Findings
  ) {
    let (before, after) = (told(old, keyword, block), told(new, keyword, block))
    guard old.exists && new.exists || !new.isWhole(block) else { return }
    let isOpen = before == nil || after == nil
    var direction = AllowedSet.direction(from: before?.set ?? .all, to: after?.set ?? .all)
    // Elsewhere another list may hold, and this one take its place.
    if isOpen, !new.isWhole(block) { direction = .incomparable }
    // An exclamation mark takes names out of a list of patterns.
    let names = (before?.set.names ?? []).union(after?.set.names ?? [])
    if names.contains(where: { $0.hasPrefix("!") }), direction != .equal {
      direction = .incomparable
    }
    guard direction != .equal else { return }
    if names.contains(where: SystemdUnit.isTemplate) {
      findings.doubt(after?.line, "a template stands in \(keyword)")
    }
    let (from, to) = (before?.set.text ?? "everything", after?.set.text ?? "everything")
    findings.observations.append(
      Observation(
        keyword.hasPrefix("Permit") ? SSHDDetector.guarded : SSHDDetector.login,
        direction,
        direction == .narrowed ? .low : .high,
        line: after?.line,
        oldLine: before?.line,
        summary: "changes what \(keyword) lets pass from \(from) to \(to) \(SSHDSide.place(block))"
      )
    )
  }

  /// Without any every address is listened on.
  private static func addresses(_ old: SSHDSide, _ new: SSHDSide, _ findings: inout Findings) {
    func read(_ side: SSHDSide) -> (set: AddressSet, line: Int)? {
      let lines = side.all("ListenAddress", in: "")
      guard let last = lines.last else { return nil }
      return (AddressSet(texts: lines.compactMap(\.words.first).flatMap(hosts)), last.position.line)
    }
    let (before, after) = (read(old), read(new))
    guard old.exists, new.exists, before != nil || after != nil else { return }
    let (from, to) = (before?.set ?? .world, after?.set ?? .world)
    let (gained, lost) = (to.subtracting(from), from.subtracting(to))
    guard !gained.isEmpty || !lost.isEmpty else { return }
    let direction: Direction =
      lost.isEmpty ? .widened : gained.isEmpty ? .narrowed : .incomparable
    findings.observations.append(
      Observation(
        SSHDDetector.listen,
        direction,
        direction == .narrowed ? .low : .high,
        line: after?.line,
        oldLine: before?.line,
        summary: gained.isEmpty
          ? "no longer listens on \(lost.text)" : "listens on \(gained.text)"
      )
    )
  }

  /// `host`, `host:port`, `[host]:port`; the unspecified address is every one.
  private static func hosts(_ word: String) -> [String] {
    var host = word[...]
    if host.hasPrefix("[") {
      host = host.dropFirst().prefix { $0 != "]" }
    } else if host.count(where: { $0 == ":" }) == 1 {
      host = host.prefix { $0 != ":" }
    }
    switch host {
    case "0.0.0.0": return ["0.0.0.0/0"]
    case "::": return ["::/0"]
    case "*": return ["0.0.0.0/0", "::/0"]
    default: return [String(host)]
    }
  }
}
