internal import Auditing
internal import GitObjects
internal import Ledger
internal import Report

/// The outcome of `audit verify`, for people and for programs.
struct AuditPage {
  private let audit: LedgerAudit

  init(_ audit: LedgerAudit) { self.audit = audit }

  var text: String {
    var lines = audit.problems.map(\.text)
    lines += audit.remarks.map { "note: \($0.text)" }
    let replayed = audit.replayed.map { ", \($0) decisions judged again" } ?? ""
    lines.append(
      "\(records) records, \(audit.commits) commits on gated references\(replayed), "
        + "\(audit.problems.count) problems"
    )
    if let head = audit.decisions.head { lines.append("head sha256:\(head)") }
    return lines.map { "countersign: \($0)\n" }.joined()
  }

  var json: String {
    let pairs: [(String, JSONValue)] = [
      ("schema", .text("countersign.audit/1")),
      ("outcome", .text(audit.problems.isEmpty ? "verified" : "problems")),
      ("records", .number(records)), ("commits", .number(audit.commits)),
      ("replayed", audit.replayed.map { .number($0) } ?? .null),
      (
        "heads",
        .object([
          ("decisions", .optional(audit.decisions.head.map { "sha256:\($0)" })),
          ("refusals", .optional(audit.refusals.head.map { "sha256:\($0)" })),
        ])
      ),
      ("problems", findings(audit.problems)), ("remarks", findings(audit.remarks)),
      ("bypasses", .list(audit.bypasses.map(\.json))),
    ]
    return JSONValue.object(pairs).rendered() + "\n"
  }

  private var records: Int { audit.decisions.entries.count + audit.refusals.entries.count }

  private func findings(_ findings: [AuditFinding]) -> JSONValue {
    .list(
      findings.map { .object([("kind", .text($0.kind.rawValue)), ("message", .text($0.text))]) }
    )
  }
}
