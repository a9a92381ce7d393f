import Detection

extension TerraformEditTests {
  /// GitHub, Okta, Cloudflare, Datadog, Kubernetes.
  static let providers: [TerraformEdit] = [
    TerraformEdit(
      "team of a repository: up",
      .widened,
      nil,
      of: "github_team_repository",
      """
      team_id    = github_team.dev.id
      repository = "app"
      permission = "[-pull-]{+admin+}"
      """
    ),
    TerraformEdit(
      "collaborator",
      .widened,
      nil,
      """
      {+resource "github_repository_collaborator" "bob" {
        repository = "app"
        username   = "bob"
        permission = "push"
      }+}
      """
    ),
    TerraformEdit(
      "collaborators: one down",
      .unknown,
      nil,
      of: "github_repository_collaborators",
      """
      repository = "app"
      user {
        username   = "ann"
        permission = "[-admin-]{+pull+}"
      }
      """
    ),
    TerraformEdit(
      "repository opened",
      .widened,
      nil,
      of: "github_repository",
      """
      name       = "app"
      visibility = "[-private-]{+public+}"
      """
    ),
    TerraformEdit(
      "branch: fewer reviews",
      .widened,
      .protection,
      of: "github_branch_protection",
      """
      repository_id = "app"
      pattern       = "main"
      required_pull_request_reviews {
        required_approving_review_count = [-2-]{+1+}
      }
      """
    ),
    TerraformEdit(
      "branch: administrators free",
      .widened,
      .protection,
      of: "github_branch_protection",
      """
      repository_id  = "app"
      pattern        = "main"
      enforce_admins = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "branch: check dropped",
      .widened,
      .protection,
      of: "github_branch_protection",
      """
      repository_id = "app"
      pattern       = "main"
      required_status_checks {
        strict   = true
        contexts = ["test"[-, "countersign"-]]
      }
      """
    ),
    TerraformEdit(
      "branch: protection gone",
      .widened,
      nil,
      """
      [-resource "github_branch_protection" "main" {
        repository_id = "app"
        pattern       = "main"
      }-]
      """
    ),
    TerraformEdit(
      "branch: force pushes",
      .widened,
      .protection,
      of: "github_branch_protection",
      """
      repository_id       = "app"
      pattern             = "main"
      allows_force_pushes = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "team member",
      .widened,
      nil,
      """
      {+resource "github_team_membership" "x" {
        team_id  = github_team.ops.id
        username = "bob"
        role     = "maintainer"
      }+}
      """
    ),
    TerraformEdit(
      "deploy key writes",
      .widened,
      nil,
      of: "github_repository_deploy_key",
      """
      repository = "app"
      title      = "ci"
      key        = "ssh-ed25519 AAAA"
      read_only  = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "environment without reviewers",
      .widened,
      nil,
      of: "github_repository_environment",
      """
      repository  = "app"
      environment = "production"
      [-reviewers {
        teams = [github_team.ops.id]
      }-]
      """
    ),
    TerraformEdit(
      "ruleset only looks",
      .widened,
      nil,
      of: "github_repository_ruleset",
      """
      name        = "main"
      repository  = "app"
      target      = "branch"
      enforcement = "[-active-]{+evaluate+}"
      rules {
        deletion = true
      }
      """
    ),
    TerraformEdit(
      "repository description",
      .equal,
      of: "github_repository",
      """
      name        = "app"
      description = "[-a-]{+The application+}"
      """
    ),
    TerraformEdit(
      "okta: admin role",
      .widened,
      .iam,
      """
      {+resource "okta_user_admin_roles" "ann" {
        user_id     = okta_user.ann.id
        admin_roles = ["SUPER_ADMIN"]
      }+}
      """
    ),
    TerraformEdit(
      "okta: zone wider",
      .widened,
      nil,
      of: "okta_network_zone",
      """
      name     = "office"
      type     = "IP"
      gateways = ["203.0.113.0/24"{+, "198.51.100.0/24"+}]
      """
    ),
    TerraformEdit(
      "okta: group assigned",
      .widened,
      nil,
      """
      {+resource "okta_app_group_assignment" "aws" {
        app_id   = okta_app_saml.aws.id
        group_id = okta_group.everyone.id
      }+}
      """
    ),
    TerraformEdit(
      "cloudflare: let in",
      .widened,
      nil,
      """
      {+resource "cloudflare_access_policy" "all" {
        application_id = cloudflare_access_application.admin.id
        name           = "all"
        precedence     = 1
        decision       = "bypass"
        include {
          everyone = true
        }
      }+}
      """,
      back: .incomparable
    ),
    TerraformEdit(
      "cloudflare: not through the proxy",
      .widened,
      nil,
      of: "cloudflare_record",
      """
      zone_id = "z"
      name    = "www"
      type    = "A"
      content = "203.0.113.1"
      proxied = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "datadog: role's permission",
      .widened,
      nil,
      of: "datadog_role",
      """
      name = "dev"
      permission {
        id = data.datadog_permissions.all.permissions.logs_read_data
      }
      {+permission {
        id = data.datadog_permissions.all.permissions.user_access_manage
      }+}
      """
    ),
    TerraformEdit(
      "datadog: a monitor's text",
      .equal,
      of: "datadog_monitor",
      """
      name    = "cpu"
      type    = "metric alert"
      message = "[-cpu-]{+CPU is high+}"
      query   = "avg(last_5m):avg:system.cpu.user{*} > 90"
      """
    ),
    TerraformEdit(
      "kubernetes: cluster role binding",
      .widened,
      .iam,
      """
      {+resource "kubernetes_cluster_role_binding" "x" {
        metadata {
          name = "x"
        }
        role_ref {
          api_group = "rbac.authorization.k8s.io"
          kind      = "ClusterRole"
          name      = "cluster-admin"
        }
        subject {
          kind = "Group"
          name = "devs"
        }
      }+}
      """
    ),
    TerraformEdit(
      "kubernetes: role's verbs",
      .widened,
      .iam,
      of: "kubernetes_role",
      """
      metadata {
        name = "x"
      }
      rule {
        api_groups = [""]
        resources  = ["secrets"]
        verbs      = ["get"{+, "delete"+}]
      }
      """
    ),
    TerraformEdit(
      "kubernetes: service in public",
      .widened,
      nil,
      of: "kubernetes_service_v1",
      """
      metadata {
        name = "x"
      }
      spec {
        type = "[-ClusterIP-]{+LoadBalancer+}"
        port {
          port = 80
        }
      }
      """
    ),
    TerraformEdit(
      "helm: another version",
      .incomparable,
      nil,
      of: "helm_release",
      """
      name    = "x"
      chart   = "nginx"
      version = "[-1.0.0-]{+2.0.0+}"
      """
    ),
    TerraformEdit(
      "vault: policy",
      .unknown,
      nil,
      of: "vault_policy",
      """
      name   = "dev"
      policy = <<EOT
      path "secret/dev/*" {
        capabilities = ["read"{+, "update"+}]
      }
      EOT
      """
    ),
    TerraformEdit(
      "a provider nobody knows",
      .unknown,
      nil,
      of: "initech_door",
      """
      wide = [-1-]{+2+}
      """
    ),
  ]

