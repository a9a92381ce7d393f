extension PostureTable {
  /// What a setting holds for: the same one opens or protects something else.
  static func addTargets(_ add: Adder) {
    let target = Posture.Measure.target(inPairs: false)
    add(.exposure, target, reached)
    add(
      .exposure,
      .target(inPairs: true),
      "function_association.function_arn ordered_cache_behavior.path_pattern"
    )
    add(.exposure, target, ofBucket("acl website_configuration cors_configuration"))
    add(
      .protection,
      target,
      ofBucket(
        """
        versioning server_side_encryption_configuration logging object_lock_configuration \
        lifecycle_configuration ownership_controls replication_configuration \
        public_access_block
        """
      )
    )
  }

  private static func ofBucket(_ settings: String) -> String {
    settings.split(separator: " ").map { "aws_s3_bucket_\($0):bucket" }.joined(separator: " ")
  }

  private static let reached = """
    aws_lambda_function_url:function_name aws_lambda_function_url:qualifier \
    aws_lb_target_group_attachment:target_group_arn aws_lb_target_group_attachment:target_id \
    aws_alb_target_group_attachment:target_group_arn aws_alb_target_group_attachment:target_id \
    aws_autoscaling_attachment:autoscaling_group_name aws_autoscaling_attachment:elb \
    aws_autoscaling_attachment:lb_target_group_arn \
    aws_autoscaling_attachment:alb_target_group_arn aws_autoscaling_group:target_group_arns \
    aws_autoscaling_group:load_balancers aws_elb:instances aws_elb_attachment:elb \
    aws_elb_attachment:instance aws_eip:instance aws_eip:network_interface \
    aws_eip_association:allocation_id aws_eip_association:instance_id \
    aws_eip_association:network_interface_id \
    aws_network_interface_sg_attachment:security_group_id \
    aws_network_interface_sg_attachment:network_interface_id \
    aws_network_interface_attachment:instance_id \
    aws_network_interface_attachment:network_interface_id \
    aws_ecs_service:load_balancer.target_group_arn aws_db_subnet_group:subnet_ids \
    aws_elasticache_subnet_group:subnet_ids aws_redshift_subnet_group:subnet_ids \
    aws_docdb_subnet_group:subnet_ids aws_neptune_subnet_group:subnet_ids \
    aws_dax_subnet_group:subnet_ids aws_dms_replication_subnet_group:subnet_ids \
    aws_api_gateway_integration:uri aws_apigatewayv2_integration:integration_uri \
    aws_sns_topic_subscription:endpoint aws_sns_topic_subscription:topic_arn \
    azurerm_network_interface_backend_address_pool_association:network_interface_id \
    azurerm_network_interface_backend_address_pool_association:backend_address_pool_id \
    aws_apigatewayv2_route:target aws_cloudfront_distribution:function_association \
    google_compute_forwarding_rule:target google_compute_forwarding_rule:backend_service \
    google_compute_global_forwarding_rule:target google_compute_instance:tags \
    google_compute_instance_template:tags google_compute_region_instance_template:tags \
    node_config.tags
    """
}
