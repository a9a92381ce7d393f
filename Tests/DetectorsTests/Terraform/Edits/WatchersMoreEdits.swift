import Detection

extension TerraformEditTests {
  private static func machine(_ scopes: String) -> String {
    "name = \"a\"\nservice_account {\n email = \"a@b.iam.gserviceaccount.com\"\n scopes = [\(scopes)]\n}"
  }

  private static func nodes(_ scopes: String) -> String {
    "name = \"a\"\nnode_config {\n service_account = \"a@b\"\n \(scopes)\n}"
  }

  private static let url = "https://www.googleapis.com/auth/"

  /// Who watches, what a machine may ask the cloud for, and what holds requests out.
  static let watchersMore: [TerraformEdit] = [
    weaker("azurerm_monitor_activity_log_alert", "name = \"a\"\n{+enabled = false+}"),
    same(
      "azurerm_monitor_activity_log_alert",
      "name = \"a\"\ncriteria {\n category = \"[-Security-]{+Recommendation+}\"\n}",
      .incomparable
    ),
    same("azurerm_monitor_metric_alert", "name = \"a\"\ncriteria {\n threshold = [-1-]{+2+}\n}"),
    TerraformEdit(
      "nobody hears of another role",
      .widened,
      .protection,
      """
      [-resource "azurerm_monitor_activity_log_alert" "a" {
        name = "a"
        criteria {
          category = "Administrative"
        }
      }-]
      """
    ),
    weaker(
      "azurerm_security_center_auto_provisioning",
      "auto_provision = \"[-On-]{+Off+}\""
    ),
    weaker("google_compute_instance", machine("\"[-storage-ro-]{+cloud-platform+}\""), .iam),
    weaker("google_compute_instance", machine("\"storage-ro\"{+, \"compute-rw\"+}"), .iam),
    weaker(
      "google_compute_instance",
      machine("\"cloud-platform\"{+, \"\(url)drive\"+}"),
      .iam
    ),
    same("google_compute_instance", machine("\"cloud-platform\"{+, \"compute-rw\"+}")),
    same("google_compute_instance", machine("\"[-\(url)-]cloud-platform\"")),
    same(
      "google_compute_instance",
      machine("\"[-storage-ro-]{+compute-rw+}\""),
      .incomparable
    ),
    weaker(
      "google_container_cluster",
      nodes("oauth_scopes = [\"\(url)[-logging.write-]{+cloud-platform+}\"]"),
      .iam
    ),
    // Without any, nodes write logs and read images.
    weaker("google_container_cluster", nodes("{+oauth_scopes = [\"cloud-platform\"]+}"), .iam),
    same("google_container_cluster", nodes("[-oauth_scopes = [\"cloud-platform\"]-]"), .narrowed),
    weaker(
      "google_binary_authorization_policy",
      "default_admission_rule {\n evaluation_mode = \"[-ALWAYS_DENY-]{+ALWAYS_ALLOW+}\"\n enforcement_mode = \"ENFORCED_BLOCK_AND_AUDIT_LOG\"\n}"
    ),
    weaker(
      "google_binary_authorization_policy",
      "default_admission_rule {\n evaluation_mode = \"ALWAYS_DENY\"\n enforcement_mode = \"[-ENFORCED_BLOCK_AND_AUDIT_LOG-]{+DRYRUN_AUDIT_LOG_ONLY+}\"\n}"
    ),
    weaker(
      "azurerm_frontdoor",
      "name = \"a\"\nfrontend_endpoint {\n name = \"a\"\n [-web_application_firewall_policy_link_id = azurerm_frontdoor_firewall_policy.a.id-]\n}"
    ),
    same(
      "azurerm_frontdoor",
      "name = \"a\"\nfrontend_endpoint {\n name = \"a\"\n web_application_firewall_policy_link_id = azurerm_frontdoor_firewall_policy.[-a-]{+b+}.id\n}",
      .incomparable
    ),
    weaker("azurerm_application_gateway", "name = \"a\"\n[-firewall_policy_id = \"p\"-]"),
    weaker(
      "azurerm_frontdoor_firewall_policy",
      managed(
        "{+exclusion {\n match_variable = \"QueryStringArgNames\"\n operator = \"Equals\"\n selector = \"a\"\n}+}"
      ),
      .network
    ),
    same(
      "azurerm_frontdoor_firewall_policy",
      managed(
        "override {\n rule_group_name = \"SQLI\"\n rule {\n rule_id = \"1\"\n action = \"[-Block-]{+Log+}\"\n }\n}"
      ),
      .incomparable
    ),
    weaker(
      "azurerm_frontdoor_firewall_policy",
      "name = \"a\"\n[-\(managed(""))-]",
      .network
    ),
    same(
      "aws_wafv2_ip_set",
      "name = \"a\"\nscope = \"REGIONAL\"\naddresses = [\"192.0.2.0/24\"{+, \"198.51.100.0/24\"+}]",
      .incomparable
    ),
    weaker(
      "github_actions_organization_secret_repositories",
      "secret_name = \"A\"\nselected_repository_ids = [github_repository.a.repo_id{+, github_repository.b.repo_id+}]",
      .iam
    ),
    TerraformEdit(
      "a secret for one repository",
      .widened,
      .iam,
      """
      {+resource "github_actions_organization_secret_repositories" "a" {
        secret_name             = "A"
        selected_repository_ids = [github_repository.a.repo_id]
      }+}
      """
    ),
    // Logs go somewhere then, and whose that is is not known; without them nobody sees what happens.
    TerraformEdit(
      "logs are sent somewhere",
      .incomparable,
      .dataExport,
      """
      {+resource "azurerm_monitor_diagnostic_setting" "a" {
        name                       = "a"
        target_resource_id         = azurerm_key_vault.a.id
        log_analytics_workspace_id = data.azurerm_log_analytics_workspace.a.id
      }+}
      """,
      back: .widened
    ),
    same(
      "tfe_workspace",
      "name = \"a\"\nvcs_repo {\n oauth_token_id = tfe_oauth_client.[-a-]{+b+}.oauth_token_id\n}",
      .incomparable
    ),
    same(
      "kubernetes_role",
      "metadata {\n name = \"a\"\n namespace = \"[-a-]{+b+}\"\n}\nrule {\n resources = [\"pods\"]\n verbs = [\"get\"]\n}",
      .incomparable
    ),
  ]

  private static func managed(_ more: String) -> String {
    "managed_rule {\n type = \"DefaultRuleSet\"\n version = \"1.0\"\n \(more)\n}"
  }
}