  /// What stands around the resources.
  static let modules: [TerraformEdit] = [
    TerraformEdit(
      "provider: version raised",
      .incomparable,
      .supplyChain,
      """
      terraform {
        required_providers {
          aws = {
            source  = "hashicorp/aws"
            version = "[-~> 5.40-]{+~> 5.50+}"
          }
        }
      }
      """
    ),
    TerraformEdit(
      "provider: another source",
      .incomparable,
      .supplyChain,
      """
      terraform {
        required_providers {
          aws = {
            source  = "[-hashicorp-]{+evilcorp+}/aws"
            version = "~> 5.40"
          }
        }
      }
      """
    ),
    TerraformEdit(
      "module: another ref",
      .incomparable,
      .supplyChain,
      """
      module "vpc" {
        source = "git::https://github.com/acme/modules.git//vpc?ref=[-v1.0.0-]{+main+}"
        cidr   = "10.0.0.0/16"
      }
      """
    ),
    TerraformEdit(
      "module: another version",
      .incomparable,
      .supplyChain,
      """
      module "vpc" {
        source  = "terraform-aws-modules/vpc/aws"
        version = "[-5.1.0-]{+5.8.1+}"
      }
      """
    ),
    TerraformEdit(
      "state kept elsewhere",
      .unknown,
      nil,
      """
      terraform {
        backend "s3" {
          bucket = "[-acme-state-]{+other-state+}"
          key    = "prod"
          region = "eu-west-1"
        }
      }
      """
    ),
    TerraformEdit(
      "state unencrypted",
      .unknown,
      nil,
      """
      terraform {
        backend "s3" {
          bucket  = "acme-state"
          key     = "prod"
          encrypt = [-true-]{+false+}
        }
      }
      """
    ),
    TerraformEdit(
      "provider in another account",
      .unknown,
      nil,
      """
      provider "aws" {
        region = "eu-west-1"
        assume_role {
          role_arn = "arn:aws:iam::[-111111111111-]{+222222222222+}:role/deploy"
        }
      }
      """
    ),
    TerraformEdit(
      "provider's tags",
      .equal,
      """
      provider "aws" {
        region = "eu-west-1"
        default_tags {
          tags = { team = "[-web-]{+platform+}" }
        }
      }
      """
    ),
    TerraformEdit(
      "module: an address to a known one",
      .widened,
      .network,
      """
      module "web" {
        source = "./web"
        cidrs  = ["[-10.0.0.0/8-]{+0.0.0.0/0+}"]
      }
      """,
      others: [
        "web/main.tf": """
        variable "cidrs" {}
        resource "aws_security_group_rule" "in" {
          type              = "ingress"
          from_port         = 443
          to_port           = 443
          protocol          = "tcp"
          cidr_blocks       = var.cidrs
          security_group_id = "sg-1"
        }
        """
      ]
    ),
    TerraformEdit(
      "module: an unknown one's size",
      .unknown,
      nil,
      """
      module "db" {
        source  = "terraform-aws-modules/rds/aws"
        version = "6.0.0"
        publicly_accessible = [-false-]{+true+}
      }
      """
    ),
    TerraformEdit(
      "moved",
      .equal,
      """
      resource "aws_db_instance" "[-a-]{+main+}" {
        identifier = "main"
      }
      {+moved {
        from = aws_db_instance.a
        to   = aws_db_instance.main
      }+}
      """,
      back: .widened
    ),
    TerraformEdit(
      "forgotten, not destroyed",
      .equal,
      nil,
      """
      [-resource "aws_db_instance" "a" {
        identifier = "main"
      }-]
      {+removed {
        from = aws_db_instance.a
        lifecycle {
          destroy = false
        }
      }+}
      """
    ),
    TerraformEdit(
      "imported",
      .equal,
      """
      resource "aws_s3_bucket" "a" {
        bucket = "ours"
      }
      {+import {
        to = aws_s3_bucket.a
        id = "ours"
      }+}
      """
    ),
    TerraformEdit(
      "a local for a group's members",
      .widened,
      nil,
      """
      locals {
        admins = ["ann"{+, "mallory"+}]
      }
      resource "aws_iam_group_membership" "admins" {
        name  = "admins"
        group = "admins"
        users = local.admins
      }
      """
    ),
    TerraformEdit(
      "addresses in a variables file",
      .widened,
      .network,
      "allowed = [\"203.0.113.0/24\"{+, \"0.0.0.0/0\"+}]\n",
      path: "prod.auto.tfvars",
      others: [
        "main.tf": """
        variable "allowed" {
          type = list(string)
        }
        resource "aws_security_group_rule" "in" {
          type              = "ingress"
          from_port         = 443
          to_port           = 443
          protocol          = "tcp"
          cidr_blocks       = var.allowed
          security_group_id = "sg-1"
        }
        """
      ]
    ),
  ]
}
