extension PostureTable {
  /// Hosts of code, of runs, of services and of dashboards.
  static func addHosts(_ add: Adder) {
    let risky = Posture.Measure.flag(riskyWhen: true, absent: false)
    add(
      .exposure,
      .ranks(["private": 0, "internal": 1, "public": 2], absent: 0),
      "visibility_level"
    )
    add(
      .protection,
      .number(higherIsSafer: true, absent: 0, zeroIsMost: false),
      "required_approval_count approvals_required required_approvals approvals_before_merge"
    )
    add(.protection, .flag(riskyWhen: false, absent: false), "prevent_self_review")
    add(.protection, .flag(riskyWhen: true, absent: true), "can_admins_bypass")
    add(.protection, risky, "auto_apply allow_destroy_plan")
    add(.permission, risky, "global_remote_state")
    add(.permission, .items(isSafer: false), "remote_state_consumer_ids")
    add(.exposure, .ranks(["deny": 0, "allow": 1], absent: 0), "Sources.Action")
    add(
      .permission,
      .items(isSafer: false),
      "grafana_organization:admins grafana_organization:editors grafana_organization:viewers"
    )
  }
}
