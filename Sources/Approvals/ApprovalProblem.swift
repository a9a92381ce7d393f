/// Why an approval counts for nothing, whatever it is about.
package struct ApprovalProblem: Error, Hashable, Sendable {
  package let code: ReasonCode
  package let text: String
  /// What had to be asked to know better could not be asked: nothing may be decided then, since the
  /// signature may as well be a veto's, or say whose hand a change is in.
  package let isUndecided: Bool

  package init(_ code: ReasonCode, _ text: String) {
    self.code = code
    self.text = text
    isUndecided = false
  }

  init(unanswered text: String) {
    code = .policyInvalid
    self.text = text
    isUndecided = true
  }
}
