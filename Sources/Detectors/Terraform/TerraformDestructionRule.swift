package import Detection
import HCL

/// Resources that hold data and are taken away.
package struct TerraformDestructionRule: TerraformRule {
  package init() {}

  package static let destroyed = Kind(
    "resource",
    of: .destruction,
    title: "Resource with data destroyed",
    help:
      "A database, bucket, key, volume or zone is no longer in the module: its data go with it.",
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_db_instance\" \"x\" {\n  engine = \"postgres\"\n}\n",
      new: "# nothing\n"
    )
  )

  package var kinds: [Kind] { [Self.destroyed] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && StatefulTypes.contains(block.type)
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.new == nil && !change.isForgotten {
      judgment.explain(["*"], of: change)
      judgment.observe(
        change.observation(
          Self.destroyed,
          .widened,
          .high,
          summary: "destroys \(change.address)",
          data: [change.old?.name ?? ""]
        ),
        of: change
      )
    }
    return judgment
  }
}

enum StatefulTypes {
  static func contains(_ type: String) -> Bool { types.contains(type) }

  private static let types: Set<String> = [
    "aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance", "aws_s3_bucket",
    "aws_dynamodb_table", "aws_efs_file_system", "aws_ebs_volume", "aws_kms_key",
    "aws_elasticsearch_domain", "aws_opensearch_domain", "aws_redshift_cluster",
    "aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_neptune_cluster",
    "aws_docdb_cluster", "aws_secretsmanager_secret", "aws_route53_zone", "aws_ecr_repository",
    "aws_kinesis_stream", "aws_sqs_queue", "aws_backup_vault", "aws_cloudwatch_log_group",
    "google_sql_database_instance", "google_storage_bucket", "google_bigquery_dataset",
    "google_bigquery_table", "google_spanner_instance", "google_kms_crypto_key",
    "google_compute_disk", "google_project", "google_dns_managed_zone",
    "google_secret_manager_secret",
    "azurerm_storage_account", "azurerm_mssql_database", "azurerm_mssql_server",
    "azurerm_postgresql_server", "azurerm_postgresql_flexible_server", "azurerm_key_vault",
    "azurerm_cosmosdb_account", "azurerm_managed_disk", "azurerm_resource_group",
    "azurerm_dns_zone", "aws_organizations_account", "github_repository",
    "kubernetes_persistent_volume_claim", "kubernetes_namespace", "digitalocean_database_cluster",
    "digitalocean_spaces_bucket", "digitalocean_volume", "postgresql_database",
    "azurerm_key_vault_key", "azurerm_mysql_server", "azurerm_mysql_flexible_server",
    "azurerm_mariadb_server", "azurerm_sql_server", "azurerm_sql_database",
    "azurerm_storage_container", "azurerm_storage_share", "azurerm_recovery_services_vault",
    "google_spanner_database", "google_firestore_database", "google_bigtable_instance",
    "google_filestore_instance", "aws_msk_cluster", "aws_memorydb_cluster", "aws_glacier_vault",
    "aws_cognito_user_pool", "aws_rds_global_cluster",
  ]
}
