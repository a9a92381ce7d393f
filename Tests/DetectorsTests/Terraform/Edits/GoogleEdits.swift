import Detection

extension TerraformEditTests {
  /// Members, roles and scopes of Google's.
  static let google: [TerraformEdit] = [
    TerraformEdit(
      "member: role up",
      .widened,
      .iam,
      of: "google_project_iam_member",
      """
      project = "acme"
      role    = "roles/[-viewer-]{+owner+}"
      member  = "user:ann@acme.com"
      """
    ),
    TerraformEdit(
      "member: new",
      .widened,
      .iam,
      """
      {+resource "google_folder_iam_member" "x" {
        folder = "folders/1"
        role   = "roles/resourcemanager.folderAdmin"
        member = "group:ops@acme.com"
      }+}
      """
    ),
    TerraformEdit(
      "member: another",
      .incomparable,
      .iam,
      of: "google_project_iam_member",
      """
      project = "acme"
      role    = "roles/viewer"
      member  = "user:[-ann-]{+bob+}@acme.com"
      """
    ),
    TerraformEdit(
      "binding: member more",
      .widened,
      .iam,
      of: "google_organization_iam_binding",
      """
      org_id  = "1"
      role    = "roles/browser"
      members = ["user:ann@acme.com"{+, "domain:acme.com"+}]
      """
    ),
    TerraformEdit(
      "binding: condition dropped",
      .widened,
      .iam,
      of: "google_project_iam_binding",
      """
      project = "acme"
      role    = "roles/storage.admin"
      members = ["user:ann@acme.com"]
      [-condition {
        title      = "expires"
        expression = "request.time < timestamp(\\"2027-01-01T00:00:00Z\\")"
      }-]
      """
    ),
    TerraformEdit(
      "members over a set",
      .widened,
      .iam,
      """
      locals {
        roles = ["roles/viewer"{+, "roles/iam.serviceAccountTokenCreator"+}]
      }
      resource "google_project_iam_member" "ci" {
        for_each = toset(local.roles)
        project  = "acme"
        role     = each.value
        member   = "serviceAccount:ci@acme.iam.gserviceaccount.com"
      }
      """
    ),
    TerraformEdit(
      "policy data: member more",
      .widened,
      .iam,
      """
      data "google_iam_policy" "p" {
        binding {
          role    = "roles/viewer"
          members = ["user:ann@acme.com"{+, "allAuthenticatedUsers"+}]
        }
      }
      resource "google_project_iam_policy" "p" {
        project     = "acme"
        policy_data = data.google_iam_policy.p.policy_data
      }
      """
    ),
    TerraformEdit(
      "policy data: role gone",
      .narrowed,
      .iam,
      """
      data "google_iam_policy" "p" {
        binding {
          role    = "roles/viewer"
          members = ["user:ann@acme.com"]
        }
        [-binding {
          role    = "roles/owner"
          members = ["user:bob@acme.com"]
        }-]
      }
      resource "google_project_iam_policy" "p" {
        project     = "acme"
        policy_data = data.google_iam_policy.p.policy_data
      }
      """
    ),
    TerraformEdit(
      "policy data: audit log exemption",
      .widened,
      .protection,
      """
      data "google_iam_policy" "p" {
        binding {
          role    = "roles/viewer"
          members = ["user:ann@acme.com"]
        }
        audit_config {
          service = "allServices"
          audit_log_configs {
            log_type         = "DATA_READ"
            exempted_members = [{+"user:ann@acme.com"+}]
          }
        }
      }
      resource "google_project_iam_policy" "p" {
        project     = "acme"
        policy_data = data.google_iam_policy.p.policy_data
      }
      """
    ),
    TerraformEdit(
      "policy data: reordered",
      .equal,
      """
      data "google_iam_policy" "p" {
        binding {
          role    = "roles/viewer"
          members = [[-"user:a@acme.com", "user:b@acme.com"-]{+"user:b@acme.com", "user:a@acme.com"+}]
        }
      }
      resource "google_project_iam_policy" "p" {
        project     = "acme"
        policy_data = data.google_iam_policy.p.policy_data
      }
      """
    ),
    TerraformEdit(
      "custom role: permission more",
      .widened,
      .iam,
      of: "google_project_iam_custom_role",
      """
      role_id     = "deployer"
      title       = "Deployer"
      permissions = ["run.services.get"{+, "iam.serviceAccounts.actAs"+}]
      """
    ),
    TerraformEdit(
      "key of a service account",
      .widened,
      .iam,
      """
      {+resource "google_service_account_key" "k" {
        service_account_id = google_service_account.ci.name
      }+}
      """
    ),
    TerraformEdit(
      "acting as a service account",
      .widened,
      .iam,
      """
      {+resource "google_service_account_iam_member" "k" {
        service_account_id = google_service_account.ci.name
        role               = "roles/iam.workloadIdentityUser"
        member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.gh.name}/*"
      }+}
      """
    ),
    TerraformEdit(
      "pool provider: condition dropped",
      .widened,
      nil,
      of: "google_iam_workload_identity_pool_provider",
      """
      workload_identity_pool_id          = "gh"
      workload_identity_pool_provider_id = "gh"
      [-attribute_condition = "assertion.repository_owner == 'acme'"-]
      attribute_mapping = {
        "google.subject" = "assertion.sub"
      }
      """
    ),
    TerraformEdit(
      "pool provider: condition other",
      .incomparable,
      nil,
      of: "google_iam_workload_identity_pool_provider",
      """
      workload_identity_pool_id          = "gh"
      workload_identity_pool_provider_id = "gh"
      attribute_condition = "assertion.repository_owner == '[-acme-]{+acme-labs+}'"
      """
    ),
    TerraformEdit(
      "bucket for all",
      .widened,
      .iam,
      """
      {+resource "google_storage_bucket_iam_member" "pub" {
        bucket = "assets"
        role   = "roles/storage.objectViewer"
        member = "allUsers"
      }+}
      """
    ),
    TerraformEdit(
      "service for all",
      .widened,
      .iam,
      of: "google_cloud_run_service_iam_member",
      """
      service = "api"
      role    = "roles/run.invoker"
      member  = "[-serviceAccount:gw@acme.iam.gserviceaccount.com-]{+allUsers+}"
      """
    ),
    TerraformEdit(
      "service for all, second version",
      .widened,
      .iam,
      of: "google_cloud_run_v2_service_iam_binding",
      """
      name    = "api"
      role    = "roles/run.invoker"
      members = ["serviceAccount:gw@acme.iam.gserviceaccount.com"{+, "allUsers"+}]
      """
    ),
    TerraformEdit(
      "dataset access",
      .widened,
      nil,
      of: "google_bigquery_dataset",
      """
      dataset_id = "sales"
      access {
        role          = "OWNER"
        user_by_email = "ann@acme.com"
      }
      {+access {
        role          = "READER"
        special_group = "allAuthenticatedUsers"
      }+}
      """
    ),
  ]
}
