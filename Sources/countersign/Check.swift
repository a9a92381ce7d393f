internal import Git
internal import Approvals
internal import ArgumentParser
internal import Gate
internal import Gathering
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// What a deploy stage asks before it goes on.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide whether a commit may be deployed.",
    discussion: """
      By the ledger:     countersign check --environment production --to HEAD
      A range by itself: countersign check --from v1 --to HEAD --target refs/heads/main
      """)

  @Option(help: "The environment that is deployed to.")
  var environment: String?
  @Option(help: "The reference that would move.")
  var target: String?
  @Option(help: "Judge from here, instead of trusting the server's ledger.")
  var from: String?
  @Option(help: "The commit to deploy.")
  var to = "HEAD"
  @Option(help: "The policy: file:PATH or ref:REF:PATH; never read from the commit under test.")
  var policy: String?
  @Option(help: "Wait this long for approvals, for example 30m.")
  var wait: String?
  @Option(help: "text or json.")
  var format = "text"

  func run() async throws {
    await Failure.guarding {
      let deadline = try deadline()
      while true {
        let (exit, text) = try verdict()
        if exit == .allowed || Clock.monotonic() >= deadline {
          Streams.write(text)
          return exit
        }
        try await Task.sleep(for: .seconds(5))
      }
    }
  }

  private func deadline() throws -> Double {
    guard let wait else { return 0 }
    guard let seconds = PolicyDuration.seconds(wait) else { throw Failure("'\(wait)' is no time such as 30m") }
    return Clock.monotonic() + Double(seconds)
  }

  private func verdict() throws -> (Exit, String) {
    let clone = try Clone.open(policy: policy)
    let new = try clone.repository.revision(to)
    guard let from else {
      let verdict = try LedgerCheck(clone: clone).verdict(on: new, environment: environment, target: target)
      guard verdict.decision.letsGo else { return (.refused, RefusalText.render([verdict.decision])) }
      let basis = verdict.basis ?? ""
      return (.allowed, "countersign: allowed: \(new) may go to '\(verdict.decision.target)', \(basis)\n" + verdict.remarks.map { "countersign: note: \($0)\n" }.joined())
    }
    let range = Clone.Range(old: try clone.repository.revision(from), new: new)
    let (name, entry) = try judged(clone)
    let (_, decision) = try clone.judge(range, target: name, entry: entry)
    if format == "json" {
      let text = DecisionJSON.render(decision, policy: "\(clone.policies.digest)", source: clone.source)
      return (decision.letsGo ? .allowed : .refused, text)
    }
    var text = RefusalText.render([decision])
    if decision.letsGo { text += "countersign: allowed: \(new) may go to '\(name)', judged from \(range.old.short) by itself\n" }
    return (decision.letsGo ? .allowed : .refused, text)
  }

  private func judged(_ clone: borrowing Clone) throws -> (TargetName, Target?) {
    if let target {
      let name = try clone.target(target)
      return (TargetName(name), clone.policies.policy.target(for: name))
    }
    guard let environment else { throw Failure("'check' needs '--environment' or '--target'") }
    let targets = clone.policies.policy.targets.filter { $0.environment == environment }
    guard !targets.isEmpty else { throw Failure("no target leads to '\(environment)'") }
    let honours = targets.map(\.pattern) + targets.flatMap(\.honours)
    let name = TargetName(environment: environment)
    return (name, Target(pattern: RefPattern(name.bytes), environment: environment, honours: honours))
  }
}
