/// Names of the stores that ARNs name.
enum DataNames {
  private static let services: Set<Substring> = [
    "s3", "dynamodb", "secretsmanager", "sqs", "sns", "rds", "kms", "ssm", "kinesis", "firehose",
    "glue", "redshift", "elasticfilesystem", "es", "athena", "backup", "ecr",
  ]

  static func of(_ resources: [String]) -> [String] {
    var found: [String] = []
    for resource in resources {
      let fields = resource.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
      guard fields.count == 6, fields[0] == "arn", services.contains(fields[2]) else { continue }
      let name = name(of: fields[5], service: fields[2])
      if !name.isEmpty, name != "*", !found.contains(name) { found.append(name) }
    }
    return found
  }

  private static func name(of resource: Substring, service: Substring) -> String {
    if service == "s3" { return String(resource.prefix { $0 != "/" }) }
    if service == "ssm" { return String(resource.drop { $0 != "/" }) }
    // `table/NAME`, `secret:NAME`, or the name alone.
    let names = resource.split(whereSeparator: { $0 == "/" || $0 == ":" })
    return names.count > 1 ? names[1...].joined(separator: "/") : String(resource)
  }
}
