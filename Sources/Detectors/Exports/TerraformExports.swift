/// Terraform resources that copy data, and which of their arguments say from where and to where.
struct TerraformExports: Sendable {
  let sources: [String]
  let sinks: [String]
  var role: [String] = []
  var protection: [String] = []
  var schedule: [String] = []
  var filters: [String] = []

  var paths: [String] { sources + sinks + role + protection + schedule + filters }

  static func of(type: String) -> TerraformExports? {
    if let entry = table[type] { return entry }
    if type.hasPrefix("azurerm_data_factory_linked_service_") {
      return TerraformExports(
        sources: ["name"],
        sinks: ["connection_string", "url", "host", "server", "service_endpoint"]
      )
    }
    return nil
  }

  /// The ways out of one resource; `values` gives all texts at a path of names joined by dots.
  func exports(type: String, line: Int, reader: SinkReader, values: (String) -> [String])
    -> [Export]
  {
    let from = sources.flatMap(values)
    let targets = sinks.flatMap { path in values(path).map { Self.sink($0, at: path, type, reader) }
    }
    return SQLSentence.unique(targets.map(\.text)).compactMap { text in
      targets.first { $0.text == text }
    }.map { sink in
      Export(
        form: type,
        sources: from.isEmpty ? [type] : SQLSentence.unique(from).sorted(),
        sink: sink,
        filters: filters.flatMap(values),
        role: role.flatMap(values).joined(separator: ", "),
        protection: protection.flatMap(values).joined(separator: ", "),
        schedule: schedule.flatMap(values).joined(separator: ", "),
        line: line
      )
    }
  }

  private static let buckets: Set<String> = [
    "s3_bucket_name", "s3_bucket", "bucket_name", "bucket",
  ]

  private static func sink(
    _ text: String,
    at path: String,
    _ type: String,
    _ reader: SinkReader
  ) -> Sink {
    let name = path.split(separator: ".").last.map(String.init) ?? path
    if text.contains("://") || text.hasPrefix("arn:") || text.contains("@") {
      return reader.sink(text)
    }
    if buckets.contains(name), !text.contains("/") {
      return reader.sink((type.hasPrefix("google") ? "gs://" : "s3://") + text)
    }
    if name.hasSuffix("hostname") || name == "server_name" || name == "host" || name == "server" {
      return reader.sink("//" + text).named(text)
    }
    if text == "allUsers" || text == "allAuthenticatedUsers" {
      return Sink(text: text, reach: .internet)
    }
    return reader.sink(named: text, as: text)
  }

