import AWSPolicy
import Detection

/// How bad it would be if what is newly allowed were used.
struct PolicySeverity {
  let role: PolicyRole
  let owned: OwnAccounts

  func of(_ change: Change) -> Severity {
    switch role {
    case .trust: max(trust(change), .high)
    case .resource: max(reach(change), deed(change))
    case .identity, .boundary, .file: deed(change)
    }
  }

  /// By what may be done, and on how much.
  private func deed(_ change: Change) -> Severity {
    if change.statement.actions.isNegated { return .critical }
    let isWide = change.resources.isEmpty || change.resources.contains(where: PolicySeverity.isWide)
    let passesOnly = change.actionGlobs.allSatisfy { $0.text.lowercased() == "iam:passrole" }
    switch change.actionGlobs.map(ActionRisk.init).max() ?? .read {
    case .administration: return passesOnly && !isWide ? .high : .critical
    case .credentials, .exfiltration: return isWide ? .critical : .high
    case .write: return .high
    case .read: return .medium
    }
  }

  private func trust(_ change: Change) -> Severity {
    if isFree(change) { return .critical }
    let isOpenIdentity =
      change.principals.contains { $0.hasPrefix("Federated:") }
      && !change.statement.conditions.contains(where: PolicySeverity.namesSubject)
    return isOpenIdentity || isForeign(change) ? .critical : .high
  }

  private func reach(_ change: Change) -> Severity {
    if isFree(change) || isForeign(change) { return .critical }
    return change.principals.contains { $0.hasPrefix("AWS:") } ? .high : .medium
  }

  /// Anyone, from anywhere.
  private func isFree(_ change: Change) -> Bool {
    let isAnyone =
      change.principals.isEmpty || change.statement.principals?.isNegated == true
      || change.principals.contains { $0 == "*" || $0 == "AWS:*" }
    return isAnyone && !change.statement.conditions.contains { $0.names(PolicySeverity.origins) }
  }

  /// Accounts that a policy's list of own ones does not have.
  private func isForeign(_ change: Change) -> Bool {
    owned.isForeign(heldBy: change.statement.conditions)
      ?? change.principals.contains { owned.isForeign(principal: $0) }
  }

  /// Conditions that bind a request to someone.
  private static let origins: Set<String> = [
    "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn",
    "aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceip",
    "aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip", "aws:userid", "sts:externalid",
    "kms:calleraccount", "kms:viaservice", "s3:dataaccesspointaccount", "aws:resourceaccount",
  ]

  /// Whether a federated identity's subject is held to something: not `repo:*`, not `*`.
  private static func namesSubject(_ condition: Condition) -> Bool {
    guard condition.key.hasSuffix(":sub") || condition.key.hasSuffix(":aud"), !condition.isNegated,
      !condition.ifExists, condition.quantifier != .all
    else { return false }
    if condition.key.hasSuffix(":aud") { return !condition.key.contains("githubusercontent") }
    return condition.values.allSatisfy { !$0.text.hasPrefix("*") && !$0.text.hasPrefix("repo:*") }
  }

  static func isWide(_ resource: String) -> Bool {
    let fields = resource.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard fields.count == 6 else {
      return resource.hasPrefix("*") || (resource.hasPrefix("arn:") && resource.contains("*"))
    }
    return fields[5].hasPrefix("*")
      || ["role/*", "user/*", "secret:*", "parameter/*"].contains(fields[5])
  }

  static func account(ofRoot arn: String) -> String? {
    let fields = arn.split(separator: ":", omittingEmptySubsequences: false)
    return fields.count == 6 && fields[5] == "root" ? String(fields[4]) : nil
  }
}

extension Condition {
  fileprivate func names(_ keys: Set<String>) -> Bool {
    bindsAlways && keys.contains(key) && !values.contains(where: \.isEverything)
  }
}
