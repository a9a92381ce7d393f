internal import Classifier
internal import GitObjects
internal import Policy

/// Turns a proposal into its findings: each (change, class) once, with carriers and contributors.
struct FindingBuilder {
  let proposal: Proposal
  let policy: Policy

  var findings: [Finding] {
    let changes = ProposedChanges(proposal)
    let matcher = EnvironmentMatcher(policy)
    var makers = Makers(proposal.commits, under: policy, pusher: proposal.pusher)
    var findings: [Finding] = []
    findings.reserveCapacity(changes.judged.count + 1)
    for judged in changes.judged {
      let change = judged.change
      let (ids, contributors) = makers.who(changes.carriers(of: judged))
      let place = matcher.place(of: change.change)
      let environments = environments(of: place)
      for facts in change.facts {
        let own = facts.environments.filter { !environments.contains($0) }
        findings.append(
          Finding(
            subject: .file(change.change),
            id: change.id,
            facts: facts,
            carriers: ids,
            environments: own.isEmpty ? environments : (environments + own).sorted(),
            isPlacedByLikeness: place.isLikeness,
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

  private func environments(of place: EnvironmentPlace) -> [String] {
    let own = proposal.environment.map { [$0] } ?? []
    return place.touched.isEmpty ? own : Set(place.touched + own).sorted()
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

/// Who made what some commits make: each commit is looked at once, and each set of them is asked about once.
private struct Makers {
  typealias Known = (ids: [ObjectID], contributors: Contributors)

  private let commits: [Candidate]
  private let rules: ContributorRules
  /// By position.
  private var hands: [CommitHands?]
  private var ofOne: [Known?]
  private var ofSeveral: [[Int]: Known] = [:]

  init(_ commits: [Candidate], under policy: Policy, pusher: Pusher) {
    self.commits = commits
    rules = ContributorRules(policy: policy, pusher: pusher)
    hands = Array(repeating: nil, count: commits.count)
    ofOne = Array(repeating: nil, count: commits.count)
  }

  /// The commits at some positions, and the contributors of what all of them make.
  mutating func who(_ making: [Int]) -> Known {
    if let found = making.count == 1 ? ofOne[making[0]] : ofSeveral[making] { return found }
    let new = (
      ids: making.map { commits[$0].id },
      contributors: rules.contributors(making.map { hands(of: $0) })
    )
    if making.count == 1 { ofOne[making[0]] = new } else { ofSeveral[making] = new }
    return new
  }

  private mutating func hands(of position: Int) -> CommitHands {
    if let known = hands[position] { return known }
    let new = rules.hands(in: commits[position])
    hands[position] = new
    return new
  }
}
