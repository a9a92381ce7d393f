import Detection
import Testing

@testable import Detectors

@Suite struct DbtTests {
  private static let project = "name: shop\nmodels:\n  shop:\n"

  private static let cases: [ExpectedReading] = [
    edit(
      "dbt_project.yml",
      project + "    +materialized: view\n",
      project + "    +materialized: view\n    +schema: partner\n",
      .widened,
      "data-export.dbt-place",
      "sets schema partner of shop"
    ),
    edit(
      "dbt_project.yml",
      project + "    +database: a\n",
      project + "    +database: b\n",
      .incomparable,
      "data-export.dbt-place",
      "changes database from a to b"
    ),
    edit(
      "dbt_project.yml",
      project + "    x: 1\n",
      project + "    +grants:\n      select: [report, bi]\n",
      .widened,
      "iam.dbt-grant",
      "grants select on shop to report"
    ),
    edit(
      "models/schema.yml",
      nil,
      "version: 2\nmodels:\n  - name: cards\n    config:\n      external_location: s3://drop/x\n",
      .widened,
      "data-export.dbt-place",
      "external_location s3://drop/x of cards"
    ),
    edit(
      "dbt_project.yml",
      "name: a\n",
      "name: a\non-run-end:\n  - \"GRANT SELECT ON t TO x\"\n",
      .widened,
      "data-export.dbt-hook",
      "GRANT SELECT"
    ),
    edit(
      "models/a.sql",
      "{{ config(materialized='table') }}\nSELECT 1",
      "{{ config(materialized='table', schema='partner') }}\nSELECT 1",
      .widened,
      "data-export.dbt-place",
      "schema partner of the model"
    ),
    edit(
      "models/a.sql",
      "{{ config(grants={'select': ['a']}) }}\nSELECT 1",
      "{{ config(grants={'select': ['a', 'b']}) }}\nSELECT 1",
      .widened,
      "iam.dbt-grant",
      "the model"
    ),
    edit(
      "models/a.sql",
      "{{ config(x=1) }}\nSELECT 1",
      "{{ config(x=1, post_hook=\"unload ('select 1') to 's3://x'\") }}\nSELECT 1",
      .widened,
      "data-export.dbt-hook",
      "unload"
    ),
    edit(
      "dbt_project.yml",
      project + "    +schema: a\n",
      "# x\n" + project + "    +schema:   'a'\n",
      .equal,
      nil,
      ""
    ),
  ]

  @Test(arguments: cases)
  func change(_ expected: ExpectedReading) { checkReading(expected, by: DbtDetector()) }

  @Test(arguments: DbtDetector().kinds)
  func example(_ kind: Kind) {
    let reading = DbtDetector().read(pair(kind.example.path, kind.example.old, kind.example.new))
    #expect(
      reading.observations.contains { $0.kind == kind.name },
      Comment(rawValue: reading.words)
    )
  }

  @Test(arguments: [
    (
      "aws_rds_export_task", ["source_arn": "arn:aws:rds:x", "s3_bucket_name": "drop"], "s3://drop",
      2
    ),
    (
      "aws_rds_export_task", ["source_arn": "arn:aws:rds:x", "s3_bucket_name": "acme-x"],
      "s3://acme-x", 1
    ),
    (
      "aws_s3_bucket_replication_configuration",
      ["bucket": "a", "rule.destination.bucket": "arn:aws:s3:::drop"], "arn:aws:s3:::drop", 2
    ),
    (
      "google_logging_project_sink", ["destination": "storage.googleapis.com/drop"],
      "storage.googleapis.com/drop", 2
    ),
    ("snowflake_stage", ["url": "s3://drop/"], "s3://drop/", 2),
    (
      "google_bigquery_dataset_access", ["special_group": "allAuthenticatedUsers"],
      "allAuthenticatedUsers", 3
    ),
  ])
  func resource(_ type: String, _ values: [String: String], _ sink: String, _ reach: Int) throws {
    let entry = try #require(TerraformExports.of(type: type))
    let exports = entry.exports(type: type, line: 1, reader: SinkReader(owned: ["acme-*"])) {
      values[$0].map { [$0] } ?? []
    }
    #expect(exports.map(\.sink.text) == [sink])
    #expect(exports.map(\.sink.reach.rawValue) == [reach])
  }

  @Test(arguments: [
    ("0 3 * * *", 30), ("0 * * * *", 720), ("*/5 * * * *", 8640), ("0 3 * * 0", 4),
    ("0 3 1 * *", 1),
    ("@daily", 30), ("0 0,12 * * *", 60), ("0 9-17 * * 1-5", 189),
  ])
  func schedule(_ text: String, _ runs: Int) { #expect(Schedule(text).runsPerMonth == runs) }
}
