import AWSPolicy
import Detection

/// Whether a policy gives, or takes what others give: to detach one that denies gives more.
enum PolicyEffect {
  case allows, denies, both, unknown

  init(_ document: Term) {
    let statements = document["Statement"]?.list ?? []
    let effects = statements.map { $0["Effect"]?.literal }
    let allows = effects.contains("Allow"), denies = effects.contains("Deny")
    if statements.isEmpty || !effects.allSatisfy({ $0 == "Allow" || $0 == "Deny" }) {
      self = denies ? .both : .unknown
    } else {
      self = allows && denies ? .both : denies ? .denies : .allows
    }
  }

  /// Of a policy that is known by its name alone.
  init(named name: String) {
    if let name = ManagedPolicy.name(of: name) {
      self =
        name == "AWSDenyAll" || name.hasPrefix("AWSCompromisedKeyQuarantine") ? .denies : .allows
    } else {
      self = Self.mayForbid(name) ? .both : .unknown
    }
  }

  /// A policy by whose name it may be there to forbid: with it there may be less.
  static func mayForbid(_ name: String) -> Bool {
    let name = name.lowercased()
    return [
      "deny", "denies", "mfa", "boundary", "restrict", "force", "guard", "limit", "block",
      "prevent",
      "quarantine", "forbid", "lockdown", "revoke",
    ]
    .contains(where: name.contains)
  }

  /// Who joins a group gains what it allows, whatever it denies its members besides.
  func direction(comes: Bool, joins: Bool = false) -> Direction {
    switch self {
    case .allows, .unknown: comes ? .widened : .narrowed
    case .denies: comes ? .narrowed : .widened
    case .both: comes && joins ? .widened : .incomparable
    }
  }
}
