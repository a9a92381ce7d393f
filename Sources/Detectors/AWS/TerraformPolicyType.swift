/// Where a type of Terraform resource has its access policies.
struct TerraformPolicyType {
  /// How the resource is called: `role` of `role/deploy`.
  var noun = ""
  var documents: [String: PolicyRole] = [:]
  /// Blocks of a `name` and a `policy`.
  var inline: String?
  /// Lists of policies or groups that it has.
  var lists: [String] = []
  var boundary: String?
  /// Arguments that say whose the policy is.
  var owners: [String] = []
  /// What holds where the resource has no policy.
  var absence = PolicyAbsence.nobody

  static let types: [String: TerraformPolicyType] = {
    var types: [String: TerraformPolicyType] = [
      "aws_iam_role": TerraformPolicyType(
        noun: "role",
        documents: ["assume_role_policy": .trust],
        inline: "inline_policy",
        lists: ["managed_policy_arns"],
        boundary: "permissions_boundary"
      ),
      "aws_iam_user": TerraformPolicyType(noun: "user", boundary: "permissions_boundary"),
      "aws_iam_policy": TerraformPolicyType(noun: "policy", documents: ["policy": .identity]),
      "aws_ssoadmin_permission_set_inline_policy": TerraformPolicyType(
        documents: ["inline_policy": .identity],
        owners: ["permission_set_arn", "instance_arn"]
      ),
      "aws_organizations_policy": TerraformPolicyType(
        noun: "organization policy",
        documents: ["content": .boundary]
      ),
    ]
    for noun in ["role", "user", "group"] {
      types["aws_iam_\(noun)_policy"] = TerraformPolicyType(
        noun: noun,
        documents: ["policy": .identity],
        owners: [noun]
      )
    }
    for (type, argument, owner) in resources {
      types[type] = TerraformPolicyType(
        documents: [argument: .resource],
        owners: owner.isEmpty ? [] : [owner],
        absence: PolicyAbsence.byType[type] ?? .nobody
      )
    }
    return types
  }()

  /// Policies of resources: the type, its argument with the policy, and the one that names what it is of.
  private static let resources = [
    ("aws_s3_bucket_policy", "policy", "bucket"),
    ("aws_s3_bucket", "policy", ""),
    ("aws_s3_access_point", "policy", ""),
    ("aws_s3control_access_point_policy", "policy", "access_point_arn"),
    ("aws_s3control_bucket_policy", "policy", "bucket"),
    ("aws_kms_key", "policy", ""),
    ("aws_kms_replica_key", "policy", ""),
    ("aws_kms_external_key", "policy", ""),
    ("aws_kms_key_policy", "policy", "key_id"),
    ("aws_sqs_queue", "policy", ""),
    ("aws_sqs_queue_policy", "policy", "queue_url"),
    ("aws_sns_topic", "policy", ""),
    ("aws_sns_topic_policy", "policy", "arn"),
    ("aws_ecr_repository_policy", "policy", "repository"),
    ("aws_ecrpublic_repository_policy", "policy", "repository_name"),
    ("aws_ecr_registry_policy", "policy", ""),
    ("aws_secretsmanager_secret", "policy", ""),
    ("aws_secretsmanager_secret_policy", "policy", "secret_arn"),
    ("aws_elasticsearch_domain", "access_policies", ""),
    ("aws_elasticsearch_domain_policy", "access_policies", "domain_name"),
    ("aws_opensearch_domain", "access_policies", ""),
    ("aws_opensearch_domain_policy", "access_policies", "domain_name"),
    ("aws_efs_file_system_policy", "policy", "file_system_id"),
    ("aws_backup_vault_policy", "policy", "backup_vault_name"),
    ("aws_glacier_vault", "access_policy", ""),
    ("aws_glue_resource_policy", "policy", ""),
    ("aws_cloudwatch_log_resource_policy", "policy_document", ""),
    ("aws_cloudwatch_log_destination_policy", "access_policy", "destination_name"),
    ("aws_cloudwatch_event_bus_policy", "policy", "event_bus_name"),
    ("aws_api_gateway_rest_api", "policy", ""),
    ("aws_api_gateway_rest_api_policy", "policy", "rest_api_id"),
    ("aws_vpc_endpoint", "policy", ""),
    ("aws_vpc_endpoint_policy", "policy", "vpc_endpoint_id"),
    ("aws_media_store_container_policy", "policy", "container_name"),
    ("aws_codeartifact_domain_permissions_policy", "policy_document", "domain"),
    ("aws_codeartifact_repository_permissions_policy", "policy_document", "repository"),
    ("aws_acmpca_policy", "policy", "resource_arn"),
    ("aws_ses_identity_policy", "policy", "identity"),
    ("aws_iot_policy", "policy", ""),
    ("aws_dynamodb_resource_policy", "policy", "resource_arn"),
    ("aws_kinesis_resource_policy", "policy", "resource_arn"),
    ("aws_msk_cluster_policy", "policy", "cluster_arn"),
    ("aws_redshiftserverless_resource_policy", "policy", "resource_arn"),
    ("aws_networkfirewall_resource_policy", "policy", "resource_arn"),
    ("aws_schemas_registry_policy", "policy", "registry_name"),
    ("aws_sagemaker_model_package_group_policy", "resource_policy", "model_package_group_name"),
  ]
}
