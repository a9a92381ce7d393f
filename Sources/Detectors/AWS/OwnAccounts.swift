import AWSPolicy

/// Which of AWS's accounts and organizations are one's own.
///
/// Patterns, roots' ARNs and ids of organizations (`o-…`) may be listed. Whatever is not known counts as foreign, but
/// for what names the account that one's own credentials are of.
struct OwnAccounts: Sendable {
  private let accounts: [[UInt8]]
  private let organizations: [[UInt8]]

  init(_ owned: [String]) {
    organizations = owned.filter { $0.hasPrefix("o-") }.map { Array($0.utf8) }
    accounts = owned.compactMap { entry in
      let name = Self.account(of: entry) ?? entry
      let isNumber = name.utf8.contains { (0x30...0x39).contains($0) }
      return isNumber && name.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2A }
        ? Array(name.utf8) : nil
    }
  }

  /// The account that an ARN, or a number of twelve digits, is of; `nil` where it names none.
  static func account(of principal: String) -> String? {
    let text = principal.hasPrefix("AWS:") ? principal.dropFirst(4) : principal[...]
    let bytes = Array(text.utf8)
    if bytes.count == 12, bytes.allSatisfy({ (0x30...0x39).contains($0) }) { return String(text) }
    if bytes.starts(with: "${".utf8), isCallers(String(text)) { return String(text) }
    guard bytes.starts(with: "arn:".utf8) else { return nil }
    var fields: [[UInt8]] = [[]]
    var depth = 0
    // What is not known stands in braces, with whatever colons it has.
    for byte in bytes {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if byte == UInt8(ascii: ":"), depth == 0 {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields.count > 5 ? String(decoding: fields[4], as: UTF8.self) : nil
  }

  /// Whether a principal is of an account that is not listed; never where none is listed.
  func isForeign(principal: String) -> Bool {
    guard !accounts.isEmpty, let account = Self.account(of: principal), !account.isEmpty else {
      return false
    }
    return !isOwn(account: account)
  }

  private func isOwn(account: String) -> Bool {
    Self.isCallers(account)
      || accounts.contains { Wildcard.matches(Array(account.utf8), pattern: $0) }
  }

  private func isOwn(organization: String) -> Bool {
    Self.isCallers(organization)
      || organizations.contains { Wildcard.matches(Array(organization.utf8), pattern: $0) }
  }

  /// `data.aws_caller_identity.me.account_id`, an account that the same Terraform makes, a template's own account.
  static func isCallers(_ text: String) -> Bool {
    ["data.aws_caller_identity.", "aws_organizations_", "AWS::AccountId"].contains {
      text.hasPrefix("${") && text.contains($0)
    }
  }

  // MARK: - What a statement's conditions hold its principals to

  /// `nil` where they say nothing of whose the caller is.
  func isForeign(heldBy conditions: [Condition]) -> Bool? {
    var verdict: Bool?
    for condition in conditions where condition.bindsAlways {
      let values = condition.values.map(\.text)
      switch condition.key {
      case "aws:principalorgid" where !organizations.isEmpty:
        if values.contains(where: { !isOwn(organization: $0) }) { return true }
        verdict = false
      case "aws:principalaccount" where !accounts.isEmpty:
        if values.contains(where: { !isOwn(account: $0) }) { return true }
        verdict = false
      case "aws:sourceaccount" where !accounts.isEmpty,
        "kms:calleraccount" where !accounts.isEmpty:
        if values.contains(where: { !isOwn(account: $0) }) { return true }
      default: break
      }
    }
    return verdict
  }
}

extension Condition {
  /// Whether every request that passes has one of the values.
  var bindsAlways: Bool { !isNegated && !ifExists && quantifier != .all && test != .null }
}
