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
    var known: [[Int]: Contributors] = [:]
    var findings: [Finding] = []
    findings.reserveCapacity(judged.count + 1)
    for (change, onlyRefusals) in judged {
      let making = carriers.carriers(of: change)
      let contributors =
        known[making] ?? rules.contributors(carriers: making.map { proposal.commits[$0] })
      known[making] = contributors
      let ids = making.map { proposal.commits[$0].id }
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
            onlyRefusals: onlyRefusals
          )
        )
      }
    }
    findings += moveFinding(rules)
    return findings
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
        order[position].join(change)
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
  private let commits: [Candidate]
  /// Positions in the commits, in order.
  private var making: [ChangeID: [Int]] = [:]
  /// Of the net changes' paths alone.
  private var touching: [TreePath: [Int]] = [:]
  private let net: Set<ChangeID>

  init(commits: [Candidate], net: [ClassifiedChange]) {
    self.commits = commits
    self.net = Set(net.map(\.id))
    let netPaths = Set(net.map(\.change.path))
    for (index, commit) in commits.enumerated() {
      for change in commit.changes.joined() {
        making[change.id, default: []].add(index)
        if netPaths.contains(change.change.path) {
          touching[change.change.path, default: []].add(index)
        }
      }
    }
  }

  /// The positions of the commits that make the change against one of their parents.
  ///
  /// Of a net change also those that change its path on the way, since a merge of a branch makes in one step what
  /// its author made in several; and merges that do where no commit makes all of it.
  func carriers(of change: ClassifiedChange) -> [Int] {
    let found = making[change.id] ?? []
    guard net.contains(change.id), let touching = touching[change.change.path] else {
      return found
    }
    let others = found.isEmpty ? touching : touching.filter { !commits[$0].isMerge }
    return Set(found).union(others).sorted()
  }
}

extension [Int] {
  /// Adds a position that comes after all others or is the last already.
  fileprivate mutating func add(_ position: Int) {
    if last != position { append(position) }
  }
}
