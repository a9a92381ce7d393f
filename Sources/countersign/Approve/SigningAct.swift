internal import Approvals
internal import Report

/// What somebody does by signing, as sentences about it go.
struct SigningAct {
  let kind: Statement.Kind
  /// `approve`: what is asked, and how a commit that carries it begins.
  let verb: String
  let past: String
  /// Why it is signed, where every such statement needs a reason.
  var reason: String?

  var noun: String { kind.noun() }

  static let approve = SigningAct(kind: .approval, verb: "approve", past: "approved")
  static let veto = SigningAct(kind: .veto, verb: "veto", past: "vetoed")
  static let revoke = SigningAct(kind: .revocation, verb: "take back", past: "took back")
  static let review = SigningAct(kind: .bypassReview, verb: "review", past: "reviewed")

  /// What is said of a statement once it is signed.
  func closing(_ statement: Statement) -> String {
    switch kind {
    case .veto: "it stands until you take it back: sha256:\(statement.digest)"
    case .revocation: "that is final: to change it, approve or veto anew"
    case .bypassReview: "once it is pushed, the server puts it on record"
    case .approval: "it is good until \(statement.expires)"
    case .breakGlass:
      "it is good until \(statement.expires), for one push with '-o countersign.break-glass=REASON'"
    }
  }

  static func breakGlass(_ reason: String) -> SigningAct {
    SigningAct(
      kind: .breakGlass,
      verb: "break the glass for",
      past: "signed break-glass for",
      reason: reason
    )
  }
}
