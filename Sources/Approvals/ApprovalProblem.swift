/// Why an approval counts for nothing, whatever it is about.
package enum ApprovalProblem: Error, Hashable, Sendable {
  case rejected(ReasonCode, String)
  /// What had to be asked to know better could not be asked: nothing may be decided then, since the
  /// signature may as well be a veto's, or say whose hand a change is in.
  case unanswered(String)

  package init(_ code: ReasonCode, _ text: String) { self = .rejected(code, text) }
}
