import Detection

extension TerraformEditTests {
  /// GitHub, Okta, Cloudflare, Datadog, Kubernetes.
  static let providers: [TerraformEdit] = [
    TerraformEdit(
      "team of a repository: up",
      .widened,
      nil,
      of: "github_team_repository",
      """
      team_id    = github_team.dev.id
      repository = "app"
      permission = "[-pull-]{+admin+}"
      """
    ),
    TerraformEdit(
      "collaborator",
      .widened,
      nil,
      """
      {+resource "github_repository_collaborator" "bob" {
        repository = "app"
        username   = "bob"
        permission = "push"
      }+}
      """
    ),
    TerraformEdit(
      "collaborators: one down",
      .narrowed,
      .iam,
      of: "github_repository_collaborators",
      """
      repository = "app"
      user {
        username   = "ann"
        permission = "[-admin-]{+pull+}"
      }
      """
    ),
    TerraformEdit(
      "repository opened",
      .widened,
      nil,
      of: "github_repository",
      """
      name       = "app"
      visibility = "[-private-]{+public+}"
      """
    ),
    TerraformEdit(
      "branch: fewer reviews",
      .widened,
      .protection,
      of: "github_branch_protection",
      """
      repository_id = "app"
      pattern       = "main"
      required_pull_request_reviews {
        required_approving_review_count = [-2-]{+1+}
      }
      """
    ),
    TerraformEdit(
      "branch: administrators free",
      .widened,
      .protection,
      of: "github_branch_protection",
      """
      repository_id  = "app"
      pattern        = "main"
      enforce_admins = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "branch: check dropped",
      .widened,
      .protection,
      of: "github_branch_protection",
      """
      repository_id = "app"
      pattern       = "main"
      required_status_checks {
        strict   = true
        contexts = ["test"[-, "countersign"-]]
      }
      """
    ),
    TerraformEdit(
      "branch: protection gone",
      .widened,
      nil,
      """
      [-resource "github_branch_protection" "main" {
        repository_id = "app"
        pattern       = "main"
      }-]
      """
    ),
    TerraformEdit(
      "branch: force pushes",
      .widened,
      .protection,
      of: "github_branch_protection",
      """
      repository_id       = "app"
      pattern             = "main"
      allows_force_pushes = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "team member",
      .widened,
      nil,
      """
      {+resource "github_team_membership" "x" {
        team_id  = github_team.ops.id
        username = "bob"
        role     = "maintainer"
      }+}
      """
    ),
    TerraformEdit(
      "deploy key writes",
      .widened,
      nil,
      of: "github_repository_deploy_key",
      """
      repository = "app"
      title      = "ci"
      key        = "ssh-ed25519 AAAA"
      read_only  = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "environment without reviewers",
      .widened,
      nil,
      of: "github_repository_environment",
      """
      repository  = "app"
      environment = "production"
      [-reviewers {
        teams = [github_team.ops.id]
      }-]
      """
    ),
    TerraformEdit(
      "ruleset only looks",
      .widened,
      nil,
      of: "github_repository_ruleset",
      """
      name        = "main"
      repository  = "app"
      target      = "branch"
      enforcement = "[-active-]{+evaluate+}"
      rules {
        deletion = true
      }
      """
    ),
    TerraformEdit(
      "repository description",
      .equal,
      of: "github_repository",
      """
      name        = "app"
      description = "[-a-]{+The application+}"
      """
    ),
    TerraformEdit(
      "okta: admin role",
      .widened,
      .iam,
      """
      {+resource "okta_user_admin_roles" "ann" {
        user_id     = okta_user.ann.id
        admin_roles = ["SUPER_ADMIN"]
      }+}
      """
    ),
    TerraformEdit(
      "okta: zone wider",
      .widened,
      nil,
      of: "okta_network_zone",
      """
      name     = "office"
      type     = "IP"
      gateways = ["203.0.113.0/24"{+, "198.51.100.0/24"+}]
      """
    ),
    TerraformEdit(
      "okta: group assigned",
      .widened,
      nil,
      """
      {+resource "okta_app_group_assignment" "aws" {
        app_id   = okta_app_saml.aws.id
        group_id = okta_group.everyone.id
      }+}
      """
    ),
    TerraformEdit(
      "cloudflare: let in",
      .widened,
      nil,
      """
      {+resource "cloudflare_access_policy" "all" {
        application_id = cloudflare_access_application.admin.id
        name           = "all"
        precedence     = 1
        decision       = "bypass"
        include {
          everyone = true
        }
      }+}
      """,
      back: .incomparable
    ),
    TerraformEdit(
      "cloudflare: not through the proxy",
      .widened,
      nil,
      of: "cloudflare_record",
      """
      zone_id = "z"
      name    = "www"
      type    = "A"
      content = "203.0.113.1"
      proxied = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "datadog: role's permission",
      .widened,
      nil,
      of: "datadog_role",
      """
      name = "dev"
      permission {
        id = data.datadog_permissions.all.permissions.logs_read_data
      }
      {+permission {
        id = data.datadog_permissions.all.permissions.user_access_manage
      }+}
      """
    ),
    TerraformEdit(
      "datadog: a monitor's text",
      .equal,
      of: "datadog_monitor",
      """
      name    = "cpu"
      type    = "metric alert"
      message = "[-cpu-]{+CPU is high+}"
      query   = "avg(last_5m):avg:system.cpu.user{*} > 90"
      """
    ),
  ]
}
