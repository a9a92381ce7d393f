internal import Auditing
internal import Gate
internal import GitObjects
internal import Report

extension AuditedBypass {
  /// The same for programs: `state` is `open`, `overdue` or `settled`.
  var json: JSONValue {
    var state = "open"
    var reviewer: String?
    var reviewed: String?
    switch self.state {
    case .open: break
    case .overdue: state = "overdue"
    case .settled(let person, let time):
      state = "settled"
      reviewer = Escaped.text(person)
      reviewed = time.map { "\($0)" }
    }
    return .object([
      ("decision", .text("sha256:\(debt.decision)")), ("object", .text("\(debt.object)")),
      ("target", .text("\(debt.target)")), ("time", .text("\(debt.time)")),
      ("reason", .text(Escaped.text(debt.bypass.reason))),
      ("review_by", .text("\(debt.bypass.reviewBy)")), ("state", .text(state)),
      ("reviewer", .optional(reviewer)), ("reviewed", .optional(reviewed)),
    ])
  }
}
