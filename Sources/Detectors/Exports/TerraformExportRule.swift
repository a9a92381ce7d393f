package import Detection
import HCL

/// Judges resources that replicate, stream, transfer or export data.
package struct TerraformExportRule: TerraformRule {
  private let reader: SinkReader

  /// `owned` as in the surroundings of the file.
  package init(owned: [String] = []) { reader = SinkReader(owned: owned) }

  package var kinds: [Kind] { [Self.kind] }

  static let kind = Kind(
    "infrastructure",
    of: .dataExport,
    title: "Infrastructure copies data elsewhere",
    help: """
      A replication, a stream, a transfer job, a log sink or a share is added, or takes its data from, or \
      sends it to, another place.
      """,
    example: .init(
      path: "main.tf",
      old: nil,
      new: """
        resource "aws_rds_export_task" "cards" {
          export_task_identifier = "cards"
          source_arn             = "arn:aws:rds:eu-west-1:111122223333:snapshot:cards"
          s3_bucket_name         = "partner-drop"
          iam_role_arn           = "arn:aws:iam::111122223333:role/export"
          kms_key_id             = "arn:aws:kms:eu-west-1:111122223333:key/1"
        }

        """
    )
  )

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && TerraformExports.of(type: block.type) != nil
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      guard let entry = TerraformExports.of(type: change.type) else { continue }
      judgment.explain(entry.paths, of: change)
      let old = exports(of: change.old, entry)
      let new = exports(of: change.new, entry)
      for observation in ExportComparison(old: old, new: new).observations {
        judgment.observe(translated(observation, change, entry), of: change)
      }
    }
    return judgment
  }

  private func exports(of block: TerraformBlock?, _ entry: TerraformExports) -> [Export] {
    guard let block else { return [] }
    return entry.exports(type: block.type, line: block.origin.line, reader: reader) { path in
      block.body.all(at: path).prefix(500).map(\.rendered)
    }
  }

  /// Of the kind for infrastructure, with lines of the file that changed.
  private func translated(
    _ observation: Observation,
    _ change: BlockChange,
    _ entry: TerraformExports
  ) -> Observation {
    let sink = entry.sinks.lazy.compactMap { path in
      change.new?.body.all(at: path).first
    }.first
    let before = entry.sinks.lazy.compactMap { path in
      change.old?.body.all(at: path).first
    }.first
    return change.observation(
      Self.kind,
      observation.direction,
      observation.severity,
      old: observation.oldLine == nil ? nil : before,
      new: observation.line == nil ? nil : sink,
      summary: "\(observation.summary) in \(change.address)",
      data: observation.data
    )
  }
}
