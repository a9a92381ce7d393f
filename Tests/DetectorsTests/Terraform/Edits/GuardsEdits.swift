import Detection

extension TerraformEditTests {
  static func webACL(_ text: String) -> String {
    """
    name  = "web"
    scope = "REGIONAL"
    \(text)
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "web"
      sampled_requests_enabled   = true
    }
    """
  }

  static func webRule(_ name: String, _ action: String, _ country: String = "XX") -> String {
    """
    rule {
      name     = "\(name)"
      priority = 1
      \(action)
      statement {
        geo_match_statement {
          country_codes = ["\(country)"]
        }
      }
      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "\(name)"
        sampled_requests_enabled   = true
      }
    }
    """
  }

  static func grants(_ text: String) -> String {
    """
    bucket = aws_s3_bucket.logs.id
    access_control_policy {
      grant {
        grantee {
          id   = data.aws_canonical_user_id.current.id
          type = "CanonicalUser"
        }
        permission = "FULL_CONTROL"
      }
      \(text)
      owner {
        id = data.aws_canonical_user_id.current.id
      }
    }
    """
  }

  /// Firewalls of the web, what is not looked at, and who is on which list.
  static let guards: [TerraformEdit] = [
    TerraformEdit(
      "bucket grants: everyone reads",
      .widened,
      .iam,
      of: "aws_s3_bucket_acl",
      grants(
        """
        {+grant {
          grantee {
            type = "Group"
            uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
          }
          permission = "READ"
        }+}
        """
      )
    ),
    TerraformEdit(
      "bucket grants: another permission",
      .widened,
      .iam,
      of: "aws_s3_bucket_acl",
      grants(
        """
        grant {
          grantee {
            type = "CanonicalUser"
            id   = "1234"
          }
          permission = "[-READ-]{+FULL_CONTROL+}"
        }
        """
      )
    ),
    TerraformEdit(
      "bucket grants: in the place of a canned one",
      .widened,
      .iam,
      of: "aws_s3_bucket_acl",
      """
      bucket = "logs"
      [-acl = "private"-]{+access_control_policy {
        grant {
          grantee {
            type = "Group"
            uri  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
          }
          permission = "WRITE"
        }
        owner {
          id = "1"
        }
      }+}
      """
    ),
    TerraformEdit(
      "bucket grants: of the bucket itself",
      .widened,
      .iam,
      of: "aws_s3_bucket",
      """
      bucket = "logs"
      grant {
        id          = "1234"
        type        = "CanonicalUser"
        permissions = ["READ"{+, "WRITE_ACP"+}]
      }
      """
    ),
    TerraformEdit(
      "ignored: a policy",
      .widened,
      .protection,
      of: "aws_kms_key",
      "description = \"a\"\nlifecycle {\n  ignore_changes = [description{+, policy+}]\n}"
    ),
    TerraformEdit(
      "ignored: everything",
      .widened,
      .protection,
      of: "aws_security_group",
      "name = \"a\"\n{+lifecycle {\n  ignore_changes = all\n}+}"
    ),
    TerraformEdit(
      "ignored: part of an argument",
      .widened,
      .protection,
      of: "aws_eks_cluster",
      "name = \"a\"\nlifecycle {\n  ignore_changes = [{+vpc_config[0].public_access_cidrs+}]\n}"
    ),
    TerraformEdit(
      "ignored: sizes",
      .equal,
      of: "aws_autoscaling_group",
      "name = \"a\"\nlifecycle {\n  ignore_changes = [{+desired_capacity, tags+}]\n}"
    ),
    TerraformEdit(
      "ignored: of a grant, in another order",
      .equal,
      of: "postgresql_grant",
      "role = \"a\"\nlifecycle {\n  ignore_changes = [[-privileges, objects-]{+objects, privileges+}]\n}"
    ),
    TerraformEdit(
      "web firewall: lets by default",
      .widened,
      .network,
      of: "aws_wafv2_web_acl",
      webACL(
        "default_action {\n  [-block {}-]{+allow {}+}\n}\n\(webRule("geo", "action {\n  block {}\n}"))"
      )
    ),
    TerraformEdit(
      "web firewall: a rule gone",
      .widened,
      .network,
      of: "aws_wafv2_web_acl",
      webACL("default_action {\n  allow {}\n}\n[-\(webRule("geo", "action {\n  block {}\n}"))-]")
    ),
    TerraformEdit(
      "web firewall: a rule that lets in",
      .widened,
      .network,
      of: "aws_wafv2_web_acl",
      webACL("default_action {\n  block {}\n}\n{+\(webRule("geo", "action {\n  allow {}\n}"))+}")
    ),
    TerraformEdit(
      "web firewall: a rule only counts",
      .widened,
      .network,
      of: "aws_wafv2_web_acl",
      webACL(
        "default_action {\n  allow {}\n}\n\(webRule("geo", "action {\n  [-block {}-]{+count {}+}\n}"))"
      )
    ),
    TerraformEdit(
      "web firewall: a managed group only counts",
      .widened,
      .network,
      of: "aws_wafv2_web_acl",
      webACL(
        "default_action {\n  allow {}\n}\n\(webRule("geo", "override_action {\n  [-none {}-]{+count {}+}\n}"))"
      )
    ),
    TerraformEdit(
      "web firewall: what a rule means",
      .incomparable,
      .network,
      of: "aws_wafv2_web_acl",
      webACL(
        "default_action {\n  allow {}\n}\n\(webRule("geo", "action {\n  block {}\n}", "[-XX-]{+YY+}"))"
      )
    ),
    TerraformEdit(
      "web firewall: metrics",
      .equal,
      of: "aws_wafv2_web_acl",
      webACL("default_action {\n  allow {}\n}").replacing(
        "sampled_requests_enabled   = true",
        with: "sampled_requests_enabled = [-true-]{+false+}"
      )
    ),
    TerraformEdit(
      "web firewall: of the older kind",
      .widened,
      .network,
      of: "aws_wafregional_web_acl",
      "name = \"a\"\nmetric_name = \"a\"\ndefault_action {\n  type = \"[-BLOCK-]{+ALLOW+}\"\n}"
    ),
    TerraformEdit(
      "web firewall: gone",
      .widened,
      .protection,
      "[-resource \"aws_wafv2_web_acl\" \"a\" {\n\(webACL("default_action {\n  allow {}\n}"))\n}-]"
    ),
    TerraformEdit(
      "web firewall: no longer before the balancer",
      .widened,
      .protection,
      "[-resource \"aws_wafv2_web_acl_association\" \"a\" {\n  resource_arn = aws_lb.a.arn\n  web_acl_arn = aws_wafv2_web_acl.a.arn\n}-]"
    ),
    TerraformEdit(
      "web firewall: Azure's only looks on",
      .widened,
      .protection,
      of: "azurerm_web_application_firewall_policy",
      "name = \"a\"\npolicy_settings {\n  enabled = true\n  mode = \"[-Prevention-]{+Detection+}\"\n}"
    ),
    TerraformEdit(
      "web firewall: Azure's without a rule",
      .widened,
      .network,
      of: "azurerm_web_application_firewall_policy",
      "name = \"a\"\n[-custom_rules {\n  name = \"geo\"\n  priority = 1\n  rule_type = \"MatchRule\"\n  action = \"Block\"\n}-]"
    ),
    TerraformEdit(
      "web firewall: Google's lets by default",
      .widened,
      .network,
      of: "google_compute_security_policy",
      "name = \"a\"\nrule {\n  action = \"[-deny(403)-]{+allow+}\"\n  priority = 2147483647\n  match {\n    versioned_expr = \"SRC_IPS_V1\"\n    config {\n      src_ip_ranges = [\"*\"]\n    }\n  }\n}"
    ),
  ]
}
