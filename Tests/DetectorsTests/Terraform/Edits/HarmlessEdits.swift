import Detection

extension TerraformEditTests {
  /// What people change every day and what nobody has to sign for.
  static let harmless: [TerraformEdit] = [
    TerraformEdit(
      "larger machine",
      .equal,
      of: "aws_instance",
      """
      ami           = "ami-1"
      instance_type = "[-t3.micro-]{+t3.large+}"
      """
    ),
    TerraformEdit(
      "larger database",
      .equal,
      of: "aws_db_instance",
      """
      identifier        = "main"
      instance_class    = "db.[-t3.medium-]{+r6g.large+}"
      allocated_storage = [-100-]{+200+}
      """
    ),
    TerraformEdit(
      "tags",
      .equal,
      of: "aws_s3_bucket",
      """
      bucket = "ours"
      tags = {
        Name = "ours"
        {+Team = "web"+}
      }
      """
    ),
    TerraformEdit(
      "tags merged",
      .equal,
      of: "aws_iam_role",
      """
      name               = "app"
      assume_role_policy = data.aws_iam_policy_document.trust.json
      tags               = [-local.tags-]{+merge(local.tags, { Name = "app" })+}
      """
    ),
    TerraformEdit(
      "role's description",
      .equal,
      of: "aws_iam_role",
      """
      name               = "app"
      description        = "[-a-]{+The application's role+}"
      assume_role_policy = data.aws_iam_policy_document.trust.json
      """
    ),
    TerraformEdit(
      "more machines",
      .equal,
      of: "aws_autoscaling_group",
      """
      name             = "web"
      min_size         = 1
      max_size         = [-3-]{+6+}
      desired_capacity = 2
      """
    ),
    TerraformEdit(
      "more copies",
      .equal,
      of: "aws_ecs_service",
      """
      name          = "web"
      desired_count = [-2-]{+4+}
      """
    ),
    TerraformEdit(
      "memory of a function",
      .equal,
      of: "aws_lambda_function",
      """
      function_name = "f"
      memory_size   = [-128-]{+512+}
      timeout       = [-3-]{+30+}
      """
    ),
    TerraformEdit(
      "health check",
      .equal,
      of: "aws_lb_target_group",
      """
      name = "web"
      port = 80
      health_check {
        path     = "[-/-]{+/health+}"
        interval = 30
      }
      """
    ),
    TerraformEdit(
      "alarm's threshold",
      .equal,
      of: "aws_cloudwatch_metric_alarm",
      """
      alarm_name = "cpu"
      threshold  = [-80-]{+90+}
      """
    ),
    TerraformEdit(
      "queue's timeout",
      .equal,
      of: "aws_sqs_queue",
      """
      name                       = "q"
      visibility_timeout_seconds = [-30-]{+60+}
      """
    ),
    TerraformEdit(
      "dashboard",
      .equal,
      of: "aws_cloudwatch_dashboard",
      """
      dashboard_name = "main"
      dashboard_body = jsonencode({ widgets = [[-1-]{+2+}] })
      """
    ),
    TerraformEdit(
      "a topic more",
      .equal,
      """
      {+resource "aws_sns_topic" "a" {
        name = "a"
      }+}
      """
    ),
    TerraformEdit(
      "a bucket more",
      .equal,
      """
      {+resource "aws_s3_bucket" "a" {
        bucket = "a"
      }+}
      """,
      back: .widened
    ),
    TerraformEdit(
      "disk of a virtual machine",
      .equal,
      of: "google_compute_instance",
      """
      name         = "vm"
      machine_type = "[-e2-small-]{+e2-medium+}"
      boot_disk {
        initialize_params {
          size = [-20-]{+50+}
        }
      }
      """
    ),
    TerraformEdit(
      "labels",
      .equal,
      of: "google_storage_bucket",
      """
      name     = "ours"
      location = "EU"
      labels   = { team = "[-a-]{+b+}" }
      """
    ),
    TerraformEdit(
      "nodes of a pool",
      .equal,
      of: "google_container_node_pool",
      """
      name       = "main"
      cluster    = "main"
      node_count = [-3-]{+5+}
      """
    ),
    TerraformEdit(
      "size of a machine (azure)",
      .equal,
      of: "azurerm_linux_virtual_machine",
      """
      name = "vm"
      size = "Standard_[-B1s-]{+D2s_v5+}"
      """
    ),
    TerraformEdit(
      "count of nodes (azure)",
      .equal,
      of: "azurerm_kubernetes_cluster",
      """
      name = "main"
      default_node_pool {
        name       = "default"
        node_count = [-2-]{+3+}
        vm_size    = "Standard_D2s_v5"
      }
      """
    ),
    TerraformEdit(
      "billing of a table",
      .equal,
      of: "aws_dynamodb_table",
      """
      name         = "orders"
      hash_key     = "id"
      billing_mode = "[-PROVISIONED-]{+PAY_PER_REQUEST+}"
      """
    ),
    TerraformEdit(
      "output added",
      .equal,
      """
      {+output "vpc_id" {
        value = aws_vpc.main.id
      }+}
      """
    ),
    TerraformEdit(
      "variable's description",
      .equal,
      """
      variable "size" {
        description = "[-s-]{+The size+}"
        type        = string
        default     = "t3.micro"
      }
      """
    ),
    TerraformEdit(
      "schedule",
      .equal,
      of: "aws_cloudwatch_event_rule",
      """
      name                = "nightly"
      schedule_expression = "cron(0 [-1-]{+2+} * * ? *)"
      """
    ),
    TerraformEdit(
      "cache's nodes",
      .equal,
      of: "aws_elasticache_cluster",
      """
      cluster_id      = "c"
      node_type       = "cache.[-t3.micro-]{+t3.small+}"
      num_cache_nodes = [-1-]{+2+}
      """
    ),
    TerraformEdit(
      "maintenance window",
      .equal,
      of: "aws_db_instance",
      """
      identifier         = "main"
      maintenance_window = "[-sun-]{+mon+}:03:00-[-sun-]{+mon+}:04:00"
      """
    ),
  ]
}
