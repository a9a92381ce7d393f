import Detection

extension TerraformEditTests {
  /// Rules of their own, access lists, and what else lets packets through.
  static let rules: [TerraformEdit] = [
    TerraformEdit(
      "ingress rule from anywhere",
      .widened,
      .network,
      of: "aws_vpc_security_group_ingress_rule",
      """
      security_group_id = aws_security_group.app.id
      cidr_ipv4         = "[-10.0.0.0/8-]{+0.0.0.0/0+}"
      from_port         = 22
      ip_protocol       = "tcp"
      to_port           = 22
      """
    ),
    TerraformEdit(
      "ingress rule for a range",
      .widened,
      .network,
      of: "aws_vpc_security_group_ingress_rule",
      """
      security_group_id = aws_security_group.app.id
      cidr_ipv4         = "10.0.0.0/8"
      from_port         = [-8080-]{+8000+}
      ip_protocol       = "tcp"
      to_port           = 8090
      """
    ),
    TerraformEdit(
      "ingress rule for every protocol",
      .widened,
      .network,
      of: "aws_vpc_security_group_ingress_rule",
      """
      security_group_id            = aws_security_group.app.id
      referenced_security_group_id = aws_security_group.lb.id
      ip_protocol                  = "[-tcp-]{+-1+}"
      [-from_port = 80
      to_port = 80-]
      """
    ),
    TerraformEdit(
      "egress rule dropped",
      .narrowed,
      .network,
      """
      [-resource "aws_vpc_security_group_egress_rule" "all" {
        security_group_id = aws_security_group.app.id
        cidr_ipv4         = "0.0.0.0/0"
        ip_protocol       = "-1"
      }-]
      """
    ),
    TerraformEdit(
      "old rule: another source group",
      .incomparable,
      .network,
      of: "aws_security_group_rule",
      """
      type                     = "ingress"
      from_port                = 5432
      to_port                  = 5432
      protocol                 = "tcp"
      source_security_group_id = aws_security_group.[-app-]{+batch+}.id
      security_group_id        = aws_security_group.db.id
      """
    ),
    TerraformEdit(
      "old rule: out becomes in",
      .incomparable,
      .network,
      of: "aws_security_group_rule",
      """
      type              = "[-egress-]{+ingress+}"
      from_port         = 443
      to_port           = 443
      protocol          = "tcp"
      cidr_blocks       = ["0.0.0.0/0"]
      security_group_id = aws_security_group.db.id
      """
    ),
    TerraformEdit(
      "old rule: split in two resources",
      .equal,
      """
      resource "aws_security_group_rule" "a" {
        type              = "ingress"
        from_port         = 80
        to_port           = [-81-]{+80+}
        protocol          = "tcp"
        cidr_blocks       = ["10.0.0.0/8"]
        security_group_id = aws_security_group.db.id
      }
      {+resource "aws_security_group_rule" "b" {
        type              = "ingress"
        from_port         = 81
        to_port           = 81
        protocol          = "tcp"
        cidr_blocks       = ["10.0.0.0/8"]
        security_group_id = aws_security_group.db.id
      }+}
      """
    ),
    TerraformEdit(
      "network ACL lets all in",
      .widened,
      .network,
      of: "aws_network_acl_rule",
      """
      network_acl_id = aws_network_acl.main.id
      rule_number    = 100
      egress         = false
      protocol       = "tcp"
      rule_action    = "allow"
      cidr_block     = "[-10.0.0.0/16-]{+0.0.0.0/0+}"
      from_port      = 22
      to_port        = 22
      """
    ),
    TerraformEdit(
      "network ACL: a denial gone",
      .widened,
      .network,
      of: "aws_network_acl",
      """
      vpc_id = aws_vpc.main.id
      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        from_port  = 0
        to_port    = 0
        cidr_block = "0.0.0.0/0"
      }
      [-ingress {
        rule_no    = 50
        action     = "deny"
        protocol   = "tcp"
        from_port  = 22
        to_port    = 22
        cidr_block = "0.0.0.0/0"
      }-]
      """
    ),
    TerraformEdit(
      "prefix list gains the world",
      .widened,
      .network,
      of: "aws_ec2_managed_prefix_list",
      """
      name           = "office"
      address_family = "IPv4"
      max_entries    = 5
      entry {
        cidr = "203.0.113.0/24"
      }
      {+entry {
        cidr = "0.0.0.0/0"
      }+}
      """
    ),
    TerraformEdit(
      "public addresses by default",
      .widened,
      .network,
      of: "aws_subnet",
      """
      vpc_id                  = aws_vpc.main.id
      cidr_block              = "10.0.1.0/24"
      map_public_ip_on_launch = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "instance gets a public address",
      .widened,
      .network,
      of: "aws_instance",
      """
      ami                         = "ami-1"
      instance_type               = "t3.micro"
      associate_public_ip_address = [-false-]{+true+}
      """
    ),
    TerraformEdit(
      "load balancer faces the world",
      .widened,
      .network,
      of: "aws_lb",
      """
      name     = "api"
      internal = [-true-]{+false+}
      """
    ),
    TerraformEdit(
      "route to the internet",
      .widened,
      .network,
      """
      {+resource "aws_route" "out" {
        route_table_id         = aws_route_table.db.id
        destination_cidr_block = "0.0.0.0/0"
        gateway_id             = aws_internet_gateway.main.id
      }+}
      """
    ),
    TerraformEdit(
      "peering with another account",
      .widened,
      nil,
      """
      {+resource "aws_vpc_peering_connection" "vendor" {
        peer_owner_id = "999999999999"
        peer_vpc_id   = "vpc-0abc"
        vpc_id        = aws_vpc.main.id
        auto_accept   = false
      }+}
      """
    ),
    TerraformEdit(
      "endpoint policy opened",
      .widened,
      .iam,
      of: "aws_vpc_endpoint",
      """
      vpc_id       = aws_vpc.main.id
      service_name = "com.amazonaws.eu-west-1.s3"
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Principal = "*", Action = "[-s3:GetObject-]{+s3:*+}", Resource = "arn:aws:s3:::ours/*" }]
      })
      """
    ),
    TerraformEdit(
      "endpoint service for another account",
      .widened,
      nil,
      of: "aws_vpc_endpoint_service",
      """
      acceptance_required        = true
      network_load_balancer_arns = [aws_lb.nlb.arn]
      allowed_principals         = ["arn:aws:iam::111111111111:root"{+, "arn:aws:iam::222222222222:root"+}]
      """
    ),
    TerraformEdit(
      "endpoint service accepts by itself",
      .widened,
      nil,
      of: "aws_vpc_endpoint_service",
      """
      acceptance_required        = [-true-]{+false+}
      network_load_balancer_arns = [aws_lb.nlb.arn]
      """
    ),
  ]
}
