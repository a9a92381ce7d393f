internal import Approvals
internal import Gate
internal import Policy

/// What to do next, and what became of the push.
extension RefusalText {
  mutating func addHints(_ decisions: [Decision]) {
    let stopped = decisions.filter { $0.outcome == .refused || $0.outcome == .observed }
    var hints: [String] = []
    for reason in stopped.flatMap(\.reasons) {
      guard let hint = reason.hint ?? Self.hint(for: reason.code), !hints.contains(hint) else {
        continue
      }
      hints.append(hint)
    }
    for hint in hints { page.hint(hint) }
    addCommands(stopped)
  }

  /// A rule that refuses cannot be approved away.
  private static func hint(for code: ReasonCode) -> String? {
    code == .refusedByRule
      ? "no approval helps against that: take it out of every commit, then ask again" : nil
  }

  /// A reviewer is sent for only where nothing but approvals is missing: what else is wrong is mended first, and
  /// that may change what there is to approve.
  private mutating func addCommands(_ stopped: [Decision]) {
    var waiting = stopped.filter {
      !$0.reasons.isEmpty && $0.reasons.allSatisfy { $0.code == .approvalMissing }
    }
    // Commands take their words as UTF-8.
    let isNamable = { (decision: Decision) in
      String(validating: decision.target.bytes, as: UTF8.self) != nil
    }
    for decision in waiting.filter({ !isNamable($0) }).prefix(Page.most) {
      page.hint("no command can name '\(decision.target)': push under a name of UTF-8")
    }
    waiting = waiting.filter(isNamable)
    guard !waiting.isEmpty else { return }
    let isHeld = waiting.contains { $0.outcome == .refused }
    addHandingOver(waiting)
    page.hint("a reviewer who has fetched the commits \(isHeld ? "runs" : "would run")")
    for decision in waiting.prefix(Page.most) {
      page.command(NextCommand.approve(decision, policy: policy))
    }
    addBreakGlassCommands(waiting)
    if waiting.count > Page.most { page.add("… and \(waiting.count - Page.most) more") }
    switch voice {
    case .push where !isHeld: return
    case .push: page.hint("and then you push again")
    case .explain: page.hint("and then it can be pushed")
    case .check, .records: page.hint("and then run this check again")
    }
  }

  /// In a check the tag is where it was checked out from.
  private mutating func addHandingOver(_ waiting: [Decision]) {
    guard voice == .push || voice == .explain else { return }
    for commands in waiting.prefix(Page.most).compactMap(NextCommand.handingOver) {
      page.hint(
        "a reviewer needs the tag itself, which only you have: push it first under a name that no "
          + "target of the policy matches, such as"
      )
      page.command(commands.push)
      page.hint("and a reviewer fetches it with")
      page.command(commands.fetch)
    }
  }

  private mutating func addBreakGlassCommands(_ waiting: [Decision]) {
    let breaking = waiting.filter { decision in
      decision.requirements.contains { $0.rule == .breakGlass && !$0.isMet }
    }
    guard !breaking.isEmpty else { return }
    page.hint("or, to break the glass, each who signs for it runs")
    for decision in breaking.prefix(Page.most) {
      page.command(NextCommand.breakGlass(decision, policy: policy))
    }
  }

  mutating func addEnd(_ decisions: [Decision]) {
    let isRefused = decisions.contains { $0.outcome == .refused }
    switch voice {
    case .explain: return
    case .push, .check, .records:
      if isRefused {
        if voice == .push, decisions.contains(where: { $0.outcome != .refused }) {
          page.add("one refused reference holds back the whole push")
        }
        page.add("not accepted")
      } else if decisions.contains(where: { $0.outcome == .observed }) {
        page.add("accepted, because this server only observes: it would have been refused")
      }
    }
  }
}
