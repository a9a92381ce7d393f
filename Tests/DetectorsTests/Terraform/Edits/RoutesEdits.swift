import Detection

extension TerraformEditTests {
  private static func table(_ range: String, _ target: String) -> String {
    "vpc_id = aws_vpc.a.id\nroute {\n cidr_block = \"\(range)\"\n \(target)\n}"
  }

  /// Which ways lead out of a network, and in which of its parts something is.
  static let routes: [TerraformEdit] = [
    same(
      "aws_route_table",
      "vpc_id = \"v\"\n{+route {\n cidr_block = \"10.0.0.0/8\"\n gateway_id = \"local\"\n}+}",
      .incomparable
    ),
    same(
      "aws_route_table",
      "vpc_id = \"v\"\n{+route {\n cidr_block = \"10.0.0.0/8\"\n gateway_id = aws_vpn_gateway.a.id\n}+}",
      .incomparable
    ),
    weaker(
      "aws_route_table",
      table("0.0.0.0/0", "gateway_id = [-aws_vpn_gateway.a.id-]{+aws_internet_gateway.a.id+}"),
      .network
    ),
    weaker(
      "aws_route_table",
      "vpc_id = \"v\"\n{+route {\n cidr_block = \"0.0.0.0/0\"\n gateway_id = var.gateway\n}+}",
      .network
    ),
    weaker(
      "aws_route_table",
      table("10.7.[-17.0/24-]{+0.0/16+}", "vpc_peering_connection_id = \"pcx-1\""),
      .network
    ),
    same(
      "aws_route_table",
      table("10.[-7.17.0/24-]{+8.17.0/24+}", "vpc_peering_connection_id = \"pcx-1\""),
      .incomparable
    ),
    same(
      "aws_route_table",
      table("10.7.[-17.0/24-]{+0.0/16+}", "vpc_peering_connection_id = \"pcx-[-1-]{+2+}\""),
      .incomparable
    ),
    // What looks at traffic may be behind an endpoint: more of it is looked at then.
    same(
      "aws_route_table",
      table("10.7.[-17.0/24-]{+0.0/16+}", "vpc_endpoint_id = \"vpce-1\""),
      .incomparable
    ),
    weaker(
      "aws_route",
      "route_table_id = \"r\"\ndestination_cidr_block = \"10.7.[-17.0/24-]{+0.0/16+}\"\ntransit_gateway_id = \"tgw-1\"",
      .network
    ),
    weaker(
      "aws_instance",
      "ami = \"a\"\nsubnet_id = module.vpc.[-private-]{+public+}_subnets[0]",
      .network
    ),
    weaker(
      "aws_autoscaling_group",
      "vpc_zone_identifier = [aws_subnet.[-private_a-]{+public_a+}.id]",
      .network
    ),
    same("aws_instance", "ami = \"a\"\nsubnet_id = module.vpc.public_subnets[[-0-]{+1+}]"),
    same(
      "aws_instance",
      "ami = \"a\"\nsubnet_id = aws_subnet.[-a-]{+public+}.id",
      .incomparable
    ),
    same("aws_instance", "ami = \"a\"\nsubnet_id = aws_subnet.[-a-]{+b+}.id"),
    TerraformEdit(
      "a machine that may have stood in a private subnet",
      .widened,
      .network,
      of: "aws_instance",
      "ami = \"a\"\nsubnet_id = [-var.private ? aws_subnet.private.id : aws_subnet.public.id-]{+aws_subnet.public.id+}"
    ),
    TerraformEdit(
      "a module in public subnets",
      .widened,
      .network,
      """
      module "cluster" {
        source  = "terraform-aws-modules/eks/aws"
        version = "1.0.0"
        subnets = module.vpc.[-private-]{+public+}_subnets
      }
      """
    ),
    same(
      "google_container_cluster",
      "private_cluster_config {\n master_ipv4_cidr_block = \"172.16.[-0-]{+2+}.32/28\"\n}",
      .incomparable
    ),
    same(
      "google_container_cluster",
      "ip_allocation_policy {\n cluster_ipv4_cidr_block = \"10.[-1-]{+2+}.0.0/20\"\n}",
      .incomparable
    ),
    same(
      "azurerm_kubernetes_cluster",
      "network_profile {\n service_cidr = \"10.[-1-]{+2+}.0.0/20\"\n}",
      .incomparable
    ),
    TerraformEdit(
      "a way past the firewall, or no longer to it",
      .incomparable,
      .network,
      """
      [-resource "azurerm_route" "a" {
        name                   = "a"
        route_table_name       = "t"
        address_prefix         = "0.0.0.0/0"
        next_hop_type          = "VirtualAppliance"
        next_hop_in_ip_address = "10.0.0.4"
      }-]
      """
    ),
    TerraformEdit(
      "a way to a peer",
      .incomparable,
      .network,
      """
      {+resource "aws_route" "a" {
        route_table_id            = "rtb-1"
        destination_cidr_block    = "10.0.0.0/8"
        vpc_peering_connection_id = "pcx-1"
      }+}
      """
    ),
    TerraformEdit(
      "a way into the open",
      .widened,
      .network,
      """
      {+resource "aws_route" "a" {
        route_table_id         = "rtb-1"
        destination_cidr_block = "0.0.0.0/0"
        gateway_id             = aws_internet_gateway.a.id
      }+}
      """
    ),
    TerraformEdit(
      "a table without ways",
      .equal,
      "{+resource \"aws_route_table\" \"a\" {\n vpc_id = \"v\"\n}+}\n"
    ),
    // A range of others is no place of its own.
    same("google_alloydb_cluster", "name = \"a\"\npeer_cidr = \"10.[-1-]{+2+}.0.0/20\"", .unknown),
  ]
}
