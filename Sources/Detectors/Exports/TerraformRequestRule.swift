package import Detection
import HCL

/// Requests that Terraform makes by itself whenever it looks something up, with a secret in what it asks for.
package struct TerraformRequestRule: TerraformRule {
  package init() {}

  package var kinds: [Kind] { [TerraformExportRule.kind] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "data" && block.type == "http"
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      for name in ["url", "request_body"] where change.differs(at: name) {
        let (old, new) = (change.old?[name], change.new?[name])
        let (was, isNow) = (old.map(Self.tells) ?? false, new.map(Self.tells) ?? false)
        guard was || isNow else { continue }
        judgment.explain([name], of: change)
        judgment.observe(
          change.observation(
            TerraformExportRule.kind,
            was && isNow ? .incomparable : isNow ? .widened : .narrowed,
            isNow ? .critical : .low,
            old: old,
            new: new,
            summary:
              "\(isNow ? "sends" : "no longer sends") a secret by \(name) of \(change.address)"
          ),
          of: change
        )
      }
    }
    return judgment
  }

  /// Whether the text holds what a store of secrets, or an argument that is one, gives.
  private static func tells(_ value: Value) -> Bool {
    (value.pieces ?? []).contains { piece in
      guard case .atom(let text) = piece else { return false }
      let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
      if let last = words.last, names.contains(last) { return false }
      return words.contains { SecretWords.isSecret($0) || stores.contains($0) }
    }
  }

  /// What tells where a secret lies, and not what it is.
  private static let names: Set<String> = ["arn", "id", "name", "version", "public_key_openssh"]

  private static let stores: Set<String> = [
    "aws_ssm_parameter", "aws_secretsmanager_secret_version", "azurerm_key_vault_secret",
    "google_secret_manager_secret_version", "vault_generic_secret", "vault_kv_secret_v2",
    "random_password", "tls_private_key", "kubernetes_secret", "kubernetes_secret_v1",
  ]
}
