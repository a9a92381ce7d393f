internal import Approvals
internal import Classifier
internal import Detection
internal import Gate
internal import GitObjects
internal import Policy

/// SARIF 2.1.0, which code scanning services read: a result for each change that a reason is about.
///
/// Its rule is the kind of change where a detector told one, else the reason's code.
enum SARIF {
  static func render(_ report: CheckReport) -> String {
    let complaints = report.decision.letsGo ? [] : report.decision.complaints
    var rules: [SARIFRule] = []
    for complaint in complaints where !rules.contains(where: { $0.id == complaint.rule.id }) {
      rules.append(complaint.rule)
    }
    let results = complaints.map { complaint in
      result(complaint, ruleIndex: rules.firstIndex { $0.id == complaint.rule.id } ?? 0)
    }
    let properties: JSONValue = .object([
      ("outcome", .text(report.decision.outcome.rawValue)),
      ("target", .text("\(report.decision.target)")), ("new", .text("\(report.decision.new)")),
      ("policy", .text("sha256:\(report.policyDigest)")), ("basis", report.basis.json),
      ("notes", .list(report.notes.map { .text($0) })),
    ])
    let invocation: JSONValue = .object([
      ("executionSuccessful", .bool(true)), ("exitCode", .number(report.decision.letsGo ? 0 : 1)),
    ])
    return document(
      version: report.version,
      rules: rules.map(\.json),
      results: results,
      invocation: invocation,
      properties: properties
    )
  }

  static func render(error message: String, hint: String?, version: String) -> String {
    let text = message + (hint.map { "; \($0)" } ?? "")
    let invocation: JSONValue = .object([
      ("executionSuccessful", .bool(false)), ("exitCode", .number(2)),
      (
        "toolExecutionNotifications",
        .list([.object([("level", .text("error")), ("message", plain(text))])])
      ),
    ])
    return document(
      version: version,
      rules: [],
      results: [],
      invocation: invocation,
      properties: nil
    )
  }

  private static func document(
    version: String,
    rules: [JSONValue],
    results: [JSONValue],
    invocation: JSONValue,
    properties: JSONValue?
  ) -> String {
    let driver: JSONValue = .object([
      ("name", .text("countersign")), ("semanticVersion", .text(version)), ("rules", .list(rules)),
    ])
    var run = JSONObject()
    run.add("tool", .object([("driver", driver)]))
    run.add("columnKind", .text("unicodeCodePoints"))
    run.add("invocations", .list([invocation]))
    run.add("results", .list(results))
    if let properties { run.add("properties", properties) }
    let document: JSONValue = .object([
      ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .text("2.1.0")), ("runs", .list([.object(run.pairs)])),
    ])
    return document.rendered() + "\n"
  }

  private static func result(_ complaint: Complaint, ruleIndex: Int) -> JSONValue {
    var object = JSONObject()
    object.add("ruleId", .text(complaint.rule.id))
    object.add("ruleIndex", .number(ruleIndex))
    object.add("level", .text("error"))
    object.add("message", plain(complaint.sentence))
    object.add("locations", .list(complaint.finding.flatMap(location).map { [$0] } ?? []))
    if let finding = complaint.finding {
      object.add(
        "partialFingerprints",
        .object([("countersignChange/v1", .text("\(finding.id)/\(finding.classID)"))])
      )
      object.add(
        "properties",
        .object([
          ("class", .text("\(finding.classID)")), ("reason", .text(complaint.reason.code.rawValue)),
          ("direction", .text(finding.facts.direction.rawValue)),
          ("severity", .text(finding.facts.severity.rawValue)),
        ])
      )
    }
    return .object(object.pairs)
  }

  /// A plain text message, as sections 3.11.5 and 3.11.6 of the standard spell it.
  ///
  /// Braces would be placeholders, and brackets a link that the author of a file could put before its reviewer.
  private static func plain(_ text: String) -> JSONValue {
    let escaped = text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "{", "}": result += "\(scalar)\(scalar)"
      case "[", "]", "\\": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return .object([("text", .text(escaped))])
  }

  /// A URI relative to the root of the sources; every byte of the path that could mean something is escaped.
  private static func location(_ finding: Finding) -> JSONValue? {
    guard case .file(let change) = finding.subject else { return nil }
    let uri = String(decoding: Escaped.statementValue(change.path.bytes), as: UTF8.self)
    let artifact: JSONValue = .object([("uri", .text(uri)), ("uriBaseId", .text("%SRCROOT%"))])
    let region: JSONValue = .object([("startLine", .number(finding.facts.line ?? 1))])
    return .object([
      ("physicalLocation", .object([("artifactLocation", artifact), ("region", region)]))
    ])
  }
}
