import Detection

extension TerraformEditTests {
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
      .widened,
      .iam,
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
  ]
}
