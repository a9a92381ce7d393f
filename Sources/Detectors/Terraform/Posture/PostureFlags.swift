extension PostureTable {
  /// Arguments that are on or off.
  static func addFlags(_ add: Adder) {
    let safe = Posture.Measure.flag(riskyWhen: false, absent: false)
    let risky = Posture.Measure.flag(riskyWhen: true, absent: false)
    let riskyUnlessSaid = Posture.Measure.flag(riskyWhen: true, absent: true)
    add(
      .protection,
      safe,
      """
      disable_api_termination disable_api_stop prevent_destroy mfa_delete scan_on_push \
      point_in_time_recovery.enabled network_policy.enabled network_policy_config.enabled \
      drop_invalid_header_fields delete_protection \
      multi_az_backup is_multi_region_trail include_global_service_events enable_log_file_validation \
      enable_network_isolation soft_delete_enabled auto_minor_version_upgrade encrypted \
      storage_encrypted purge_protection_enabled infrastructure_encryption_enabled \
      double_encryption_enabled secure_boot_enabled vtpm_enabled encryption_at_host_enabled \
      enable_secure_boot pod_security_policy_config.enabled
      """
    )
    // What Google's and Azure's have unless it is taken away.
    add(
      .protection,
      .flag(riskyWhen: false, absent: true),
      """
      google_sql_database_instance:deletion_protection google_container_cluster:deletion_protection \
      google_bigquery_table:deletion_protection google_spanner_database:deletion_protection \
      google_cloud_run_v2_service:deletion_protection google_cloud_run_v2_job:deletion_protection \
      google_alloydb_cluster:deletion_protection aws_qldb_ledger:deletion_protection \
      enable_shielded_nodes enable_vtpm enable_integrity_monitoring https_traffic_only_enabled \
      enable_https_traffic_only metadata.disable-legacy-endpoints
      """
    )
    add(.protection, .flag(riskyWhen: false, absent: true), "source_dest_check skip_destroy")
    add(
      .authentication,
      safe,
      """
      iam_database_authentication_enabled local_account_disabled local_authentication_disabled \
      rbac_enabled role_based_access_control_enabled client_certificate_enabled \
      disable_password_authentication azure_active_directory_role_based_access_control \
      local_auth_disabled oauth_scopes_required
      """
    )
    add(
      .authentication,
      riskyUnlessSaid,
      "shared_access_key_enabled local_authentication_enabled local_auth_enabled"
    )
    add(
      .authentication,
      risky,
      "admin_enabled admin_user_enabled enable_legacy_abac issue_client_certificate anonymous_pull_enabled"
    )
    add(
      .exposure,
      safe,
      """
      internal internal_ip_only block_public_acls block_public_policy ignore_public_acls \
      restrict_public_buckets block_public_security_group_rules enable_private_nodes \
      enable_private_endpoint private_cluster_enabled uniform_bucket_level_access \
      endpoint_private_access_only is_private private_link_enabled allow_internal_only
      """
    )
    add(
      .exposure,
      risky,
      """
      publicly_accessible public_access associate_public_ip_address assign_public_ip nat \
      map_public_ip_on_launch public_ip_assigned public_network public can_ip_forward \
      enable_http_endpoint allow_any_origin assign_public_ip_address public_ip_enabled is_public \
      internet_facing allow_blob_public_access enable_node_public_ip node_public_ip_enabled http_port_enabled
      """
    )
    add(
      .exposure,
      riskyUnlessSaid,
      """
      public_network_access_enabled endpoint_public_access allow_nested_items_to_be_public \
      public_network_access public_network_enabled internet_ingestion_enabled internet_query_enabled \
      direct_internet_access public_access_enabled public_endpoint_enabled
      """
    )
    add(.protection, risky, "force_destroy skip_final_snapshot force_delete")
    add(.protection, safe, "required_status_checks.strict")
    // Whoever makes the team is in charge of it.
    add(.permission, risky, "create_default_maintainer")
    add(
      .privilege,
      risky,
      """
      privileged host_network host_pid host_ipc share_process_namespace root_access \
      ssh_root_login hostnetwork hostpid hostipc stdin
      """
    )
    add(.privilege, riskyUnlessSaid, "automount_service_account_token allow_privilege_escalation")
    add(.privilege, safe, "read_only_root_filesystem run_as_non_root readonly_root_filesystem")
  }
}
