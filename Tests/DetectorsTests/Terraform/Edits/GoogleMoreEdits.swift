import Detection

extension TerraformEditTests {
  /// Members, roles and scopes of Google's.
  static let googleMore: [TerraformEdit] = [
    TerraformEdit(
      "dataset access of its own",
      .widened,
      nil,
      """
      {+resource "google_bigquery_dataset_access" "x" {
        dataset_id    = "sales"
        role          = "roles/bigquery.dataViewer"
        user_by_email = "bob@acme.com"
      }+}
      """
    ),
    TerraformEdit(
      "crypto key",
      .widened,
      .iam,
      of: "google_kms_crypto_key_iam_binding",
      """
      crypto_key_id = "k"
      role          = "roles/cloudkms.cryptoKeyDecrypter"
      members       = ["user:ann@acme.com"{+, "user:bob@acme.com"+}]
      """
    ),
    TerraformEdit(
      "audit logs: exempted",
      .widened,
      nil,
      of: "google_project_iam_audit_config",
      """
      project = "acme"
      service = "allServices"
      audit_log_config {
        log_type         = "DATA_READ"
        exempted_members = [{+"user:ann@acme.com"+}]
      }
      """
    ),
  ]
}
