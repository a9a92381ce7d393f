import Syntax

/// A key that decrypts, as `.sops.yaml` and encrypted files name it.
struct SopsRecipient {
  /// The key group it is of; empty where there are none.
  let group: String
  /// `age`, `pgp`, `kms` and so on.
  let kind: String
  let name: String
  let line: Int

  var shown: String { "\(kind) '\(name)'" }

  /// The names of one kind in rules and in files.
  private static let kinds: [(kind: String, keys: [String])] = [
    ("age", ["age"]), ("pgp", ["pgp"]), ("kms", ["kms"]), ("gcp_kms", ["gcp_kms"]),
    ("azure_kv", ["azure_kv", "azure_keyvault"]),
    ("hc_vault", ["hc_vault", "hc_vault_transit_uri", "hc_vault_uris"]),
    ("hckms", ["hckms"]),
  ]
  private static let fields = [
    "recipient", "fp", "arn", "resource_id", "vault_url", "vaultUrl", "vault_address", "key_id",
  ]
  /// What else says which key or which right to it is meant.
  private static let details = [
    "name", "key", "version", "engine_path", "key_name", "role", "aws_profile", "context",
  ]

  static func groups(in node: Node) -> Int { max(node["key_groups"]?.array?.count ?? 1, 1) }

  static func all(in node: Node) -> [SopsRecipient] {
    let groups = node["key_groups"]?.array ?? []
    return recipients(in: node, group: "")
      + groups.enumerated().flatMap { recipients(in: $1, group: "group \($0 + 1)") }
  }

  private static func recipients(in node: Node, group: String) -> [SopsRecipient] {
    let own = kinds.flatMap { kind, keys in
      keys.compactMap { node[$0] }.flatMap(\.list).flatMap { entry in
        names(of: entry).map {
          SopsRecipient(group: group, kind: kind, name: $0, line: entry.position.line)
        }
      }
    }
    // Groups that are merged into one are that one. Depth is bounded by the reader.
    return own + (node["merge"]?.array ?? []).flatMap { recipients(in: $0, group: group) }
  }

  /// What a rule or a group says besides its recipients.
  static func others(in node: Node, but known: Set<String>) -> String {
    let keys = Set(kinds.flatMap(\.keys)).union(known)
    let members = (node.object ?? []).filter { !keys.contains($0.key) }
    return members.map { "\($0.key): \($0.value.canonical)" }.sorted().joined(separator: ", ")
  }

  /// A list may be a text with commas, and an entry a map.
  private static func names(of entry: Node) -> [String] {
    if let text = entry.text {
      return text.split { ", \n\t".contains($0) }.map(String.init)
    }
    guard let main = fields.lazy.compactMap({ entry[$0]?.text }).first else { return [] }
    let others = details.compactMap { key -> String? in
      guard let value = entry[key] else { return nil }
      return value.text.map { "\(key) \($0)" }
        ?? value.object?
        .map { "\(key) \($0.key)=\($0.value.text ?? "")" }.sorted().joined(separator: " ")
    }
    return [([main] + others.filter { !$0.isEmpty }).joined(separator: ", ")]
  }
}
