internal import Approvals
internal import GitObjects
internal import Policy

/// Why an approval did not count for a finding.
struct Shortcoming {
  let code: ReasonCode
  let text: String
  let nearness: Nearness

  /// How near an approval came to counting, the farthest first.
  ///
  /// What is wrong with it may differ from finding to finding; its reviewer is told the nearest.
  enum Nearness: Int, Comparable {
    /// It is about something else, or has no use here at all.
    case elsewhere
    /// It names the change, but not the finding's class.
    case otherClass
    /// It would count, and was used up.
    case spent
    /// Its reviewer had a hand in the change.
    case ownHand
    /// No rule asks its reviewer.
    case notAsked
    /// A rule asks its reviewer, and for more than the signature proves.
    case presence
    /// Its reviewer has approved already.
    case samePerson
    /// Its reviewer took it back.
    case takenBack

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// The statement is of other changes; `findings` are what the push changes instead.
  static func stale(_ statement: Statement, among findings: [Finding]) -> Shortcoming {
    let count = statement.changes.count
    let what =
      count == 1 ? "the change it names is not" : "none of the \(count) changes it names is"
    var paths: Set<TreePath> = []
    var places: [String] = []
    for finding in findings where statement.names(finding.classID) {
      if case .file(let change) = finding.subject, paths.insert(change.path).inserted,
        places.count < 3
      {
        places.append("'\(change.path)'")
      }
    }
    let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
    let other =
      places.isEmpty
      ? "other bytes were pushed"
      : "other bytes were pushed to \(places.joined(separator: ", "))\(more)"
    return Shortcoming(
      code: .approvalStale,
      text: "\(what) in this push: \(other)",
      nearness: .elsewhere
    )
  }

  static func wrongClass(_ class_: ClassID) -> Shortcoming {
    Shortcoming(
      code: .approvalWrongClass,
      text: "it does not name the class '\(class_)'",
      nearness: .otherClass
    )
  }

  static func wrongTree(_ statement: Statement, _ proposal: Proposal, _ policy: Policy)
    -> Shortcoming?
  {
    let isBound = policy.approvals.binding == .tree || statement.tree != nil
    guard isBound, statement.tree != proposal.resultingTree else { return nil }
    let signed = statement.tree.map { "tree \($0.short)" } ?? "no tree"
    return Shortcoming(
      code: .approvalWrongTree,
      text: "it names \(signed), which is not what the target will have",
      nearness: .elsewhere
    )
  }

  static func otherTarget(_ statement: Statement, than target: TargetName? = nil) -> Shortcoming {
    let other = target.map { ", not for '\($0)'" } ?? ", which is not honoured here"
    return Shortcoming(
      code: .approvalWrongTarget,
      text: "it is for '\(Escaped.text(statement.target))'\(other)",
      nearness: .elsewhere
    )
  }
}
