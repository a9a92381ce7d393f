import Detection
import Syntax

/// One side of `.sops.yaml`.
struct SopsConfig {
  private struct Rule {
    let name: String
    let node: Node
    let recipients: [SopsRecipient]
  }

  private var rules: [Rule] = []
  private let rest: [Node.Member]

  init(_ bytes: [UInt8]?) throws(SyntaxError) {
    let document = try bytes.map { bytes throws(SyntaxError) in
      try YAMLReader.read(bytes, limits: .small)
    }?.first
    let members = document?.object ?? []
    rest = members.filter { $0.key != "creation_rules" }
    var counts: [String: Int] = [:]
    for node in document?["creation_rules"]?.array ?? [] {
      let regex = node["path_regex"]?.text ?? node["filename_regex"]?.text ?? ""
      let count = counts[regex, default: 0]
      counts[regex] = count + 1
      rules.append(
        Rule(
          name: count == 0 ? regex : "\(regex) \(count)",
          node: node,
          recipients: SopsRecipient.all(in: node)
        )
      )
    }
  }

  /// Rules that only one side has; recipients, thresholds and scopes of those that both have.
  func items(beside other: SopsConfig) -> [AccessItem] {
    let known = Set(other.rules.map(\.name))
    return rules.flatMap { rule -> [AccessItem] in
      guard known.contains(rule.name) else { return [item(rule)] }
      return rule.recipients.map { recipient($0, rule) } + settings(rule)
    }
  }

  private func item(_ rule: Rule) -> AccessItem {
    let whom = rule.recipients.map(\.shown).joined(separator: ", ")
    return AccessItem(
      kind: SopsConfigDetector.rule,
      slot: rule.name,
      isGuard: true,
      severity: .high,
      line: rule.node.position.line,
      comes: "adds a rule that encrypts \(Self.shown(rule)) to \(whom)",
      goes: "removes the rule that encrypts \(Self.shown(rule)) to \(whom)"
    )
  }

  private func recipient(_ recipient: SopsRecipient, _ rule: Rule) -> AccessItem {
    AccessItem(
      kind: SopsConfigDetector.recipient,
      slot: [rule.name, recipient.group, recipient.kind, recipient.name].joined(separator: "\u{0}"),
      severity: .critical,
      line: recipient.line,
      comes: "lets \(recipient.shown) decrypt \(Self.shown(rule))",
      goes: "no longer lets \(recipient.shown) decrypt \(Self.shown(rule))"
    )
  }

  private static let scopes = [
    "encrypted_regex", "unencrypted_regex", "encrypted_suffix", "unencrypted_suffix",
    "encrypted_comment_regex", "unencrypted_comment_regex", "mac_only_encrypted",
  ]

  private func settings(_ rule: Rule) -> [AccessItem] {
    let threshold = rule.node["shamir_threshold"]
    let shamir = AccessItem(
      kind: SopsConfigDetector.threshold,
      slot: rule.name,
      isGuard: true,
      // Unset, all groups are needed.
      rank: threshold?.int ?? SopsRecipient.groups(in: rule.node),
      value: threshold?.text ?? "\(SopsRecipient.groups(in: rule.node))",
      severity: .critical,
      line: threshold?.position.line ?? rule.node.position.line,
      comes: "",
      goes: "",
      subject: "the key groups that decrypt \(Self.shown(rule))"
    )
    // What says nothing stands for itself, so that it can be held against what the other side says.
    return [shamir, others(rule)]
      + Self.scopes.map { name in
        AccessItem(
          kind: SopsConfigDetector.rule,
          slot: "\(rule.name)\u{0}\(name)",
          value: rule.node[name]?.text.map { "'\($0)'" } ?? "nothing",
          severity: .high,
          line: rule.node[name]?.position.line ?? rule.node.position.line,
          comes: "",
          goes: "",
          subject: "'\(name)' of \(Self.shown(rule))"
        )
      }
  }

  /// Settings of which nothing is known, also of the rule's groups.
  private func others(_ rule: Rule) -> AccessItem {
    let known = Set(
      Self.scopes + ["path_regex", "filename_regex", "shamir_threshold", "key_groups"]
    )
    let groups = (rule.node["key_groups"]?.array ?? []).map {
      SopsRecipient.others(in: $0, but: ["merge"])
    }
    let texts = [SopsRecipient.others(in: rule.node, but: known)] + groups
    let text = texts.filter { !$0.isEmpty }.joined(separator: "; ")
    return AccessItem(
      kind: SopsConfigDetector.rule,
      slot: "\(rule.name)\u{0}others",
      value: text.isEmpty ? "nothing" : "'\(text)'",
      severity: .high,
      line: rule.node.position.line,
      comes: "",
      goes: "",
      subject: "other settings of \(Self.shown(rule))"
    )
  }

  /// The first rule that matches decides.
  func order(after old: SopsConfig) -> Observation? {
    let before = old.rules.map(\.name)
    let after = rules.map(\.name)
    let common = after.filter(Set(before).contains)
    let isSameOrder = common == before.filter(Set(after).contains)
    // A rule that comes or goes behind all others takes no file from them.
    let isAtEnd = after.starts(with: common) && before.starts(with: common)
    guard !isSameOrder || !isAtEnd else { return nil }
    return Observation(
      SopsConfigDetector.rule,
      .incomparable,
      .high,
      line: rules.first?.node.position.line,
      oldLine: old.rules.first?.node.position.line,
      summary: "changes which of several rules is the first that matches a file"
    )
  }

  func otherDifference(from old: SopsConfig) -> Int? {
    for member in rest {
      let before = old.rest.first { $0.key == member.key }
      if before?.value.isEquivalent(to: member.value) != true { return member.keyPosition.line }
    }
    let gone = old.rest.first { member in !rest.contains { $0.key == member.key } }
    return gone.map { _ in 1 }
  }

  private static func shown(_ rule: Rule) -> String {
    rule.name.isEmpty ? "every file" : "files of '\(rule.name)'"
  }
}
