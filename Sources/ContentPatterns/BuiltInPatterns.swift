/// Patterns that a policy names with an `@`, for what nobody should have to write down twice.
package enum BuiltInPatterns {
  package static var names: [String] { ["@private-keys", "@cloud-credentials"] }

  /// The patterns of a name; `nil` for a text that is a pattern itself.
  package static func texts(of name: String) -> [String]? {
    switch name {
    case "@private-keys": privateKeys
    case "@cloud-credentials": cloudCredentials
    default: nil
    }
  }

  private static let privateKeys = [
    "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----",
    "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
    "^PuTTY-User-Key-File-[0-9]+:",
    "\\bAGE-SECRET-KEY-1[0-9A-Z]{58}\\b",
  ]

  private static let cloudCredentials = [
    // Amazon: key ids, and a secret key beside a word that names it.
    "\\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b",
    "(?i)aws.{0,20}secret.{0,20}[:=]\\s*[\"']?[0-9a-z/+]{40}\\b",
    // Google: API keys, and the key file of a service account.
    "\\bAIza[0-9A-Za-z_-]{35}\\b",
    "\"private_key_id\"\\s*:\\s*\"[0-9a-f]{40}\"",
    // Azure: storage account keys and client secrets.
    "(?i)AccountKey=[0-9a-z+/]{86}==",
    "\\b[0-9A-Za-z_~.-]{3}\\dQ~[0-9A-Za-z_~.-]{31,34}\\b",
    // Forges and registries.
    "\\b(?:ghp|gho|ghu|ghs|ghr)_[0-9A-Za-z]{36}\\b",
    "\\bgithub_pat_[0-9A-Za-z_]{82}\\b",
    "\\bglpat-[0-9A-Za-z_-]{20,}",
    "\\bnpm_[0-9A-Za-z]{36}\\b",
    "\\bpypi-AgEIcHlwaS5vcmc[0-9A-Za-z_-]{50,}",
    // Chat and payment.
    "\\bxox[abprs]-[0-9A-Za-z-]{10,}",
    "\\b(?:sk|rk)_live_[0-9A-Za-z]{24,}",
    "\\bhvs\\.[0-9A-Za-z_-]{24,}",
    "\\bdop_v1_[0-9a-f]{64}\\b",
  ]
}
