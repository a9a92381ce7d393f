internal import Auditing
internal import GitObjects
internal import Ledger
internal import Report

/// The outcome of `audit verify`, for people and for programs.
struct AuditPage {
  private let audit: LedgerAudit

  init(_ audit: LedgerAudit) { self.audit = audit }

  var text: String {
    var page = Page()
    for problem in audit.problems { page.add(problem.text) }
    for remark in audit.remarks { page.add("note: \(remark.text)") }
    let replayed = audit.replayed.map { ", \(Phrase.count($0, "decision")) judged again" } ?? ""
    page.add(
      "\(Phrase.count(records, "record")), \(Phrase.count(audit.commits, "commit")) on gated "
        + "references\(replayed), \(Phrase.count(audit.problems.count, "problem"))"
    )
    let heads = [audit.decisions.head, audit.refusals.head].compactMap(\.self)
    if !heads.isEmpty {
      page.add("the heads, to be noted elsewhere; next time:")
      let options = heads.map { " --expect-head sha256:\($0)" }.joined()
      page.command("countersign audit verify\(options)")
    }
    return page.text
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
