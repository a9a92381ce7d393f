import AWSPolicy
import Detection

/// Says in a reviewer's words what a change of a policy does.
struct PolicyWords {
  let subject: String?
  let role: PolicyRole

  var kind: Kind {
    switch role {
    case .identity, .file: AWSKinds.policy
    case .trust: AWSKinds.trust
    case .resource: AWSKinds.resource
    case .boundary: AWSKinds.boundary
    }
  }

  func gain(_ change: Change) -> String {
    let what = what(change)
    switch (role, change.cause) {
    case (.trust, .granted), (.trust, .principal):
      return "lets \(who(change)) \(deed(change))\(under(change))"
    case (.trust, .denial), (.trust, .idleDenial):
      return "no longer denies \(who(change)) to \(deed(change))"
    case (.trust, .condition(let keys, let removed)):
      return
        "\(removed ? "removes" : "loosens") \(conditions(keys)) for \(who(change)) to \(deed(change))"
    case (.resource, .granted), (.resource, .principal):
      return "lets \(who(change)) use \(what)\(of)\(under(change))"
    case (.boundary, .granted), (.boundary, .principal):
      return "lets the boundary\(of) include \(what)\(under(change))"
    case (_, .granted), (_, .principal): return "adds \(what)\(to)\(under(change))"
    case (_, .condition(let keys, let removed)):
      return removed
        ? "removes \(conditions(keys)) from \(what)\(of)"
        : "loosens \(conditions(keys)) on \(what)\(of)"
    case (_, .denial), (_, .idleDenial): return "no longer denies \(what)\(by(change))\(to)"
    }
  }

  func loss(_ change: Change) -> String {
    let what = what(change)
    switch (role, change.cause) {
    case (.trust, .granted), (.trust, .principal):
      return "no longer lets \(who(change)) \(deed(change))"
    case (.trust, .denial), (.trust, .idleDenial): return "denies \(who(change)) to \(deed(change))"
    case (.trust, .condition(let keys, let removed)):
      return
        "\(removed ? "adds" : "tightens") \(conditions(keys)) for \(who(change)) to \(deed(change))"
    case (.resource, .granted), (.resource, .principal):
      return "no longer lets \(who(change)) use \(what)\(of)"
    case (.boundary, .granted), (.boundary, .principal):
      return "takes \(what) out of the boundary\(of)"
    case (_, .granted), (_, .principal):
      return "removes \(what)" + (subject.map { " from " + $0 } ?? "")
    case (_, .condition(let keys, let removed)):
      return removed
        ? "adds \(conditions(keys)) to \(what)\(of)"
        : "tightens \(conditions(keys)) on \(what)\(of)"
    case (_, .denial), (_, .idleDenial): return "denies \(what)\(by(change))\(to)"
    }
  }

  private var to: String { subject.map { " to " + $0 } ?? "" }
  private var of: String { subject.map { " of " + $0 } ?? "" }

  private func what(_ change: Change) -> String {
    let resources = change.resources.isEmpty ? "" : " on " + PolicyWords.list(change.resources)
    return PolicyWords.list(change.actions) + resources
  }

  private func deed(_ change: Change) -> String {
    let isTaking = change.actions.contains { action in
      let name = action.lowercased()
      return name.hasPrefix("sts:assumerole") || name == "*" || name == "sts:*"
    }
    let object = subject ?? "the role"
    return isTaking ? "assume \(object)" : "use \(PolicyWords.list(change.actions)) on \(object)"
  }

  private func who(_ change: Change) -> String {
    change.principals.isEmpty ? "anyone" : PolicyWords.list(change.principals.map(PolicyWords.name))
  }

  private func by(_ change: Change) -> String {
    role == .resource && !change.principals.isEmpty ? " by " + who(change) : ""
  }

  private func under(_ change: Change) -> String {
    let keys = Set(change.statement.conditions.map(\.keyText)).sorted()
    return keys.isEmpty ? "" : " under conditions on " + PolicyWords.list(keys)
  }

  private func conditions(_ keys: [String]) -> String {
    (keys.count == 1 ? "the condition " : "the conditions ") + PolicyWords.list(keys)
  }

  /// `account 123456789012`, `anyone`, or the principal as it is written.
  static func name(_ principal: String) -> String {
    if principal == "*" { return "anyone" }
    for prefix in ["AWS:", "Service:", "Federated:", "CanonicalUser:"]
    where principal.hasPrefix(prefix) {
      let rest = String(principal.dropFirst(prefix.count))
      return PolicySeverity.account(ofRoot: rest).map { "account " + $0 } ?? rest
    }
    return principal
  }

  static func list(_ texts: [String]) -> String {
    let shown = texts.prefix(4).joined(separator: ", ")
    return texts.count > 4 ? "\(shown) and \(texts.count - 4) more" : shown
  }
}
