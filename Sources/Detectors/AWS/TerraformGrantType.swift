import Detection

/// A type of Terraform resource that gives someone something by naming both.
struct TerraformGrantType {
  /// Arguments that name who gets it; of several each counts.
  ///
  /// By the noun that stands before the name.
  let takers: [String: String]
  /// Arguments that name what is given.
  let given: [String]
  /// Arguments that name where.
  var scope: [String] = []
  /// What a summary says of a grant that comes, and of one that goes.
  var verbs = ("attaches", "to", "detaches", "from")
  var severity: Severity?
  /// What it gives is a limit.
  var narrows = false

  static let types: [String: TerraformGrantType] = [
    "aws_iam_role_policy_attachment": .init(takers: ["role": "role/"], given: ["policy_arn"]),
    "aws_iam_user_policy_attachment": .init(takers: ["user": "user/"], given: ["policy_arn"]),
    "aws_iam_group_policy_attachment": .init(takers: ["group": "group/"], given: ["policy_arn"]),
    "aws_iam_policy_attachment": .init(
      takers: ["roles": "role/", "users": "user/", "groups": "group/"],
      given: ["policy_arn"]
    ),
    "aws_iam_user_group_membership": .init(
      takers: ["user": "user/"],
      given: ["groups"],
      verbs: joins,
      severity: .high
    ),
    "aws_iam_group_membership": .init(
      takers: ["users": "user/"],
      given: ["group"],
      verbs: joins,
      severity: .high
    ),
    "aws_identitystore_group_membership": .init(
      takers: ["member_id": "user "],
      given: ["group_id"],
      verbs: joins,
      severity: .high
    ),
    "aws_iam_instance_profile": .init(
      takers: ["name": "instance profile ", "name_prefix": "instance profile "],
      given: ["role", "roles"],
      severity: .high
    ),
    "aws_ssoadmin_managed_policy_attachment": .init(
      takers: ["permission_set_arn": "permission set "],
      given: ["managed_policy_arn"],
      scope: ["instance_arn"]
    ),
    "aws_ssoadmin_account_assignment": .init(
      takers: ["principal_id": "principal "],
      given: ["permission_set_arn"],
      scope: ["target_id", "target_type", "principal_type", "instance_arn"],
      verbs: gives,
      severity: .high
    ),
    "aws_ssoadmin_permissions_boundary_attachment": .init(
      takers: ["permission_set_arn": "permission set "],
      given: ["permissions_boundary"],
      scope: ["instance_arn"],
      narrows: true
    ),
    "aws_organizations_policy_attachment": .init(
      takers: ["target_id": "target "],
      given: ["policy_id"],
      narrows: true
    ),
    "aws_eks_access_policy_association": .init(
      takers: ["principal_arn": ""],
      given: ["policy_arn"],
      scope: ["cluster_name", "access_scope"]
    ),
    "aws_eks_access_entry": .init(
      takers: ["principal_arn": ""],
      given: ["kubernetes_groups", "type", "user_name"],
      scope: ["cluster_name"],
      verbs: gives,
      severity: .high
    ),
    "aws_ram_principal_association": .init(
      takers: ["principal": ""],
      given: ["resource_share_arn"],
      verbs: shares,
      severity: .high
    ),
    "aws_ram_resource_association": .init(
      takers: ["resource_share_arn": ""],
      given: ["resource_arn"],
      severity: .high
    ),
    "aws_ami_launch_permission": .init(
      takers: [
        "account_id": "account ", "group": "group ", "organization_arn": "",
        "organizational_unit_arn": "",
      ],
      given: ["image_id"],
      verbs: shares,
      severity: .high
    ),
    "aws_snapshot_create_volume_permission": .init(
      takers: ["account_id": "account "],
      given: ["snapshot_id"],
      verbs: shares,
      severity: .high
    ),
    "aws_vpc_endpoint_service_allowed_principal": .init(
      takers: ["principal_arn": ""],
      given: ["vpc_endpoint_service_id"],
      verbs: shares,
      severity: .high
    ),
    "aws_kms_grant": .init(
      takers: ["grantee_principal": "", "retiring_principal": ""],
      given: ["operations"],
      scope: ["key_id", "constraints"],
      verbs: gives,
      severity: .high
    ),
    "aws_iam_openid_connect_provider": .init(
      takers: ["url": "tokens from "],
      given: ["client_id_list"],
      verbs: trusts,
      severity: .high
    ),
    "aws_iam_access_key": .init(
      takers: ["user": "user/"],
      given: [],
      verbs: ("creates an access key", "for", "removes an access key", "of"),
      severity: .high
    ),
    "aws_iam_user_login_profile": .init(
      takers: ["user": "user/"],
      given: [],
      verbs: ("creates a console password", "for", "removes a console password", "of"),
      severity: .high
    ),
  ]

  private static let joins = ("makes a member of", "of", "", "")
  private static let trusts = ("trusts the audience", "of", "no longer trusts the audience", "of")
  private static let gives = ("gives", "to", "takes", "from")
  private static let shares = ("shares", "with", "no longer shares", "with")

  /// Whether what it gives is what the members of a group have.
  var joinsGroup: Bool { verbs.0 == Self.joins.0 }

  /// Whether what it gives is a policy.
  var attachesPolicy: Bool { given.contains { $0.hasSuffix("policy_arn") } }

  /// `attaches AdministratorAccess to role/deploy`.
  func summary(_ taker: String, _ given: String, _ scope: String, comes: Bool) -> String {
    let place = scope.isEmpty ? "" : " on " + scope
    if joinsGroup {
      return comes ? "adds \(taker) to group \(given)" : "removes \(taker) from group \(given)"
    }
    let (verb, link) = comes ? (verbs.0, verbs.1) : (verbs.2, verbs.3)
    return verb + (given.isEmpty ? "" : " " + given) + " \(link) " + taker + place
  }
}
