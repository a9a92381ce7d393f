import HCL

/// Who has which role on what, as one resource grants it.
struct AccessTuple {
  let principal: String
  let role: String
  let scope: String
  /// Empty where it always holds.
  let condition: String
  let value: Value
}

/// How a type of resource grants roles.
struct AccessShape {
  let principals: [String]
  let roles: [String]
  /// `nil`: every other argument says what it is on.
  var scopes: [String]?
  var standardRole = "member"
  /// Blocks that are grants, where the block itself is none; names joined by dots.
  var nested: [String] = []

  static func shape(of type: String) -> AccessShape? {
    if let known = byType[type] { return known }
    let isCloud = type.hasPrefix("google_") || type.hasPrefix("yandex_")
    if isCloud, type.hasSuffix("_iam_member") {
      return AccessShape(principals: ["member"], roles: ["role"])
    }
    if isCloud, type.hasSuffix("_iam_binding") {
      return AccessShape(principals: ["members"], roles: ["role"])
    }
    return nil
  }

  private static let byType: [String: AccessShape] = [
    "google_bigquery_dataset": AccessShape(
      principals: [
        "user_by_email", "group_by_email", "domain", "special_group", "iam_member", "view",
        "dataset", "routine",
      ],
      roles: ["role"],
      scopes: ["project", "dataset_id"],
      nested: ["access"]
    ),
    // A policy as data takes effect where it is used, and that is the same on both sides.
    "google_iam_policy": AccessShape(
      principals: ["members"],
      roles: ["role"],
      scopes: [],
      nested: ["binding"]
    ),
    "datadog_role": AccessShape(
      principals: ["id"],
      roles: [],
      scopes: ["name"],
      standardRole: "the permission",
      nested: ["permission"]
    ),
    "azurerm_role_assignment": AccessShape(
      principals: ["principal_id"],
      roles: ["role_definition_name", "role_definition_id"],
      scopes: ["scope"]
    ),
    "azuread_group_member": AccessShape(
      principals: ["member_object_id"],
      roles: [],
      scopes: ["group_object_id"]
    ),
    "azuread_directory_role_assignment": AccessShape(
      principals: ["principal_object_id"],
      roles: ["role_id"]
    ),
    "azuread_app_role_assignment": AccessShape(
      principals: ["principal_object_id"],
      roles: ["app_role_id"],
      scopes: ["resource_object_id"]
    ),
    "github_team_membership": AccessShape(
      principals: ["username"],
      roles: ["role"],
      scopes: ["team_id"]
    ),
    "github_membership": AccessShape(principals: ["username"], roles: ["role"], scopes: []),
    "github_repository_collaborator": AccessShape(
      principals: ["username"],
      roles: ["permission"],
      scopes: ["repository"],
      standardRole: "push"
    ),
    "github_repository_collaborators": AccessShape(
      principals: ["username", "team_id"],
      roles: ["permission"],
      scopes: ["repository"],
      standardRole: "push",
      nested: ["user", "team"]
    ),
    "github_team_members": AccessShape(
      principals: ["username"],
      roles: ["role"],
      scopes: ["team_id"],
      nested: ["members"]
    ),
    "aws_s3_bucket_acl": AccessShape(
      principals: ["grantee.id", "grantee.uri", "grantee.email_address"],
      roles: ["permission"],
      scopes: ["bucket"],
      nested: ["access_control_policy.grant"]
    ),
    "aws_s3_bucket": AccessShape(
      principals: ["id", "uri"],
      roles: ["permissions"],
      scopes: ["bucket"],
      nested: ["grant"]
    ),
    "github_team_repository": AccessShape(
      principals: ["team_id"],
      roles: ["permission"],
      scopes: ["repository"],
      standardRole: "pull"
    ),
    "gitlab_group_membership": AccessShape(
      principals: ["user_id"],
      roles: ["access_level"],
      scopes: ["group_id"]
    ),
    "gitlab_project_membership": AccessShape(
      principals: ["user_id"],
      roles: ["access_level"],
      scopes: ["project_id"]
    ),
    "datadog_team_membership": AccessShape(
      principals: ["user_id"],
      roles: ["role"],
      scopes: ["team_id"]
    ),
    "datadog_user": AccessShape(principals: ["email"], roles: ["roles"], scopes: []),
    "fastly_user": AccessShape(
      principals: ["login"],
      roles: ["role"],
      scopes: [],
      standardRole: "user"
    ),
    "fastly_service_authorization": AccessShape(
      principals: ["user_id"],
      roles: ["permission"],
      scopes: ["service_id"]
    ),
    "googleworkspace_group_member": AccessShape(
      principals: ["email"],
      roles: ["role"],
      scopes: ["group_id"]
    ),
    "gsuite_group_member": AccessShape(principals: ["email"], roles: ["role"], scopes: ["group"]),
    "tfe_team_access": AccessShape(
      principals: ["team_id"],
      roles: ["access"],
      scopes: ["workspace_id"]
    ),
    "pagerduty_user": AccessShape(principals: ["email"], roles: ["role"], scopes: []),
    "google_service_account_key": AccessShape(
      principals: ["service_account_id"],
      roles: [],
      scopes: [],
      standardRole: "a key"
    ),
    "okta_group_memberships": AccessShape(principals: ["users"], roles: [], scopes: ["group_id"]),
    "okta_user_admin_roles": AccessShape(
      principals: ["user_id"],
      roles: ["admin_roles"],
      scopes: []
    ),
    "okta_group_role": AccessShape(principals: ["group_id"], roles: ["role_type"]),
  ]

  func tuples(of block: TerraformBlock) -> [AccessTuple] {
    let repetition = block.repetition.map { " for each of \($0.rendered)" } ?? ""
    let used = Set(principals + roles + ["condition", "name", "description"])
    let places = scopes ?? (block.body.fields ?? []).map(\.name).filter { !used.contains($0) }
    let stem = block.type.split(separator: "_").dropLast().joined(separator: "_")
    let scope = places.sorted().compactMap { block[$0]?.rendered }.joined(separator: ", ")
    let holders = nested.isEmpty ? [block.body] : nested.flatMap { block.body.all(at: $0) }
    return holders.flatMap { holder in
      let who = principals.flatMap { holder.all(at: $0) }
      let what = roles.flatMap { holder.all(at: $0) }
      let names = what.isEmpty ? [standardRole] : what.map(\.rendered)
      return who.flatMap { principal in
        names.map { role in
          AccessTuple(
            principal: principal.rendered + repetition,
            role: role,
            scope: scopes == nil ? "\(stem) \(scope)" : scope,
            condition: holder["condition"]?.source ?? "",
            value: principal
          )
        }
      }
    }
  }
}
