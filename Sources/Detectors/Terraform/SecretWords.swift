/// Names of arguments that hold a secret itself, and not where it lies.
enum SecretWords {
  static func isSecret(_ path: String) -> Bool {
    var name = (path.split(separator: ".").last.map(String.init) ?? path).lowercased()
    // Values that Terraform writes and does not keep, and the numbers that say when they change.
    for end in ["_version", "_wo"] where name.hasSuffix("_wo" + end) || end == "_wo" {
      if name.hasSuffix(end) { name = String(name.dropLast(end.count)) }
    }
    return ends.contains { name == $0 || name.hasSuffix("_" + $0) }
  }

  private static let ends = [
    "password", "passwd", "passphrase", "secret_string", "secret_binary", "secret_value",
    "plaintext_value", "encrypted_value", "secret_data", "preshared_key", "private_key",
    "admin_pass", "raw_key",
    "encryption_key_raw",
    "auth_token", "api_key", "api_token", "integration_key", "routing_key", "access_key",
    "secret_key", "client_secret", "webhook_secret", "shared_secret",
  ]
}
