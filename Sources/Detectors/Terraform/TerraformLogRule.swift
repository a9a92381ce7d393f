package import Detection
import HCL

/// Where logs are written to.
package struct TerraformLogRule: TerraformRule {
  package init() {}

  package static let destination = Kind(
    "log-destination",
    of: .protection,
    title: "Logs go elsewhere",
    help: """
      What a resource logs is written to another place: whoever reads or keeps the old one sees it no more, \
      and others may.
      """,
    example: Kind.Example(
      path: "main.tf",
      old: "resource \"aws_lb\" \"x\" {\n  access_logs {\n    bucket = \"logs\"\n  }\n}\n",
      new: "resource \"aws_lb\" \"x\" {\n  access_logs {\n    bucket = \"other\"\n  }\n}\n"
    )
  )

  package var kinds: [Kind] { [Self.destination] }

  package func covers(_ block: TerraformSubject) -> Bool { block.kind == "resource" }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.old != nil && change.new != nil {
      // Of logging that comes or goes as a whole others tell.
      for difference in change.differences where Self.isDestination(difference.path, change.type) {
        judgment.explain([difference.path], of: change)
        let direction = Self.direction(of: difference)
        judgment.observe(
          change.observation(
            Self.destination,
            direction,
            direction == .narrowed ? .low : .medium,
            old: difference.old,
            new: difference.new,
            summary: "logs elsewhere: \(difference.text(of: change))"
          ),
          of: change
        )
      }
    }
    return judgment
  }

  /// A place that comes to or goes from the resource is one more or less; a prefix is where in it.
  private static func direction(of difference: Difference) -> Direction {
    guard !difference.leaf.hasSuffix("prefix"), !difference.leaf.hasSuffix("_type") else {
      return .incomparable
    }
    switch (difference.old, difference.new) {
    case (nil, _?): return .narrowed
    case (_?, nil): return .widened
    default: return .incomparable
    }
  }

  private static func isDestination(_ path: String, _ type: String) -> Bool {
    if byType[type]?.contains(path) ?? false { return true }
    let names = path.split(separator: ".").map(String.init)
    guard names.count == 2, blocks.contains(names[0]) else { return false }
    return places.contains(names[1])
  }

  private static let blocks: Set<String> = [
    "access_logs", "connection_logs", "logging_config", "logging", "access_log_settings",
    "log_config", "logging_configuration", "access_log_policy",
  ]

  private static let places: Set<String> = [
    "bucket", "bucket_prefix", "prefix", "destination_arn", "target_bucket", "target_prefix",
    "log_bucket", "log_object_prefix", "log_destination", "s3_bucket_name", "bucket_name",
  ]

  private static let byType: [String: Set<String>] = [
    "aws_s3_bucket_logging": ["target_bucket", "target_prefix"],
    "aws_flow_log": ["log_destination", "log_group_name", "log_destination_type"],
    "aws_cloudtrail": ["s3_bucket_name", "s3_key_prefix", "cloud_watch_logs_group_arn"],
    "aws_route53_query_log": ["cloudwatch_log_group_arn"],
    "aws_config_delivery_channel": ["s3_bucket_name", "s3_key_prefix", "sns_topic_arn"],
    "aws_wafv2_web_acl_logging_configuration": ["log_destination_configs"],
    "aws_route53_resolver_query_log_config": ["destination_arn"],
  ]
}
