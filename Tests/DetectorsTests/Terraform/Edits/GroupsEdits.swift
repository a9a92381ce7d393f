import Detection

extension TerraformEditTests {
  static func inline(_ rules: String) -> String {
    "resource \"aws_security_group\" \"app\" {\n  vpc_id = aws_vpc.main.id\n\(rules)\n}\n"
  }

  /// Security groups with their rules in them.
  static let groups: [TerraformEdit] = [
    TerraformEdit(
      "inline: a second office",
      .widened,
      .network,
      inline(
        """
        ingress {
          description = "ssh"
          from_port   = 22
          to_port     = 22
          protocol    = "tcp"
          cidr_blocks = ["203.0.113.0/24"{+, "198.51.100.0/24"+}]
        }
        """
      )
    ),
    TerraformEdit(
      "inline: port moved",
      .incomparable,
      .network,
      inline(
        """
        ingress {
          from_port   = [-80-]{+8080+}
          to_port     = [-80-]{+8080+}
          protocol    = "tcp"
          cidr_blocks = ["0.0.0.0/0"]
        }
        """
      )
    ),
    TerraformEdit(
      "inline: all protocols",
      .widened,
      .network,
      inline(
        """
        ingress {
          from_port   = 0
          to_port     = 0
          protocol    = "[-tcp-]{+-1+}"
          cidr_blocks = ["10.0.0.0/8"]
        }
        """
      )
    ),
    TerraformEdit(
      "inline: world over IPv6",
      .widened,
      .network,
      inline(
        """
        ingress {
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["10.0.0.0/8"]
          {+ipv6_cidr_blocks = ["::/0"]+}
        }
        """
      )
    ),
    TerraformEdit(
      "inline: prefix list added",
      .widened,
      .network,
      inline(
        """
        ingress {
          from_port       = 443
          to_port         = 443
          protocol        = "tcp"
          cidr_blocks     = ["10.0.0.0/8"]
          prefix_list_ids = [{+data.aws_ec2_managed_prefix_list.cf.id+}]
        }
        """
      )
    ),
    TerraformEdit(
      "inline: itself",
      .widened,
      .network,
      inline(
        """
        ingress {
          from_port       = 0
          to_port         = 65535
          protocol        = "tcp"
          security_groups = [aws_security_group.lb.id]
          {+self            = true+}
        }
        """
      )
    ),
    TerraformEdit(
      "inline: from the world to a group",
      .incomparable,
      .network,
      inline(
        """
        ingress {
          from_port       = 5432
          to_port         = 5432
          protocol        = "tcp"
          [-cidr_blocks     = ["10.0.0.0/8"]-]
          {+security_groups = [aws_security_group.app.id]+}
        }
        """
      )
    ),
    TerraformEdit(
      "inline: egress let out",
      .widened,
      .network,
      inline(
        """
        egress {
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["[-10.0.0.0/16-]{+0.0.0.0/0+}"]
        }
        """
      )
    ),
    TerraformEdit(
      "inline: dynamic over a list",
      .widened,
      .network,
      """
      locals {
        ports = [80{+, 3389+}]
      }
      resource "aws_security_group" "app" {
        dynamic "ingress" {
          for_each = local.ports
          content {
            from_port   = ingress.value
            to_port     = ingress.value
            protocol    = "tcp"
            cidr_blocks = ["0.0.0.0/0"]
          }
        }
      }
      """
    ),
    TerraformEdit(
      "inline: dynamic over objects",
      .narrowed,
      .network,
      """
      variable "rules" {
        default = [
          { port = 443, cidrs = ["0.0.0.0/0"] },
          [-{ port = 22, cidrs = ["0.0.0.0/0"] },-]
        ]
      }
      resource "aws_security_group" "app" {
        dynamic "ingress" {
          for_each = var.rules
          content {
            from_port   = ingress.value.port
            to_port     = ingress.value.port
            protocol    = "tcp"
            cidr_blocks = ingress.value.cidrs
          }
        }
      }
      """
    ),
    TerraformEdit(
      "inline: attribute as blocks",
      .equal,
      inline(
        """
        ingress [-{
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["10.0.0.0/8"]
        }-]{+= [{
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["10.0.0.0/8"]
          description = ""
          ipv6_cidr_blocks = []
          prefix_list_ids = []
          security_groups = []
          self = false
        }]+}
        """
      )
    ),
    TerraformEdit(
      "inline: description reworded",
      .equal,
      inline(
        """
        ingress {
          description = "[-foo-]{+HTTPS from office+}"
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["10.0.0.0/8"]
        }
        """
      )
    ),
    TerraformEdit(
      "a new group open on 443",
      .widened,
      .network,
      """
      {+resource "aws_security_group" "app" {
        ingress {
          from_port   = 443
          to_port     = 443
          protocol    = "tcp"
          cidr_blocks = ["0.0.0.0/0"]
        }
      }+}
      """
    ),
  ]
}
