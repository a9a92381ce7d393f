import Detection

extension TerraformEditTests {
  /// Hosts of code, of runs and of dashboards, whose providers have few resources that are known.
  static let hosts: [TerraformEdit] = [
    host("gitlab_project", .widened, .network, "visibility_level = \"[-private-]{+public+}\""),
    host(
      "gitlab_project_protected_environment",
      .widened,
      .protection,
      "required_approval_count = [-2-]{+0+}"
    ),
    host("gitlab_project", .equal, nil, "description = \"[-a-]{+b+}\""),
    host("gitlab_project", .unknown, nil, "initech_door = \"[-a-]{+b+}\""),
    host("tfe_workspace", .widened, .protection, "auto_apply = [-false-]{+true+}"),
    host("tfe_workspace", .widened, .iam, "global_remote_state = [-false-]{+true+}"),
    host(
      "tfe_workspace",
      .incomparable,
      .supplyChain,
      "vcs_repo {\n  identifier = \"[-ours-]{+theirs+}/r\"\n}"
    ),
    host(
      "github_repository_file",
      .incomparable,
      .supplyChain,
      "file = \".github/CODEOWNERS\"\ncontent = \"* @[-security-]{+eve+}\""
    ),
    host("github_repository_file", .equal, nil, "file = \"README.md\"\ncontent = \"[-a-]{+b+}\""),
    host("github_repository_environment", .widened, .protection, "[-prevent_self_review = true-]"),
    host("github_repository_environment", .widened, .protection, "[-can_admins_bypass = false-]"),
    host(
      "consul_config_entry",
      .widened,
      .network,
      "config_json = jsonencode({ Sources = [{ Name = \"*\", Action = \"[-deny-]{+allow+}\" }] })"
    ),
    host("grafana_organization", .widened, .iam, "admins = [\"a@x\"{+, \"eve@x\"+}]"),
    host("grafana_dashboard", .equal, nil, "config_json = jsonencode({ panels = [[-1-]{+2+}] })"),
    host("pagerduty_service", .equal, nil, "acknowledgement_timeout = [-60-]{+120+}"),
    TerraformEdit(
      "nobody records what the vault does",
      .widened,
      .protection,
      "[-resource \"vault_audit\" \"x\" {\n  type = \"file\"\n}-]"
    ),
    TerraformEdit(
      "a workspace more",
      .incomparable,
      .iam,
      "{+resource \"tfe_workspace\" \"x\" {\n  organization = \"ours\"\n}+}"
    ),
    TerraformEdit(
      "a service of alerts more",
      .equal,
      "{+resource \"pagerduty_service\" \"x\" {\n  escalation_policy = \"p\"\n}+}"
    ),
  ]

  private static func host(
    _ type: String,
    _ direction: Direction,
    _ family: Family?,
    _ text: String
  ) -> TerraformEdit {
    TerraformEdit("\(type): \(text.prefix(40))", direction, family, of: type, text)
  }
}
