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
      .unknown,
      nil,
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

  /// Its networks, data and clusters.
  static let googlePlatforms: [TerraformEdit] = [
    TerraformEdit(
      "firewall: from anywhere",
      .widened,
      .network,
      of: "google_compute_firewall",
      """
      name    = "ssh"
      network = "default"
      allow {
        protocol = "tcp"
        ports    = ["22"]
      }
      source_ranges = ["[-10.0.0.0/8-]{+0.0.0.0/0+}"]
      """
    ),
    TerraformEdit(
      "firewall: another port",
      .widened,
      .network,
      of: "google_compute_firewall",
      """
      name    = "web"
      network = "default"
      allow {
        protocol = "tcp"
        ports    = ["443"{+, "8000-8100"+}]
      }
      source_ranges = ["0.0.0.0/0"]
      """
    ),
    TerraformEdit(
      "firewall: fewer tags",
      .widened,
      .network,
      of: "google_compute_firewall",
      """
      name    = "web"
      network = "default"
      allow {
        protocol = "tcp"
        ports    = ["443"]
      }
      source_ranges = ["0.0.0.0/0"]
      [-target_tags   = ["web"]-]
      """
    ),
    TerraformEdit(
      "firewall: denial disabled",
      .widened,
      .network,
      of: "google_compute_firewall",
      """
      name    = "no-ssh"
      network = "default"
      deny {
        protocol = "tcp"
        ports    = ["22"]
      }
      source_ranges = ["0.0.0.0/0"]
      {+disabled = true+}
      """
    ),
    TerraformEdit(
      "machine gets an address",
      .widened,
      .network,
      of: "google_compute_instance",
      """
      name         = "vm"
      machine_type = "e2-small"
      network_interface {
        network = "default"
        {+access_config {}+}
      }
      """
    ),
    TerraformEdit(
      "machine gets all scopes",
      .unknown,
      nil,
      of: "google_compute_instance",
      """
      name         = "vm"
      machine_type = "e2-small"
      service_account {
        email  = "vm@acme.iam.gserviceaccount.com"
        scopes = ["[-https://www.googleapis.com/auth/devstorage.read_only-]{+cloud-platform+}"]
      }
      """
    ),
    TerraformEdit(
      "prevention off",
      .widened,
      nil,
      of: "google_storage_bucket",
      """
      name                     = "ours"
      location                 = "EU"
      public_access_prevention = "[-enforced-]{+inherited+}"
      """
    ),
    TerraformEdit(
      "lists of objects again",
      .widened,
      nil,
      of: "google_storage_bucket",
      """
      name                        = "ours"
      location                    = "EU"
      uniform_bucket_level_access = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "access control of an object",
      .widened,
      nil,
      """
      {+resource "google_storage_bucket_access_control" "x" {
        bucket = "ours"
        role   = "READER"
        entity = "allUsers"
      }+}
      """
    ),
    TerraformEdit(
      "database: network authorized",
      .widened,
      .network,
      of: "google_sql_database_instance",
      """
      name             = "main"
      database_version = "POSTGRES_15"
      settings {
        tier = "db-f1-micro"
        ip_configuration {
          ipv4_enabled = true
          authorized_networks {
            name  = "office"
            value = "203.0.113.0/24"
          }
          {+authorized_networks {
            name  = "all"
            value = "0.0.0.0/0"
          }+}
        }
      }
      """
    ),
    TerraformEdit(
      "database: no encryption asked",
      .widened,
      nil,
      of: "google_sql_database_instance",
      """
      name             = "main"
      database_version = "POSTGRES_15"
      settings {
        tier = "db-f1-micro"
        ip_configuration {
          ssl_mode = "[-ENCRYPTED_ONLY-]{+ALLOW_UNENCRYPTED_AND_ENCRYPTED+}"
        }
      }
      """
    ),
    TerraformEdit(
      "database: a larger machine",
      .equal,
      of: "google_sql_database_instance",
      """
      name             = "main"
      database_version = "POSTGRES_15"
      settings {
        tier = "db-[-f1-micro-]{+custom-2-7680+}"
      }
      """
    ),
    TerraformEdit(
      "cluster: networks",
      .widened,
      .network,
      of: "google_container_cluster",
      """
      name = "main"
      master_authorized_networks_config {
        cidr_blocks {
          cidr_block = "203.0.113.0/24"
        }
        {+cidr_blocks {
          cidr_block = "0.0.0.0/0"
        }+}
      }
      """
    ),
    TerraformEdit(
      "cluster: networks not asked",
      .widened,
      nil,
      of: "google_container_cluster",
      """
      name = "main"
      [-master_authorized_networks_config {
        cidr_blocks {
          cidr_block = "203.0.113.0/24"
        }
      }-]
      """
    ),
    TerraformEdit(
      "cluster: nodes in public",
      .widened,
      nil,
      of: "google_container_cluster",
      """
      name = "main"
      private_cluster_config {
        enable_private_nodes    = [-true-]{+false+}
        enable_private_endpoint = false
      }
      """
    ),
    TerraformEdit(
      "cluster: old authorization",
      .widened,
      nil,
      of: "google_container_cluster",
      """
      name               = "main"
      enable_legacy_abac = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "organization policy not enforced",
      .widened,
      nil,
      of: "google_org_policy_policy",
      """
      name   = "projects/acme/policies/iam.disableServiceAccountKeyCreation"
      parent = "projects/acme"
      spec {
        rules {
          enforce = "[-TRUE-]{+FALSE+}"
        }
      }
      """
    ),
    TerraformEdit(
      "organization policy gone",
      .widened,
      nil,
      """
      [-resource "google_organization_policy" "os" {
        org_id     = "1"
        constraint = "compute.requireOsLogin"
        boolean_policy {
          enforced = true
        }
      }-]
      """
    ),
    TerraformEdit(
      "service ingress from all",
      .widened,
      nil,
      of: "google_cloud_run_v2_service",
      """
      name     = "api"
      location = "europe-west1"
      ingress  = "[-INGRESS_TRAFFIC_INTERNAL_ONLY-]{+INGRESS_TRAFFIC_ALL+}"
      """
    ),
    TerraformEdit(
      "key not turned",
      .widened,
      .protection,
      of: "google_kms_crypto_key",
      """
      name            = "k"
      key_ring        = "r"
      [-rotation_period = "7776000s"-]
      """
    ),
    TerraformEdit(
      "database deletable (google)",
      .widened,
      .protection,
      of: "google_sql_database_instance",
      """
      name                = "main"
      database_version    = "POSTGRES_15"
      deletion_protection = [-true-]{+false+}
      """
    ),
  ]
}
