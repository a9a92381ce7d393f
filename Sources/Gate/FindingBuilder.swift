internal import Classifier
internal import GitObjects
internal import Policy

/// Turns a proposal into its findings: each (change, class) once, with carriers and contributors.
struct FindingBuilder {
  let proposal: Proposal
  let policy: Policy

  var findings: [Finding] {
    let changes = ProposedChanges(proposal)
    var makers = Makers(proposal.commits, under: policy, pusher: proposal.pusher)
    var findings: [Finding] = []
    findings.reserveCapacity(changes.judged.count + 1)
    for judged in changes.judged {
      let change = judged.change
      let (ids, contributors) = makers.who(changes.carriers(of: judged))
      let environments = environments(touchedBy: change.change.path)
      for facts in change.facts {
        let own = facts.environments.filter { !environments.contains($0) }
        findings.append(
          Finding(
            subject: .file(change.change),
            id: change.id,
            facts: facts,
            carriers: ids,
            environments: own.isEmpty ? environments : (environments + own).sorted(),
            contributors: contributors,
            onlyRefusals: judged.onlyRefusals
          )
        )
      }
    }
    if let move = proposal.move {
      findings.append(finding(of: move, by: makers.who([]).contributors))
    }
    return findings
  }

  private func environments(touchedBy path: TreePath) -> [String] {
    let own = proposal.environment.map { [$0] } ?? []
    return policy.environments.isEmpty
      ? own : Set(policy.environments(touchedBy: path) + own).sorted()
  }

  private func finding(of move: RefMove, by contributors: Contributors) -> Finding {
    Finding(
      subject: .ref(move),
      id: move.change.id,
      facts: .refMove(kind: move.kind.rawValue, ref: "\(move.change.ref)"),
      carriers: [],
      environments: proposal.environment.map { [$0] } ?? [],
      contributors: contributors,
      onlyRefusals: false
    )
  }
}

/// Who made what some commits make, asked once for each of them and for each set of several.
private struct Makers {
  typealias Known = (ids: [ObjectID], contributors: Contributors)

  private let commits: [Candidate]
  private let rules: ContributorRules
  /// By the position of the only one.
  private var ofOne: [Known?]
  private var ofSeveral: [[Int]: Known] = [:]

  init(_ commits: [Candidate], under policy: Policy, pusher: Pusher) {
    self.commits = commits
    rules = ContributorRules(policy: policy, pusher: pusher)
    ofOne = Array(repeating: nil, count: commits.count)
  }

  /// The commits at some positions, and the contributors of what all of them make.
  mutating func who(_ making: [Int]) -> Known {
    if let found = making.count == 1 ? ofOne[making[0]] : ofSeveral[making] { return found }
    let carriers = making.map { commits[$0] }
    let new = (ids: carriers.map(\.id), contributors: rules.contributors(carriers: carriers))
    if making.count == 1 { ofOne[making[0]] = new } else { ofSeveral[making] = new }
    return new
  }
}
