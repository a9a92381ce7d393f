package import Detection
import HCL

/// Arguments that no resource can change: what holds data is destroyed and made anew.
package struct TerraformReplacementRule: TerraformRule {
  package init() {}

  package static let replaced = Kind(
    "replacement",
    of: .destruction,
    title: "Resource with data made anew",
    help: """
      An argument that is fixed when a database, bucket, table or key is made is changed: the resource is \
      destroyed with what it holds, and an empty one takes its place.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_dynamodb_table\" \"x\" {\n  hash_key = \"id\"\n}\n",
      new: "resource \"aws_dynamodb_table\" \"x\" {\n  hash_key = \"uuid\"\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.replaced] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && Self.fixed[block.type] != nil
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      guard let fixed = Self.fixed[change.type], change.old != nil, change.new != nil else {
        continue
      }
      for difference in change.differences where fixed.contains(difference.path) {
        // What is set for the first time may be what there was by itself.
        guard difference.old != nil, difference.new != nil else { continue }
        judgment.observe(
          change.observation(
            Self.replaced,
            .incomparable,
            .high,
            old: difference.old,
            new: difference.new,
            summary:
              "makes \(change.address) anew, since its \(change.spelled(difference.path)) cannot change",
            data: [change.old?.name ?? ""]
          ),
          of: change
        )
      }
    }
    return judgment
  }

  /// Names are not among them: another name is as often another thing, which its users say.
  private static let fixed: [String: Set<String>] = [
    "aws_db_instance": ["engine", "username", "db_name", "availability_zone"],
    "aws_rds_cluster": ["database_name", "master_username", "engine"],
    "aws_dynamodb_table": ["hash_key", "range_key"],
    "aws_ebs_volume": ["availability_zone", "snapshot_id"],
    "aws_efs_file_system": ["creation_token", "availability_zone_name"],
    "aws_sqs_queue": ["fifo_queue"],
    "aws_docdb_cluster": ["master_username"],
    "google_sql_database_instance": ["region"],
    "google_storage_bucket": ["location"],
    "google_bigquery_dataset": ["location"],
    "google_spanner_instance": ["config"],
    "google_compute_disk": ["zone", "type"],
    "azurerm_storage_account": ["location", "resource_group_name"],
    "azurerm_key_vault": ["location", "resource_group_name"],
    "azurerm_mssql_server": ["location", "resource_group_name"],
    "azurerm_mssql_database": ["server_id", "collation"],
    "azurerm_postgresql_flexible_server": ["location", "resource_group_name"],
    "azurerm_cosmosdb_account": ["resource_group_name"],
    "azurerm_managed_disk": ["location", "resource_group_name"],
  ]
}
