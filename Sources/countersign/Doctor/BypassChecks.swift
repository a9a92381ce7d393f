internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Ledger
internal import Platform

/// Break-glass pushes that nobody has reviewed: past their time they stop the work of others.
enum BypassChecks {
  static func run(_ repository: borrowing Repository, _ diagnosis: inout Diagnosis) throws {
    guard let tip = try repository.ownTip(.decisions) else { return }
    let index = DecisionIndex(commit: tip, serverKeys: [])
    for debt in try index.openBypasses(in: repository).compactMap({ BypassDebt($0) }) {
      let isOverdue = debt.isOverdue(at: Clock.now())
      diagnosis.warn(
        isOverdue
          ? "a break-glass on '\(debt.target)' is not reviewed, and stops sensitive pushes there"
          : "a break-glass on '\(debt.target)' is to be reviewed by \(debt.bypass.reviewBy)",
        mend: "git countersign review-bypass sha256:\(debt.decision)"
      )
    }
  }
}
