import Approvals
import Gate
import Testing

/// A row of a table: a push, and what the gate must say to it.
struct Row: CustomTestStringConvertible, Sendable {
  let testDescription: String
  private let story: @Sendable () -> Story
  private let outcome: Decision.Outcome
  private let reasons: Set<ReasonCode>
  private let ignored: [String: ReasonCode]

  /// `reasons` are those of the refusal; where there are none the push is allowed.
  ///
  /// `ignored` says whose approvals do not count, and why; everybody else's must. Whether another kind
  /// of statement had its effect shows in `reasons`.
  private init(
    _ name: String,
    _ reasons: Set<ReasonCode>,
    ignored: [String: ReasonCode],
    outcome: Decision.Outcome? = nil,
    _ tell: @escaping @Sendable (inout Story) -> Void
  ) {
    testDescription = name
    self.outcome = outcome ?? (reasons.isEmpty ? .allowed : .refused)
    self.reasons = reasons
    self.ignored = ignored
    story = {
      var story = Story()
      tell(&story)
      return story
    }
  }

  static func allowed(
    _ name: String,
    ignored: [String: ReasonCode] = [:],
    tell: @escaping @Sendable (inout Story) -> Void
  ) -> Row {
    Row(name, [], ignored: ignored, tell)
  }

  static func bypassed(
    _ name: String,
    ignored: [String: ReasonCode] = [:],
    tell: @escaping @Sendable (inout Story) -> Void
  ) -> Row {
    Row(name, [], ignored: ignored, outcome: .bypassed, tell)
  }

  static func refused(
    _ name: String,
    _ reasons: ReasonCode...,
    ignored: [String: ReasonCode] = [:],
    tell: @escaping @Sendable (inout Story) -> Void
  ) -> Row {
    Row(name, Set(reasons), ignored: ignored, tell)
  }

  func check() throws {
    let decision = try story().decision()
    #expect(decision.outcome == outcome, "\(said(decision))")
    #expect(Set(decision.reasons.map(\.code)) == reasons, "\(said(decision))")
    for verdict in decision.approvals {
      let reviewer = String(decoding: verdict.approval.reviewer ?? [], as: UTF8.self)
      switch verdict.result {
      case .counted where verdict.kind == .veto || verdict.kind == .revocation: continue
      case .counted: #expect(ignored[reviewer] == nil, "\(reviewer) was counted")
      case .ignored(let code, let text): #expect(ignored[reviewer] == code, "\(reviewer): \(text)")
      }
    }
  }

  private func said(_ decision: Decision) -> String {
    decision.reasons.map { "\($0.code.rawValue): \($0.message)" }.joined(separator: "; ")
  }
}
