import Detection
import Syntax

/// The names that a listener or a route answers for; none is every name.
struct HostReach {
  private let hosts: Set<String>

  init(_ nodes: [Node]) {
    let names = Set(nodes.compactMap { $0.text?.lowercased() }.filter { !$0.isEmpty })
    hosts = names.isEmpty ? ["*"] : names
  }

  /// Names here that none there answers for.
  func beyond(_ other: HostReach) -> [String] {
    if other.hosts.contains("*") { return [] }
    return hosts.filter { !other.answers(for: $0) }.sorted()
  }

  /// `*.example.com` answers for all names below it, and for `*.a.example.com`.
  private func answers(for host: String) -> Bool {
    if hosts.contains(host) { return true }
    var rest = host[...]
    if rest.hasPrefix("*.") { rest = rest.dropFirst(2) }
    while let dot = rest.firstIndex(of: ".") {
      rest = rest[rest.index(after: dot)...]
      if hosts.contains("*." + rest) { return true }
    }
    return false
  }

  /// What is said of the difference; nothing where both answer for the same names.
  static func observation(
    _ kind: Kind,
    from old: HostReach,
    to new: HostReach,
    line: Int?,
    oldLine: Int?,
    _ place: String,
    environments: [String]
  ) -> Observation? {
    let (gained, lost) = (new.beyond(old), old.beyond(new))
    guard !gained.isEmpty || !lost.isEmpty else { return nil }
    let direction: Direction =
      lost.isEmpty ? .widened : gained.isEmpty ? .narrowed : .incomparable
    let verbs =
      (gained.isEmpty ? [] : ["answers for \(shown(gained))"])
      + (lost.isEmpty ? [] : ["no longer answers for \(shown(lost))"])
    let isWide = gained.contains { $0.hasPrefix("*") }
    return Observation(
      kind,
      direction,
      direction == .narrowed ? .low : isWide ? .high : .medium,
      line: line,
      oldLine: oldLine,
      summary: verbs.joined(separator: " and ") + " " + place,
      environments: environments
    )
  }

  private static func shown(_ hosts: [String]) -> String {
    let names = hosts.prefix(4).map { $0 == "*" ? "every host" : $0 }.joined(separator: ", ")
    return hosts.count > 4 ? "\(names) and \(hosts.count - 4) more" : names
  }
}
