import Detection

extension TerraformEditTests {
  /// Accounts that a cloud makes by itself, owners, and whoever is logged in.
  static let standardAccounts: [TerraformEdit] = [
    weaker(
      "google_container_node_pool",
      "node_config {\n[-service_account = google_service_account.a.email-]\n}",
      .iam
    ),
    weaker(
      "google_cloudfunctions_function",
      "name = \"a\"\n[-service_account_email = google_service_account.a.email-]",
      .iam
    ),
    same(
      "google_cloudfunctions_function",
      "service_account_email = google_service_account.[-a-]{+b+}.email",
      .incomparable
    ),
    TerraformEdit(
      "a machine with no account at all",
      .narrowed,
      .iam,
      of: "google_compute_instance",
      "name = \"a\"\n[-service_account {\n email = google_service_account.a.email\n scopes = [\"cloud-platform\"]\n}-]"
    ),
    TerraformEdit(
      "an app without an identity",
      .narrowed,
      .iam,
      of: "azurerm_app_service",
      "name = \"a\"\n[-identity {\n type = \"UserAssigned\"\n identity_ids = [azurerm_user_assigned_identity.a.id]\n}-]"
    ),
    weaker(
      "google_project_iam_member",
      "project = \"shop\"\nmember = \"user:ann@example.com\"\nrole = \"roles/[-logging.viewer-]{+owner+}\"",
      .iam
    ),
    same(
      "google_project_iam_member",
      "project = \"shop\"\nmember = \"user:ann@example.com\"\nrole = \"roles/[-logging.viewer-]{+storage.admin+}\"",
      .incomparable
    ),
    // The owner of another project owns nothing of this one.
    same(
      "google_project_iam_member",
      "project = \"[-shop-]{+lab+}\"\nmember = \"user:ann@example.com\"\nrole = \"roles/[-logging.viewer-]{+owner+}\"",
      .incomparable
    ),
    weaker(
      "google_storage_bucket_iam_binding",
      "bucket = \"a\"\nrole = \"roles/storage.objectViewer\"\nmembers = [\"[-group:web@example.com-]{+allAuthenticatedUsers+}\"]",
      .iam
    ),
    // Who a variable names may have no account.
    same(
      "google_storage_bucket_iam_binding",
      "bucket = \"a\"\nrole = \"roles/storage.objectViewer\"\nmembers = [[-var.reader-]{+\"allAuthenticatedUsers\"+}]",
      .incomparable
    ),
    // A token of an account is one more that may do something.
    TerraformEdit(
      "a job that shows an account",
      .widened,
      .iam,
      of: "google_cloud_scheduler_job",
      """
      http_target {
        uri = "https://example.net"
        {+oidc_token {
          service_account_email = google_service_account.a.email
        }+}
      }
      """
    ),
    weaker(
      "google_project_iam_binding",
      "project = \"shop\"\nrole = \"roles/storage.admin\"\nmembers = [{+\"user:ann@example.com\"+}]",
      .iam
    ),
    TerraformEdit(
      "a role for who owns all anyway and stays",
      .widened,
      .iam,
      """
      resource "google_project_iam_member" "owner" {
        project = "shop"
        role    = "roles/owner"
        member  = "user:ann@example.com"
      }
      {+resource "google_project_iam_member" "more" {
        project = "shop"
        role    = "roles/storage.admin"
        member  = "user:ann@example.com"
      }+}
      """
    ),
  ]
}
