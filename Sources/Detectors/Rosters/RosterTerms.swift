import Detection
import Syntax

/// Until when somebody's access holds, and how many have to agree.
enum RosterTerms {
  /// Keys of an entry that end it; another date is more or less of it.
  static func isExpiry(_ key: String) -> Bool {
    let parts = RosterLexicon.parts(of: key)
    let words: Set<String> = ["expires", "expiry", "expiration", "expire", "until"]
    return parts.contains(where: words.contains)
      || ["end_date", "valid_to", "not_after", "end"].contains(parts.joined(separator: "_"))
  }

  /// A later date gives more, and guards less.
  static func rank(ofExpiry text: String) -> Int? {
    let digits = text.utf8.filter { 0x30...0x39 ~= $0 }
    let isDate = text.utf8.count >= 10 && text.utf8.dropFirst(4).first == UInt8(ascii: "-")
    guard isDate, digits.count >= 8 else { return nil }
    return Int(String(decoding: digits.prefix(8), as: UTF8.self)).map { -$0 }
  }

  /// Keys that make a person or a key somebody else, beside those that are names of people.
  static func isSelf(_ key: String) -> Bool {
    let words: Set<String> = ["fingerprint", "gpg", "pgp", "pubkey", "thumbprint"]
    return RosterLexicon.selves.contains(key)
      || RosterLexicon.parts(of: key).contains(where: words.contains)
  }

  /// `disabled: true`: what an entry gives is held back, and is there again without the word.
  static func hold(_ member: Node.Member, slot: String, of shown: String) -> AccessItem? {
    let words = ["disabled", "suspended", "revoked", "blocked", "deactivated", "locked"]
    guard words.contains(member.key.lowercased()), member.value.isTrue else { return nil }
    return AccessItem(
      kind: RosterDetector.role,
      slot: slot,
      isGuard: true,
      severity: .high,
      line: member.value.position.line,
      comes: "holds \(shown) back by '\(member.key)'",
      goes: "no longer holds \(shown) back by '\(member.key)'"
    )
  }

  /// What says until when an entry holds, or who it really is.
  static func item(_ member: Node.Member, _ text: String, slot: String, of shown: String)
    -> AccessItem
  {
    let isExpiry = isExpiry(member.key.lowercased())
    let (key, line) = (member.key, member.value.position.line)
    return AccessItem(
      kind: isExpiry ? RosterDetector.role : RosterDetector.identity,
      slot: slot,
      isGuard: isExpiry,
      rank: isExpiry ? rank(ofExpiry: text) : nil,
      value: text,
      severity: .high,
      line: line,
      comes: isExpiry
        ? "ends what \(shown) has at '\(text)'" : "gives \(shown) the \(key) '\(text)'",
      goes: isExpiry
        ? "no longer ends what \(shown) has at '\(text)'"
        : "takes the \(key) '\(text)' from \(shown)",
      subject: "the \(key) of \(shown)"
    )
  }

  /// `required_approvals: 2`, `quorum: 3`; `nil` for any other key.
  static func threshold(_ member: Node.Member, slot: String, of place: String) -> AccessItem? {
    guard let number = member.value.int else { return nil }
    let parts = Set(RosterLexicon.parts(of: member.key))
    let many: Set<String> = [
      "approvals", "approvers", "reviews", "reviewers", "signatures", "signers", "approvings",
    ]
    let least: Set<String> = ["required", "min", "minimum", "needed", "threshold", "count"]
    guard
      !parts.isDisjoint(with: many) && !parts.isDisjoint(with: least)
        || !parts.isDisjoint(with: ["quorum", "threshold"]) && parts.count == 1
    else { return nil }
    return AccessItem(
      kind: RosterDetector.threshold,
      slot: slot,
      isGuard: true,
      rank: number,
      value: member.value.text,
      severity: .high,
      line: member.value.position.line,
      comes: "asks for '\(member.key)' \(number) of \(place)",
      goes: "no longer asks for '\(member.key)' \(number) of \(place)",
      subject: "'\(member.key)' of \(place)"
    )
  }
}
