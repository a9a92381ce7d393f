internal import Approvals
internal import ArgumentParser
internal import Gate
internal import Gathering
internal import GitObjects
internal import Platform
internal import Policy
internal import Report

/// Tells an author before pushing what will be asked, and of whom.
struct Explain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a push would be asked for, of whom, and why.",
    discussion: "Example: countersign explain origin/main..HEAD --target refs/heads/main")

  @Argument(help: "A range such as origin/main..HEAD; a lone revision means TARGET..REVISION.")
  var range: String?
  @Option(help: "The reference that would move.")
  var target = "refs/heads/main"
  @Option(help: "The policy: file:PATH or ref:REF:PATH.")
  var policy: String?
  @Option(help: "text or json.")
  var format = "text"

  func run() async throws {
    await Failure.guarding {
      let clone = try Clone.open(policy: policy)
      let name = try clone.target(target)
      let range = try clone.range(range, target: name)
      let entry = clone.policies.policy.target(for: name)
      guard entry != nil else {
        Streams.write("countersign: '\(name)' is not gated: nothing is asked\n")
        return .allowed
      }
      let (_, decision) = try clone.judge(range, target: TargetName(name), entry: entry)
      if format == "json" {
        Streams.write(
          DecisionJSON.render(decision, policy: "\(clone.policies.digest)", source: clone.source))
      } else if decision.letsGo {
        let count = decision.findings.count
        Streams.write("countersign: '\(name)': \(count) sensitive changes, nothing more is asked\n")
      } else {
        Streams.write(RefusalText.render([decision]))
      }
      return decision.letsGo ? .allowed : .refused
    }
  }
}
