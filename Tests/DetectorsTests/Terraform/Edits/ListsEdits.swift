import Detection

extension TerraformEditTests {
  static func vaultPolicy(_ text: String) -> String {
    "name = \"ci\"\npolicy = <<-EOT\n\(text)\nEOT"
  }

  /// Collaborators, policies of vaults, and who is left out of the log.
  static let lists: [TerraformEdit] = [
    TerraformEdit(
      "collaborators: one more",
      .widened,
      .iam,
      of: "github_repository_collaborators",
      """
      repository = "shop"
      user {
        permission = "admin"
        username   = "ann"
      }
      {+user {
        permission = "push"
        username   = "eve"
      }+}
      """
    ),
    TerraformEdit(
      "collaborators: a team rises",
      .widened,
      .iam,
      of: "github_repository_collaborators",
      "repository = \"shop\"\nteam {\n  permission = \"[-pull-]{+admin+}\"\n  team_id = github_team.web.id\n}"
    ),
    TerraformEdit(
      "collaborators: in another order",
      .equal,
      of: "github_repository_collaborators",
      """
      repository = "shop"
      [-user {
        username = "ann"
      }-]
      user {
        username = "bob"
      }
      {+user {
        username = "ann"
      }+}
      """
    ),
    TerraformEdit(
      "scopes that a client may ask for: one more",
      .widened,
      .iam,
      of: "aws_cognito_user_pool_client",
      "name = \"a\"\nallowed_oauth_scopes = [\"openid\"{+, \"aws.cognito.signin.user.admin\"+}]"
    ),
    TerraformEdit(
      "who is trusted, in a resource that nobody knows: one more",
      .widened,
      .iam,
      of: "acme_door",
      "name = \"a\"\ntrusted_partners = [\"a\"{+, \"b\"+}]"
    ),
    TerraformEdit(
      "projects that may connect: another",
      .incomparable,
      .iam,
      of: "google_sql_database_instance",
      "name = \"a\"\nsettings {\n ip_configuration {\n psc_config {\n allowed_consumer_projects = [\"[-a-]{+b+}\"]\n}\n}\n}"
    ),
    TerraformEdit(
      "which backend is chosen",
      .equal,
      of: "google_compute_backend_service",
      "name = \"a\"\nlocality_lb_policy = \"[-ROUND_ROBIN-]{+RANDOM+}\""
    ),
    TerraformEdit(
      "collaborator: rises",
      .widened,
      .iam,
      of: "github_repository_collaborator",
      "repository = \"shop\"\nusername = \"ann\"\npermission = \"[-pull-]{+maintain+}\""
    ),
    TerraformEdit(
      "team members: one becomes a maintainer",
      .widened,
      .iam,
      of: "github_team_members",
      "team_id = github_team.web.id\nmembers {\n  username = \"ann\"\n  role = \"[-member-]{+maintainer+}\"\n}"
    ),
    TerraformEdit(
      "vault: a wider path",
      .widened,
      .iam,
      of: "vault_policy",
      vaultPolicy("path \"secret/data/[-ci/-]*\" {\n  capabilities = [\"read\"]\n}")
    ),
    TerraformEdit(
      "vault: a denial gone",
      .widened,
      .iam,
      of: "vault_policy",
      vaultPolicy(
        "path \"secret/*\" {\n  capabilities = [\"read\"]\n}\n[-path \"secret/root\" {\n  capabilities = [\"deny\"]\n}-]"
      )
    ),
    TerraformEdit(
      "vault: in another order, with a remark",
      .equal,
      of: "vault_policy",
      vaultPolicy(
        "{+# of the pipeline+}\npath \"secret/${var.team}/*\" {\n  capabilities = [[-\"read\", \"list\"-]{+\"list\", \"read\"+}]\n}"
      )
    ),
    TerraformEdit(
      "vault: a path that is not known, and more of it",
      .widened,
      .iam,
      of: "vault_policy",
      vaultPolicy("path \"secret/${var.team}/*\" {\n  capabilities = [\"read\"{+, \"sudo\"+}]\n}")
    ),
    TerraformEdit(
      "vault: a new policy",
      .widened,
      .iam,
      "{+resource \"vault_policy\" \"a\" {\n\(vaultPolicy("path \"secret/*\" {\n  capabilities = [\"read\"]\n}"))\n}+}"
    ),
    TerraformEdit(
      "vault: no policy that can be read",
      .unknown,
      of: "vault_policy",
      "name = \"ci\"\npolicy = var.[-a-]{+b+}"
    ),
    TerraformEdit(
      "vault: a document",
      .widened,
      .iam,
      """
      data "vault_policy_document" "ci" {
        rule {
          path         = "secret/data/ci"
          capabilities = ["read"{+, "update"+}]
        }
      }
      """
    ),
    TerraformEdit(
      "audit: somebody is left out",
      .widened,
      .protection,
      of: "google_project_iam_audit_config",
      "project = \"shop\"\nservice = \"allServices\"\naudit_log_config {\n  log_type = \"DATA_READ\"\n  exempted_members = [\"user:ann@example.com\"{+, \"user:eve@example.com\"+}]\n}"
    ),
    TerraformEdit(
      "audit: a kind of access no longer logged",
      .widened,
      .protection,
      of: "google_project_iam_audit_config",
      "project = \"shop\"\nservice = \"allServices\"\naudit_log_config {\n  log_type = \"DATA_READ\"\n}\n[-audit_log_config {\n  log_type = \"DATA_WRITE\"\n}-]"
    ),
    TerraformEdit(
      "audit: gone",
      .widened,
      .protection,
      "[-resource \"google_project_iam_audit_config\" \"a\" {\n  project = \"shop\"\n  service = \"allServices\"\n  audit_log_config {\n    log_type = \"DATA_READ\"\n  }\n}-]"
    ),
    TerraformEdit(
      "audit: somebody is left out of a policy's",
      .widened,
      .protection,
      """
      data "google_iam_policy" "a" {
        binding {
          role    = "roles/viewer"
          members = ["user:ann@example.com"]
        }
        audit_config {
          service = "allServices"
          audit_log_configs {
            log_type         = "DATA_READ"
            exempted_members = [{+"user:eve@example.com"+}]
          }
        }
      }
      """
    ),
    TerraformEdit(
      "audit: a policy without it",
      .widened,
      .protection,
      """
      data "google_iam_policy" "a" {
        binding {
          role    = "roles/viewer"
          members = ["user:ann@example.com"]
        }
        [-audit_config {
          service = "allServices"
          audit_log_configs {
            log_type = "DATA_READ"
          }
        }-]
      }
      """
    ),
  ]
}
