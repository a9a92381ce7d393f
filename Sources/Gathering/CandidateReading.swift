internal import Classifier
internal import Gate
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// Reads what the gate must know of each commit that changes something.
struct CandidateReading: Sendable {
  private var classifier: RangeClassifier
  private var merges: MergeReading
  private let authorship: CommitAuthorship
  private let decisions: DecisionIndex?
  private let landed: Set<ObjectID>

  /// `landed` are the commits of the range that landed on a reference which the target honours.
  init(
    _ read: [CommitChanges],
    _ links: RangeLinks,
    _ filter: ClassFilter,
    _ graph: CommitGraph,
    landed: Set<ObjectID>,
    for gatherer: borrowing Gatherer
  ) {
    classifier = RangeClassifier(filter)
    merges = MergeReading(read, links, graph)
    authorship = CommitAuthorship(policies: gatherer.policies, now: gatherer.now)
    decisions = gatherer.decisions
    self.landed = landed
  }

  mutating func candidate(_ commit: CommitChanges, in repository: borrowing Repository) throws
    -> Candidate
  {
    Candidate(
      id: commit.id,
      changes: try classified(commit, in: repository),
      undone: try merges.undone(by: commit, in: repository),
      authorship: try authorship.authorship(of: repository.commit(commit.id)),
      introducer: try introducer(of: commit.id, in: repository),
      landedElsewhere: landed.contains(commit.id)
    )
  }

  private mutating func classified(_ commit: CommitChanges, in repository: borrowing Repository)
    throws -> [[ClassifiedChange]]
  {
    var result: [[ClassifiedChange]] = []
    for (index, side) in commit.changes.enumerated() {
      let old = commit.parentTrees.indices.contains(index) ? commit.parentTrees[index] : nil
      result.append(try classifier.classify(side, from: old, to: commit.tree, in: repository))
    }
    return result
  }

  private func introducer(of commit: ObjectID, in repository: borrowing Repository) throws
    -> Pusher?
  {
    guard let found = try decisions?.introducer(of: commit, in: repository) else { return nil }
    return Pusher(login: found.login, adapter: String(decoding: found.adapter, as: UTF8.self))
  }
}

extension Gatherer {
  /// Detectors read files, so that a few commits are worth a second thread; paths are told in no time.
  borrowing func candidates(
    _ read: [CommitChanges],
    _ links: RangeLinks,
    _ filter: ClassFilter,
    _ graph: CommitGraph,
    landed: Set<ObjectID>
  ) throws -> [Candidate] {
    try repository.map(
      read.filter(\.hasChanges),
      worthIt: filter.classifier.readsFiles ? 8 : Repository.worthAThread,
      from: CandidateReading(read, links, filter, graph, landed: landed, for: self)
    ) { commit, reading, repository in
      try reading.candidate(commit, in: repository)
    }
  }
}
