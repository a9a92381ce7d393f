import Detection
import Syntax

/// Says one difference of access in a sentence.
struct SQLSentence {
  let group: SQLComparison.Group
  let facts: [SQLFact]

  var observation: Observation {
    Observation(
      kind,
      group.direction,
      severity,
      line: group.line,
      oldLine: group.oldLine,
      summary: summary,
      data: Self.unique(facts.compactMap(Self.data))
    )
  }

  private var kind: Kind {
    switch group.topic {
    case .grant: SQLDetector.grant
    case .member: SQLDetector.membership
    case .attribute, .password: SQLDetector.role
    case .owner: SQLDetector.owner
    case .definer: SQLDetector.definer
    case .rowSecurity, .policy, .view: SQLDetector.rowSecurity
    case .masking: SQLDetector.masking
    case .network: SQLDetector.network
    case .destruction: SQLDetector.destruction
    }
  }

  private static func data(_ fact: SQLFact) -> String? {
    switch fact.topic {
    case .grant, .rowSecurity, .policy, .masking, .destruction, .view:
      fact.object.path.isEmpty ? nil : fact.object.path.joined(separator: ".")
    default: nil
    }
  }

  private var severity: Severity {
    guard group.direction != .narrowed, group.direction != .equal else { return .low }
    switch group.topic {
    case .grant: return facts.map(SQLWeight.of).max() ?? .medium
    case .member: return facts.map { SQLWeight.of(role: $0.what, option: $0.option) }.max() ?? .high
    case .attribute:
      return facts.contains { SQLWeight.isPower($0.what) } ? .critical : .medium
    case .destruction:
      return facts.contains { $0.object.kind != "TABLE" } ? .critical : .high
    case .rowSecurity, .masking, .owner, .network: return .critical
    case .policy: return group.direction == .widened ? .critical : .high
    case .password, .definer, .view: return .high
    }
  }

  // MARK: - Words

  private var summary: String {
    switch group.topic {
    case .grant: grantSummary
    case .member: memberSummary
    case .attribute: attributeSummary
    case .destruction: destructionSummary
    default: one
    }
  }

  /// `SELECT, INSERT on public.users to app`.
  private var grantSummary: String {
    let (verb, to) = grantVerb
    let whos = Self.unique(facts.map(\.who))
    let rights = Self.unique(facts.map(\.what))
    let objects = Self.unique(facts.map(\.object.denialWords))
    let on = objects == ["the server"] ? "" : " on \(Self.list(objects))"
    let option = group.option ? " with grant option" : ""
    return "\(verb) \(Self.list(rights, limit: 8))\(on) \(to) \(Self.list(whos))\(option)"
  }

  private var grantVerb: (String, String) {
    let denial = facts.contains { $0.object.kind.hasPrefix("DENIED") }
    return switch group.change {
    case .gives, .replaces: ("grants", "to")
    case .givesNoMore: ("no longer grants", "to")
    case .takes: denial ? ("denies", "to") : ("revokes", "from")
    case .takesNoMore: denial ? ("no longer denies", "to") : ("no longer revokes", "from")
    }
  }

  private var memberSummary: String {
    let whos = Self.list(Self.unique(facts.map(\.who)))
    let roles = Self.list(Self.unique(facts.map(\.what)))
    let option = group.option ? " with admin option" : ""
    return switch group.change {
    case .gives, .replaces: "makes \(whos) a member of \(roles)\(option)"
    case .givesNoMore: "no longer makes \(whos) a member of \(roles)\(option)"
    case .takes: "takes \(whos) out of \(roles)\(option)"
    case .takesNoMore: "no longer takes \(whos) out of \(roles)\(option)"
    }
  }

  private var attributeSummary: String {
    let whos = Self.list(Self.unique(facts.map(\.who)))
    let names = Self.list(Self.unique(facts.map(\.what)), limit: 8)
    if facts.allSatisfy({ $0.object.kind == "DROPPED" }) {
      return group.change == .takes ? "drops role \(whos)" : "no longer drops role \(whos)"
    }
    return switch group.change {
    case .gives: "gives \(names) to role \(whos)"
    case .givesNoMore: "no longer gives \(names) to role \(whos)"
    case .takes: "takes \(names) from role \(whos)"
    case .takesNoMore: "no longer takes \(names) from role \(whos)"
    case .replaces: "changes \(names) of role \(whos)"
    }
  }

  private var destructionSummary: String {
    let objects = Self.list(
      Self.unique(
        facts.map { "\($0.object.kind.asciiSmall) \($0.object.path.joined(separator: "."))" }
      )
    )
    let verbs = Self.unique(facts.map(\.what))
    let no = group.direction == .widened ? "" : "no longer "
    switch verbs.first {
    case "DROP": return "\(no)drops \(objects)"
    case "TRUNCATE": return "\(no)empties \(objects)"
    default: return "\(no)deletes every row of \(objects)"
    }
  }

  /// Facts of which one stands for a statement.
  private var one: String {
    guard let fact = facts.first else { return "" }
    let thing = SQLPhrase(fact: fact, change: group.change, direction: group.direction).words
    return facts.count == 1 ? thing : "\(thing), and \(facts.count &- 1) more"
  }

  static func list(_ items: [String], limit: Int = 3) -> String {
    guard items.count > limit else { return items.joined(separator: ", ") }
    return items.prefix(limit).joined(separator: ", ") + " and \(items.count &- limit) more"
  }

  static func unique(_ items: [String]) -> [String] {
    var seen: Set<String> = []
    return items.filter { seen.insert($0).inserted }
  }
}

extension SQLObject {
  fileprivate var denialWords: String {
    guard kind.hasPrefix("DENIED ") else { return words }
    return SQLObject(kind: String(kind.dropFirst(7)), path: path, column: column).words
  }
}
