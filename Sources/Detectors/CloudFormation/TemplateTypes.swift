/// Which of Terraform's resources is made by the same requests as one of CloudFormation.
enum TemplateTypes {
  /// `aws_db_instance` of `AWS::RDS::DBInstance`; `nil` of what is not AWS's.
  static func terraform(_ type: String) -> String? {
    guard type.hasPrefix("AWS::") else { return nil }
    let name = type.dropFirst(5)
    if let known = names[String(name)] { return "aws_" + known }
    let parts = name.split(separator: ":")
    // A template within the template is somewhere else.
    guard parts.count == 2, parts[0] != "CloudFormation" else { return nil }
    let service = services[String(parts[0])] ?? parts[0].lowercased()
    let words = service.isEmpty ? ["aws"] : ["aws", service]
    return (words + KeyWords.words(of: String(parts[1]))).joined(separator: "_")
  }

  /// Services by the names that Terraform's types begin with, where that is not their own in small letters.
  private static let services = [
    "EC2": "", "RDS": "", "ApiGateway": "api_gateway", "Logs": "cloudwatch",
    "Events": "cloudwatch_event", "OpenSearchService": "opensearch", "StepFunctions": "sfn",
    "ApplicationAutoScaling": "appautoscaling", "KinesisFirehose": "kinesis_firehose",
    "SSO": "ssoadmin", "CertificateManager": "acm", "AmazonMQ": "mq",
    "ElasticBeanstalk": "elastic_beanstalk", "DirectoryService": "directory_service",
    "ServiceDiscovery": "service_discovery", "ElasticLoadBalancingV2": "lb",
    "MediaStore": "media_store", "ResourceGroups": "resourcegroups",
  ]

  private static let names = [
    "EC2::Volume": "ebs_volume",
    "EC2::NetworkAclEntry": "network_acl_rule",
    "EC2::SecurityGroupIngress": "vpc_security_group_ingress_rule",
    "EC2::SecurityGroupEgress": "vpc_security_group_egress_rule",
    "EC2::SubnetRouteTableAssociation": "route_table_association",
    "EC2::VPCGatewayAttachment": "internet_gateway_attachment",
    "EC2::TransitGateway": "ec2_transit_gateway",
    "EC2::PrefixList": "ec2_managed_prefix_list",
    "RDS::DBCluster": "rds_cluster",
    "RDS::DBClusterParameterGroup": "rds_cluster_parameter_group",
    "DocDB::DBCluster": "docdb_cluster",
    "DocDB::DBInstance": "docdb_cluster_instance",
    "DocDB::DBSubnetGroup": "docdb_subnet_group",
    "DocDB::DBClusterParameterGroup": "docdb_cluster_parameter_group",
    "Neptune::DBCluster": "neptune_cluster",
    "Neptune::DBInstance": "neptune_cluster_instance",
    "Neptune::DBClusterParameterGroup": "neptune_cluster_parameter_group",
    "ElasticLoadBalancing::LoadBalancer": "elb",
    "ElasticLoadBalancingV2::LoadBalancer": "lb",
    "AutoScaling::AutoScalingGroup": "autoscaling_group",
    "AutoScaling::LaunchConfiguration": "launch_configuration",
    "AutoScaling::ScalingPolicy": "autoscaling_policy",
    "CloudWatch::Alarm": "cloudwatch_metric_alarm",
    "CloudTrail::Trail": "cloudtrail",
    "SecurityHub::Hub": "securityhub_account",
    "Macie::Session": "macie2_account",
    "Route53::HostedZone": "route53_zone",
    "Route53::RecordSet": "route53_record",
    "Lambda::Url": "lambda_function_url",
    "EKS::Nodegroup": "eks_node_group",
    "IAM::ManagedPolicy": "iam_policy",
    "IAM::OIDCProvider": "iam_openid_connect_provider",
    "SecretsManager::RotationSchedule": "secretsmanager_secret_rotation",
    "SSO::Assignment": "ssoadmin_account_assignment",
    "Backup::BackupVault": "backup_vault",
    "Backup::BackupPlan": "backup_plan",
    "Backup::BackupSelection": "backup_selection",
    "Athena::WorkGroup": "athena_workgroup",
    "Serverless::Function": "lambda_function",
    "Serverless::Api": "api_gateway_rest_api",
    "Serverless::HttpApi": "apigatewayv2_api",
    "Serverless::SimpleTable": "dynamodb_table",
    "Serverless::StateMachine": "sfn_state_machine",
    "Serverless::LayerVersion": "lambda_layer_version",
  ]
}
