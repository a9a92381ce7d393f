/// What Terraform calls the properties of CloudFormation's resources.
enum TemplateNames {
  /// Empty where the name only wraps what Terraform has a level higher.
  static func terraform(_ property: String, in type: String) -> String {
    let name = KeyWords.words(of: property).joined(separator: "_")
    return byType[type]?[name] ?? everywhere[name] ?? name
  }

  private static let everywhere = table(
    """
    distribution_config= launch_template_data= port_range= stream_encryption= bucket_encryption= \
    group_description=description vpc_security_groups=vpc_security_group_ids \
    enable_iam_database_authentication=iam_database_authentication_enabled \
    enable_cloudwatch_logs_exports=enabled_cloudwatch_logs_exports \
    enable_performance_insights=performance_insights_enabled \
    master_user_password=password master_username=username access_log_setting=access_log_settings \
    access_logging_policy=access_logs logging_properties=logging logging_configuration=logging_config \
    kms_key=kms_key_id access_control=acl encryption_key_arn=kms_key_arn \
    point_in_time_recovery_specification=point_in_time_recovery point_in_time_recovery_enabled=enabled \
    sse_specification=server_side_encryption sse_enabled=enabled \
    pending_window_in_days=deletion_window_in_days \
    resources_vpc_config=vpc_config \
    deletion_protection_enabled=deletion_protection
    """
  )

  private static let byType: [String: [String: String]] = [
    "aws_security_group": table(
      """
      security_group_ingress=ingress security_group_egress=egress ip_protocol=protocol \
      cidr_ip=cidr_blocks cidr_ipv6=ipv6_cidr_blocks source_prefix_list_id=prefix_list_ids \
      destination_prefix_list_id=prefix_list_ids source_security_group_id=security_groups \
      source_security_group_name=security_groups destination_security_group_id=security_groups \
      group_name=name
      """
    ),
    "aws_vpc_security_group_ingress_rule": rule,
    "aws_vpc_security_group_egress_rule": rule,
    "aws_network_acl_rule": table("from=from_port to=to_port"),
    "aws_instance": table("security_group_ids=vpc_security_group_ids image_id=ami"),
    "aws_route53_record": table(
      "resource_records=records alias_target=alias hosted_zone_id=zone_id hosted_zone_name=zone_id"
    ),
    "aws_kms_key": table("enabled=is_enabled"),
    "aws_lambda_function_url": table("auth_type=authorization_type"),
    "aws_iam_policy": table("managed_policy_name=name"),
    "aws_iam_user": table("user_name=name"),
    "aws_iam_access_key": table("user_name=user"),
    "aws_iam_role": table("role_name=name"),
    "aws_iam_group": table("group_name=name"),
    "aws_cloudtrail": table(
      "is_logging=enable_logging cloud_watch_logs_log_group_arn=cloud_watch_logs_group_arn"
    ),
    "aws_ecs_task_definition": table("host= source_path=host_path"),
    "aws_elb": table("listeners=listener"),
  ]

  private static let rule = table(
    """
    cidr_ip=cidr_ipv4 source_prefix_list_id=prefix_list_id destination_prefix_list_id=prefix_list_id \
    source_security_group_id=referenced_security_group_id \
    destination_security_group_id=referenced_security_group_id group_id=security_group_id
    """
  )

  private static func table(_ text: String) -> [String: String] {
    var table: [String: String] = [:]
    for entry in text.split(separator: " ") {
      let sides = entry.split(separator: "=", omittingEmptySubsequences: false)
      table[String(sides[0])] = String(sides[1])
    }
    return table
  }
}
