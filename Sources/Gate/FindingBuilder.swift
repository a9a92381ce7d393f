internal import Classifier
internal import GitObjects
internal import Policy

/// Turns a proposal into its findings: each (change, class) once, with carriers and contributors.
struct FindingBuilder {
  let proposal: Proposal
  let policy: Policy

  var findings: [Finding] {
    let judged = judgedChanges()
    let carriers = CarrierIndex(commits: proposal.commits, net: proposal.net)
    let rules = ContributorRules(policy: policy, pusher: proposal.pusher)
    var contributorsOf: [[ObjectID]: Contributors] = [:]
    var findings: [Finding] = []
    for (change, onlyRefusals) in judged {
      let making = carriers.carriers(of: change)
      let ids = making.map(\.id)
      let contributors = contributorsOf[ids] ?? rules.contributors(carriers: making)
      contributorsOf[ids] = contributors
      let environments = environments(touchedBy: change.change.path)
      for facts in change.facts {
        findings.append(
          Finding(
            subject: .file(change.change),
            id: change.id,
            facts: facts,
            carriers: ids,
            environments: environments,
            contributors: contributors,
            onlyRefusals: onlyRefusals
          )
        )
      }
    }
    return findings + moveFinding(rules)
  }

  /// Every change to judge once, in the order of the commits that make them, the net last; with whether
  /// only commits that landed on an honoured ref make it.
  private func judgedChanges() -> [(ClassifiedChange, onlyRefusals: Bool)] {
    var order: [ClassifiedChange] = []
    var positions: [ChangeID: Int] = [:]
    var onlyRefusals: [Bool] = []
    func add(_ change: ClassifiedChange, landed: Bool) {
      if let position = positions[change.id] {
        onlyRefusals[position] = onlyRefusals[position] && landed
      } else {
        positions[change.id] = order.count
        order.append(change)
        onlyRefusals.append(landed)
      }
    }
    for commit in proposal.commits {
      for change in commit.ownChanges { add(change, landed: commit.landedElsewhere) }
    }
    for change in proposal.net { add(change, landed: false) }
    return Array(zip(order, onlyRefusals)).map { ($0, onlyRefusals: $1) }
  }

  private func environments(touchedBy path: TreePath) -> [String] {
    var names = Set(policy.environments(touchedBy: path))
    if let own = proposal.environment { names.insert(own) }
    return names.sorted()
  }

  private func moveFinding(_ rules: ContributorRules) -> [Finding] {
    guard let move = proposal.move else { return [] }
    let facts = ClassFacts.refMove(kind: move.kind.rawValue, ref: "\(move.change.ref)")
    let environments = proposal.environment.map { [$0] } ?? []
    return [
      Finding(
        subject: .ref(move),
        id: move.change.id,
        facts: facts,
        carriers: [],
        environments: environments,
        contributors: rules.contributors(carriers: []),
        onlyRefusals: false
      )
    ]
  }
}

/// Which pushed commits make which change.
private struct CarrierIndex {
  private var making: [ChangeID: [Candidate]] = [:]
  private var touching: [TreePath: [Candidate]] = [:]

  init(commits: [Candidate], net: [ClassifiedChange]) {
    let netPaths = Set(net.map(\.change.path))
    for commit in commits {
      var changes: Set<ChangeID> = []
      var paths: Set<TreePath> = []
      for change in commit.changes.joined() {
        changes.insert(change.id)
        if netPaths.contains(change.change.path) { paths.insert(change.change.path) }
      }
      for change in changes { making[change, default: []].append(commit) }
      for path in paths { touching[path, default: []].append(commit) }
    }
  }

  /// The commits that make the change against one of their parents; of a net change that no single commit
  /// makes, every commit, merges included, that changes its path.
  func carriers(of change: ClassifiedChange) -> [Candidate] {
    making[change.id] ?? touching[change.change.path] ?? []
  }
}
