internal import Detection
internal import Approvals
internal import Classifier
package import Gate
internal import GitObjects
internal import Policy

/// A decision as `countersign.decision/1`; the schema is docs/decision.schema.json.
package enum DecisionJSON {
  /// `reviewersPolicy` is where reviewers find the policy, where no server publishes one.
  package static func render(
    _ decision: Decision,
    policy digest: String,
    source: String,
    basis: CheckBasis = .judgment,
    reviewersPolicy: String? = nil
  ) -> String {
    var object = JSONObject()
    object.add("schema", .text("countersign.decision/1"))
    object.add("outcome", .text(decision.outcome.rawValue))
    object.add("target", .text("\(decision.target)"))
    object.add("environment", .optional(decision.environment))
    // By the records alone nothing is known of these, which is not the same as that there is nothing.
    let isJudged = !basis.isRecords
    object.add("old", isJudged ? .text("\(decision.old)") : .null)
    object.add("new", .text("\(decision.new)"))
    object.add(
      "policy",
      .object([("digest", .text("sha256:\(digest)")), ("source", .text(source))])
    )
    object.add("basis", basis.json)
    object.add("actor", isJudged ? actor(decision.actor) : .null)
    object.add("findings", isJudged ? .list(decision.findings.map(finding)) : .null)
    object.add(
      "requirements",
      isJudged ? .list(decision.requirements.flatMap(requirement)) : .null
    )
    object.add("approvals", isJudged ? .list(decision.approvals.map(approval)) : .null)
    object.add("reasons", .list(decision.reasons.map { reason($0, of: decision, reviewersPolicy) }))
    object.add("bypass", bypass(decision))
    return JSONValue.object(object.pairs).rendered() + "\n"
  }

  private static func bypass(_ decision: Decision) -> JSONValue {
    guard decision.outcome == .bypassed, let bypass = decision.bypass else { return .null }
    let inside = bypass.inside.sorted { $0.lexicographicallyPrecedes($1) }
    return .object([
      ("reason", .text(Escaped.text(bypass.reason))), ("review_by", .text("\(bypass.reviewBy)")),
      ("inside", .list(inside.map { .text(Escaped.text($0)) })),
    ])
  }

  /// What an ungated target comes to: nothing is judged, and nothing is asked.
  package static func renderUngated(_ target: TargetName) -> String {
    var object = JSONObject()
    object.add("schema", .text("countersign.decision/1"))
    object.add("outcome", .text("allowed"))
    object.add("target", .text("\(target)"))
    for key in ["environment", "old", "new", "policy", "basis", "actor"] { object.add(key, .null) }
    for key in ["findings", "requirements", "approvals", "reasons"] { object.add(key, .list([])) }
    object.add("bypass", .null)
    return JSONValue.object(object.pairs).rendered() + "\n"
  }

  private static func actor(_ actor: Actor) -> JSONValue {
    .object([
      ("kind", .text(actor.kind.rawValue)), ("name", .optional(actor.name)),
      ("operators", .list(actor.operators.map { .text("\($0)") })),
    ])
  }

  private static func finding(_ finding: Finding) -> JSONValue {
    let facts = finding.facts
    var object = JSONObject()
    object.add("change", .text("\(finding.id)"))
    object.add("class", .text("\(finding.classID)"))
    if case .file(let change) = finding.subject {
      object.add("path", .text(change.path.utf8 ?? "\(change.path)"))
      if change.path.utf8 == nil {
        let base64 = Base64.encode(change.path.bytes)
        object.add("path_base64", .text(String(decoding: base64, as: UTF8.self)))
      }
    }
    object.add("commit", .optional(finding.carriers.first.map { "\($0)" }))
    object.add("kind", .text(facts.kind))
    object.add("direction", .text(facts.direction.rawValue))
    object.add("severity", .text(facts.severity.rawValue))
    object.add("environment", .list(finding.environments.map { .text($0) }))
    object.add("data", .list(facts.data.map { .text($0) }))
    object.add("line", facts.line.map { .number($0) } ?? .null)
    object.add("summary", .text(facts.summary))
    object.add("witness", .optional(facts.witness))
    return .object(object.pairs)
  }

  private static func requirement(_ status: RequirementStatus) -> [JSONValue] {
    status.parts.map { part in
      .object([
        ("rule", .text("\(status.rule)")), ("from", .list(part.groups.map { .text("\($0)") })),
        ("needed", .number(part.count)), ("counted", .list(part.counted.map { .text("\($0)") })),
        ("eligible", .list(part.eligible.map { .text("\($0)") })),
      ])
    }
  }

  private static func approval(_ verdict: ApprovalVerdict) -> JSONValue {
    let approval = verdict.approval
    var object = JSONObject()
    switch verdict.result {
    case .counted: object.add("result", .text("counted"))
    case .ignored(let code, let text):
      object.add("result", .text("ignored"))
      object.add("code", .text(code.rawValue))
      object.add("message", .text(text))
    }
    object.add("kind", .text(verdict.kind.rawValue))
    object.add("reviewer", .optional(approval.reviewer.map { Escaped.text($0) }))
    object.add("key", .optional(approval.fingerprint))
    object.add("statement", .optional(approval.statementDigest.map { "sha256:\($0)" }))
    object.add("evidence", .list(verdict.grounds.map(\.json)))
    return .object(object.pairs)
  }

  /// What is missing is approved by a command, which texts for people say once for all such reasons.
  private static func reason(_ reason: Reason, of decision: Decision, _ policy: String?)
    -> JSONValue
  {
    var hint = reason.hint
    if hint == nil, reason.code == .approvalMissing {
      hint = "a reviewer runs '\(NextCommand.approve(decision, policy: policy))'"
    }
    return .object([
      ("code", .text(reason.code.rawValue)), ("message", .text(reason.message)),
      ("hint", .optional(hint)),
    ])
  }
}