  private static let table: [String: TerraformExports] = {
    var table: [String: TerraformExports] = [
      "aws_s3_bucket_replication_configuration": .init(
        sources: ["bucket"],
        sinks: ["rule.destination.bucket"],
        role: ["role"],
        protection: ["rule.destination.encryption_configuration.replica_kms_key_id"],
        filters: ["rule.filter.prefix", "rule.prefix"]
      ),
      "aws_datasync_task": .init(
        sources: ["source_location_arn"],
        sinks: ["destination_location_arn"],
        schedule: ["schedule.schedule_expression"]
      ),
      "aws_datasync_location_s3": .init(
        sources: ["subdirectory"],
        sinks: ["s3_bucket_arn"],
        role: ["s3_config.bucket_access_role_arn"]
      ),
      "aws_datasync_location_nfs": .init(sources: ["subdirectory"], sinks: ["server_hostname"]),
      "aws_datasync_location_smb": .init(sources: ["subdirectory"], sinks: ["server_hostname"]),
      "aws_datasync_location_object_storage": .init(
        sources: ["bucket_name"],
        sinks: ["server_hostname"]
      ),
      "aws_dms_replication_task": .init(
        sources: ["source_endpoint_arn", "table_mappings"],
        sinks: ["target_endpoint_arn"]
      ),
      "aws_dms_endpoint": .init(
        sources: ["database_name"],
        sinks: ["server_name", "s3_settings.bucket_name"],
        protection: ["kms_key_arn"]
      ),
      "aws_dms_s3_endpoint": .init(
        sources: ["endpoint_id"],
        sinks: ["bucket_name"],
        role: ["service_access_role_arn"],
        protection: ["server_side_encryption_kms_key_id"]
      ),
      "aws_kinesis_firehose_delivery_stream": .init(
        sources: ["kinesis_source_configuration.kinesis_stream_arn", "name"],
        sinks: [
          "extended_s3_configuration.bucket_arn", "s3_configuration.bucket_arn",
          "redshift_configuration.cluster_jdbcurl", "http_endpoint_configuration.url",
          "splunk_configuration.hec_endpoint", "elasticsearch_configuration.domain_arn",
          "opensearch_configuration.domain_arn", "snowflake_configuration.account_url",
        ],
        role: ["extended_s3_configuration.role_arn"],
        protection: ["extended_s3_configuration.kms_key_arn"]
      ),
      "aws_glue_job": .init(
        sources: ["name"],
        sinks: ["command.script_location", "connections"],
        role: ["role_arn"]
      ),
      "aws_glue_connection": .init(
        sources: ["name"],
        sinks: [
          "connection_properties.JDBC_CONNECTION_URL", "connection_properties.CONNECTION_URL",
        ]
      ),
      "aws_rds_export_task": .init(
        sources: ["source_arn", "export_only"],
        sinks: ["s3_bucket_name"],
        role: ["iam_role_arn"],
        protection: ["kms_key_id"]
      ),
      "aws_dynamodb_table_export": .init(
        sources: ["table_arn"],
        sinks: ["s3_bucket"],
        protection: ["s3_sse_kms_key_id"]
      ),
      "aws_backup_plan": .init(
        sources: ["rule.target_vault_name"],
        sinks: ["rule.copy_action.destination_vault_arn"],
        schedule: ["rule.schedule"]
      ),
      "aws_cloudwatch_log_subscription_filter": .init(
        sources: ["log_group_name"],
        sinks: ["destination_arn"],
        role: ["role_arn"],
        filters: ["filter_pattern"]
      ),
      "google_bigquery_data_transfer_config": .init(
        sources: ["data_source_id"],
        sinks: ["destination_dataset_id", "params.destination_bucket"],
        role: ["service_account_name"],
        schedule: ["schedule"]
      ),
      "google_storage_transfer_job": .init(
        sources: [
          "transfer_spec.gcs_data_source.bucket_name",
          "transfer_spec.aws_s3_data_source.bucket_name",
        ],
        sinks: [
          "transfer_spec.gcs_data_sink.bucket_name", "transfer_spec.posix_data_sink.root_directory",
        ]
      ),
      "google_bigquery_dataset_access": .init(
        sources: ["dataset_id"],
        sinks: [
          "user_by_email", "group_by_email", "domain", "special_group", "iam_member",
          "view.dataset_id", "dataset.dataset.dataset_id", "authorized_dataset.dataset.dataset_id",
        ]
      ),
      "google_pubsub_subscription": .init(
        sources: ["topic"],
        sinks: [
          "push_config.push_endpoint", "bigquery_config.table", "cloud_storage_config.bucket",
        ],
        filters: ["filter"]
      ),
      "azurerm_monitor_diagnostic_setting": .init(
        sources: ["target_resource_id"],
        sinks: [
          "storage_account_id", "eventhub_authorization_rule_id", "log_analytics_workspace_id",
          "partner_solution_id",
        ]
      ),
      "azurerm_storage_object_replication": .init(
        sources: ["source_storage_account_id"],
        sinks: ["destination_storage_account_id"]
      ),
      "snowflake_stage": .init(
        sources: ["name"],
        sinks: ["url"],
        role: ["storage_integration", "credentials"],
        protection: ["encryption"]
      ),
      "snowflake_storage_integration": .init(
        sources: ["name"],
        sinks: ["storage_allowed_locations"]
      ),
      "snowflake_share": .init(sources: ["name"], sinks: ["accounts"]),
    ]
    for scope in ["project", "folder", "organization", "billing_account"] {
      table["google_logging_\(scope)_sink"] = .init(
        sources: [scope == "organization" ? "org_id" : scope, "name"],
        sinks: ["destination"],
        filters: ["filter"]
      )
    }
    return table
  }()
}
