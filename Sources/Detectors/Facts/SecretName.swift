/// Names that people give to variables and keys that hold a secret.
enum SecretName {
  /// Whether the name ends as names of secrets do: `DB_PASSWORD`, and not `PASSWORD_FILE`.
  static func isMeant(by name: String) -> Bool {
    let words = name.uppercased().split(separator: "_").map(String.init)
    guard let last = words.last else { return false }
    if secrets.contains(last) { return true }
    return last == "KEY" && words.count > 1 && keys.contains(words[words.count - 2])
  }

  private static let secrets: Set<String> = [
    "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "CREDENTIAL", "CREDENTIALS", "APIKEY",
  ]
  private static let keys: Set<String> = [
    "API", "ACCESS", "PRIVATE", "SECRET", "ENCRYPTION", "SIGNING", "LICENSE", "DEPLOY", "SSH",
  ]
}
