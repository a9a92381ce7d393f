extension ReachShape {
  /// Alibaba, Yandex, Oracle, Naver, Nifcloud.
  static let others: [String: ReachShape] = {
    var shapes: [String: ReachShape] = [:]
    var alicloud = ReachShape(sources: ["cidr_ip", "ipv6_cidr_ip", "source_security_group_id"])
    alicloud.direction = .argument("type", ingress: ["ingress"], standard: .ingress)
    alicloud.protocols = ["ip_protocol"]
    alicloud.ports = .ranges(["port_range"])
    alicloud.action = ("policy", ["drop"])
    alicloud.group = "security_group_id"
    alicloud.isOpenWithoutSource = true
    shapes["alicloud_security_group_rule"] = alicloud
    var yandex = ReachShape(
      sources: ["v4_cidr_blocks", "v6_cidr_blocks", "security_group_id", "predefined_target"])
    yandex.ports = .pair([("port", "port"), ("from_port", "to_port")])
    yandex.nested = [("ingress", .ingress), ("egress", .egress)]
    shapes["yandex_vpc_security_group"] = yandex
    shapes["yandex_vpc_default_security_group"] = yandex
    yandex.nested = []
    yandex.direction = .argument("direction", ingress: ["ingress"], standard: .ingress)
    yandex.group = "security_group_binding"
    shapes["yandex_vpc_security_group_rule"] = yandex
    var oracle = ReachShape(sources: ["source"], destinations: ["destination"])
    oracle.nested = [("ingress_security_rules", .ingress), ("egress_security_rules", .egress)]
    oracle.ports = .pair([
      ("tcp_options.min", "tcp_options.max"), ("udp_options.min", "udp_options.max"),
    ])
    shapes["oci_core_security_list"] = oracle
    shapes["oci_core_default_security_list"] = oracle
    oracle.nested = []
    oracle.direction = .argument("direction", ingress: ["ingress"], standard: .ingress)
    oracle.group = "network_security_group_id"
    oracle.ports = .pair([
      ("tcp_options.destination_port_range.min", "tcp_options.destination_port_range.max"),
      ("udp_options.destination_port_range.min", "udp_options.destination_port_range.max"),
    ])
    shapes["oci_core_network_security_group_security_rule"] = oracle
    var naver = ReachShape(sources: ["ip_block", "source_access_control_group_no"])
    naver.nested = [("inbound", .ingress), ("outbound", .egress)]
    naver.ports = .ranges(["port_range"])
    naver.group = "access_control_group_no"
    shapes["ncloud_access_control_group_rule"] = naver
    naver.group = "network_acl_no"
    naver.action = ("rule_action", ["drop"])
    shapes["ncloud_network_acl_rule"] = naver
    var nifty = ReachShape(sources: ["cidr_ip", "source_security_group_name"])
    nifty.direction = .argument("type", ingress: ["in"], standard: .ingress)
    nifty.group = "security_group_names"
    nifty.isOpenWithoutSource = true
    shapes["nifcloud_security_group_rule"] = nifty
    // Databases and shared disks have one port, which their groups do not name.
    nifty = ReachShape(sources: ["cidr_ip", "security_group_name"])
    nifty.nested = [("rule", .ingress)]
    shapes["nifcloud_db_security_group"] = nifty
    shapes["nifcloud_nas_security_group"] = nifty
    return shapes
  }()

  /// OpenStack, DigitalOcean, Palo Alto, Google, Tencent, Hetzner, Linode.
  static let more: [String: ReachShape] = {
    var shapes: [String: ReachShape] = [:]
    var stack = ReachShape(sources: ["remote_ip_prefix", "remote_group_id"])
    stack.direction = .argument("direction", ingress: ["ingress"], standard: .ingress)
    stack.ports = .pair([("port_range_min", "port_range_max")])
    stack.group = "security_group_id"
    stack.isOpenWithoutSource = true
    shapes["openstack_networking_secgroup_rule_v2"] = stack
    stack = ReachShape(sources: ["cidr", "from_group_id", "self"])
    stack.nested = [("rule", .ingress)]
    stack.protocols = ["ip_protocol"]
    shapes["openstack_compute_secgroup_v2"] = stack
    stack = ReachShape(sources: ["source_ip_address"])
    stack.ports = .ranges(["destination_port"])
    stack.targets = ["destination_ip_address"]
    stack.action = ("action", ["deny", "reject"])
    stack.isOpenWithoutSource = true
    stack.switchedOffBy = "enabled"
    shapes["openstack_fw_rule_v1"] = stack
    shapes["openstack_fw_rule_v2"] = stack
    var ocean = ReachShape(
      sources: endNames("source"),
      destinations: endNames("destination")
    )
    ocean.nested = [("inbound_rule", .ingress), ("outbound_rule", .egress)]
    ocean.ports = .ranges(["port_range"])
    shapes["digitalocean_firewall"] = ocean
    var panos = ReachShape(sources: ["source_addresses"])
    panos.nested = [("rule", .ingress)]
    panos.protocols = ["services"]
    panos.targets = ["destination_addresses"]
    panos.action = ("action", ["deny", "drop", "reset-client", "reset-server", "reset-both"])
    panos.isOpenWithoutSource = true
    for type in ["panos_security_policy", "panos_security_rule_group"] { shapes[type] = panos }
    for type in ["panos_panorama_security_policy", "panos_panorama_security_rule_group"] {
      shapes[type] = panos
    }
    var lightsail = ReachShape(sources: ["cidrs", "ipv6_cidrs", "cidr_list_aliases"])
    lightsail.nested = [("port_info", .ingress)]
    lightsail.isOpenWithoutSource = true
    shapes["aws_lightsail_instance_public_ports"] = lightsail
    var hetzner = ReachShape(sources: ["source_ips"], destinations: ["destination_ips"])
    hetzner.nested = [("rule", nil)]
    hetzner.direction = .argument("direction", ingress: ["in"], standard: .ingress)
    hetzner.ports = .ranges(["port"])
    shapes["hcloud_firewall"] = hetzner
    var linode = ReachShape(sources: ["ipv4", "ipv6"])
    linode.nested = [("inbound", .ingress), ("outbound", .egress)]
    linode.ports = .ranges(["ports"])
    linode.action = ("action", ["drop"])
    shapes["linode_firewall"] = linode
    var tencent = ReachShape(sources: ["cidr_ip", "source_sgid", "cidr_block"])
    tencent.direction = .argument("type", ingress: ["ingress"], standard: .ingress)
    tencent.protocols = ["ip_protocol"]
    tencent.ports = .ranges(["port_range"])
    tencent.action = ("policy", ["drop"])
    tencent.group = "security_group_id"
    shapes["tencentcloud_security_group_rule"] = tencent
    return shapes
  }()

  private static func endNames(_ end: String) -> [String] {
    ["addresses", "droplet_ids", "tags", "load_balancer_uids", "kubernetes_ids"]
      .map { "\(end)_\($0)" }
  }
}
