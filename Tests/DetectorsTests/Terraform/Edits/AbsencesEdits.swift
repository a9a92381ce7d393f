import Detection

extension TerraformEditTests {
  /// What is open where nothing is said, and what is taken away that forbids.
  static let absences: [TerraformEdit] = [
    TerraformEdit(
      "API: whoever calls it",
      .widened,
      .iam,
      "[-\(policy("aws_api_gateway_rest_api_policy", "rest_api_id", "execute-api:Invoke", condition: true))-]",
      back: .widened
    ),
    TerraformEdit(
      "endpoint: whatever passes through it",
      .widened,
      .iam,
      "[-\(policy("aws_vpc_endpoint_policy", "vpc_endpoint_id", "s3:GetObject"))-]"
    ),
    TerraformEdit(
      "endpoint: a policy that holds nobody",
      .equal,
      "[-\(policy("aws_vpc_endpoint_policy", "vpc_endpoint_id", "*"))-]"
    ),
    TerraformEdit(
      "endpoint: its own policy",
      .widened,
      .iam,
      of: "aws_vpc_endpoint",
      "service_name = \"s3\"\n[-policy = \(says("Allow", "s3:GetObject", principal: true))-]"
    ),
    TerraformEdit(
      "endpoint that goes with its policy",
      .narrowed,
      .iam,
      """
      [-resource "aws_vpc_endpoint" "x" {
        service_name = "s3"
      }
      resource "aws_vpc_endpoint_policy" "x" {
        vpc_endpoint_id = aws_vpc_endpoint.x.id
        policy          = \(says("Allow", "s3:GetObject", principal: true))
      }-]
      """
    ),
    TerraformEdit(
      "file system: whoever mounts it",
      .widened,
      .iam,
      "[-\(policy("aws_efs_file_system_policy", "file_system_id", "elasticfilesystem:ClientMount"))-]"
    ),
    TerraformEdit(
      "key: the standard policy",
      .incomparable,
      .iam,
      "[-\(policy("aws_kms_key_policy", "key_id", "kms:Decrypt"))-]",
      back: .widened
    ),
    TerraformEdit(
      "bucket: without a policy nobody comes in",
      .narrowed,
      .iam,
      "[-\(policy("aws_s3_bucket_policy", "bucket", "s3:GetObject"))-]"
    ),
    TerraformEdit(
      "a policy that denies all is detached",
      .widened,
      .iam,
      "[-\(attached("arn:aws:iam::aws:policy/AWSDenyAll"))-]"
    ),
    TerraformEdit(
      "quarantine of a leaked key ends",
      .widened,
      .iam,
      "[-\(attached("arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2"))-]"
    ),
    TerraformEdit(
      "another of AWS's policies is detached",
      .narrowed,
      .iam,
      "[-\(attached("arn:aws:iam::aws:policy/ReadOnlyAccess"))-]"
    ),
    TerraformEdit(
      "a policy that may forbid by its name",
      .incomparable,
      .iam,
      "[-\(attached("arn:aws:iam::111122223333:policy/require-mfa"))-]"
    ),
    TerraformEdit(
      "own policy that denies is detached",
      .widened,
      .iam,
      own("Deny")
    ),
    TerraformEdit(
      "own policy that allows is detached",
      .narrowed,
      .iam,
      own("Allow")
    ),
    TerraformEdit(
      "nobody is in the group that denies",
      .widened,
      .iam,
      """
      resource "aws_iam_group_membership" "x" {
        name  = "m"
        group = "visitors"
        users = [[-"eve"-]]
      }
      resource "aws_iam_group_policy" "x" {
        group  = "visitors"
        policy = \(says("Deny", "*"))
      }
      """
    ),
    TerraformEdit(
      "nobody is in the group that allows",
      .narrowed,
      .iam,
      """
      resource "aws_iam_group_membership" "x" {
        name  = "m"
        group = "visitors"
        users = [[-"eve"-]]
      }
      resource "aws_iam_group_policy" "x" {
        group  = "visitors"
        policy = \(says("Allow", "*"))
      }
      """
    ),
    TerraformEdit(
      "somebody joins a group that allows and denies",
      .widened,
      .iam,
      """
      resource "aws_iam_group_membership" "x" {
        name  = "m"
        group = "admins"
        users = [{+"eve"+}]
      }
      resource "aws_iam_group_policy" "x" {
        group  = "admins"
        policy = \(says("Allow", "*"))
      }
      resource "aws_iam_group_policy" "mfa" {
        group  = "admins"
        policy = \(says("Deny", "*"))
      }
      """,
      back: .incomparable
    ),
    TerraformEdit(
      "app: everybody instead of a network",
      .widened,
      .network,
      of: "azurerm_linux_web_app",
      site("[-ip_restriction {\n ip_address = \"10.0.0.0/8\"\n}-]")
    ),
    TerraformEdit(
      "app: everybody instead of a subnet",
      .widened,
      .network,
      of: "azurerm_windows_function_app",
      site("[-ip_restriction {\n virtual_network_subnet_id = azurerm_subnet.a.id\n}-]")
    ),
    TerraformEdit(
      "app: whoever deploys it",
      .widened,
      .network,
      of: "azurerm_linux_web_app",
      site("[-scm_ip_restriction {\n service_tag = \"AzureDevOps\"\n}-]")
    ),
    TerraformEdit(
      "app: any front door",
      .widened,
      .network,
      of: "azurerm_linux_web_app",
      site(
        "ip_restriction {\n service_tag = \"AzureFrontDoor.Backend\"\n"
          + "[-headers {\n x_azure_fdid = [\"1234\"]\n}-]\n}"
      )
    ),
    TerraformEdit(
      "app: one network less",
      .narrowed,
      .network,
      of: "azurerm_linux_web_app",
      site(
        "ip_restriction {\n ip_address = \"10.0.0.0/8\"\n}\n"
          + "[-ip_restriction {\n ip_address = \"192.0.2.0/24\"\n}-]"
      )
    ),
    TerraformEdit(
      "app: one denial less",
      .widened,
      .network,
      of: "azurerm_linux_web_app",
      site(
        "ip_restriction {\n ip_address = \"10.0.0.0/8\"\n}\n"
          + "[-ip_restriction {\n ip_address = \"10.1.0.0/16\"\n action = \"Deny\"\n}-]"
      )
    ),
    TerraformEdit(
      "search: everybody instead of a network",
      .widened,
      .network,
      of: "azurerm_search_service",
      "name = \"x\"\n[-allowed_ips = [\"10.0.0.0/8\"]-]"
    ),
    TerraformEdit(
      "lock: a provider goes",
      .incomparable,
      .supplyChain,
      "[-\(lock("\"h1:a\""))-]# none\n",
      path: ".terraform.lock.hcl",
      back: .widened
    ),
    TerraformEdit(
      "lock: any package",
      .widened,
      .supplyChain,
      lock("[-\"h1:a\"-]"),
      path: ".terraform.lock.hcl"
    ),
    TerraformEdit(
      "lock: fewer packages",
      .narrowed,
      .supplyChain,
      lock("\"h1:a\"[-, \"h1:b\"-]"),
      path: ".terraform.lock.hcl"
    ),
  ]

  private static func says(
    _ effect: String,
    _ action: String,
    principal: Bool = false,
    condition: Bool = false
  ) -> String {
    let who = principal ? ", Principal = \"*\"" : ""
    let when = condition ? ", Condition = {IpAddress = {\"aws:SourceIp\" = \"10.0.0.0/8\"}}" : ""
    return "jsonencode({Version = \"2012-10-17\", Statement = [{Effect = \"\(effect)\"\(who), "
      + "Action = \"\(action)\", Resource = \"*\"\(when)}]})"
  }

  private static func policy(
    _ type: String,
    _ owner: String,
    _ action: String,
    condition: Bool = false
  ) -> String {
    let policy = says("Allow", action, principal: true, condition: condition)
    return "resource \"\(type)\" \"x\" {\n \(owner) = \"x\"\n policy = \(policy)\n}"
  }

  private static func attached(_ arn: String) -> String {
    "resource \"aws_iam_user_policy_attachment\" \"x\" {\n user = \"eve\"\n policy_arn = \"\(arn)\"\n}"
  }

  private static func own(_ effect: String) -> String {
    """
    [-resource "aws_iam_role_policy_attachment" "x" {
      role       = "app"
      policy_arn = aws_iam_policy.rest.arn
    }-]
    resource "aws_iam_policy" "rest" {
      policy = \(says(effect, "iam:*"))
    }
    """
  }

  private static func site(_ text: String) -> String {
    "name = \"x\"\nsite_config {\n always_on = true\n \(text)\n}"
  }

  private static func lock(_ hashes: String) -> String {
    """
    provider "registry.terraform.io/hashicorp/aws" {
      version = "5.0.0"
      hashes  = [\(hashes)]
    }
    """
  }
}
