extension PostureTable {
  /// What only CloudFormation has, or calls so.
  static func addTemplates(_ add: Adder) {
    add(
      .protection,
      .ranks(
        [
          "retain": 0, "retainexceptoncreate": 0, "snapshot": 0, "abandon": 0, "prevent": 0,
          "delete": 1,
        ],
        absent: 1
      ),
      "deletion_policy update_replace_policy"
    )
    let safe = Posture.Measure.flag(riskyWhen: false, absent: false)
    add(
      .protection,
      safe,
      """
      routing_http_drop_invalid_header_fields_enabled deletion_protection_enabled \
      object_lock_enabled enforce_work_group_configuration aws_mq_broker:general \
      load_balancer_attributes.access_logs_s3_enabled
      """
    )
    add(.authentication, safe, "advanced_security_options.enabled")
    add(.exposure, safe, "enhanced_vpc_routing")
    add(
      .protection,
      .ranks(["https": 0, "ssl": 0, "tls": 0, "http": 1, "tcp": 1], absent: 1),
      "listener.protocol"
    )
  }
}
