import Detection

extension TerraformEditTests {
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
      .incomparable,
      .iam,
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
      .widened,
      .protection,
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
      .incomparable,
      .iam,
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
      "module: an unknown one's door",
      .widened,
      .network,
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
