internal import Classifier
internal import Gate
internal import Git
internal import GitObjects
internal import Ledger
internal import Policy

/// Reads what the gate must know of each commit that changes something, but for what a merge undoes.
struct CandidateReading: Sendable {
  private var classifier: RangeClassifier
  private let authorship: CommitAuthorship
  private let decisions: DecisionIndex?
  private let landed: Set<ObjectID>

  /// `landed` are the commits of the range that landed on a reference which the target honours.
  init(_ filter: ClassFilter, landed: Set<ObjectID>, for gatherer: borrowing Gatherer) {
    classifier = RangeClassifier(filter)
    authorship = CommitAuthorship(
      policies: gatherer.policies,
      now: gatherer.now,
      limits: gatherer.limits
    )
    decisions = gatherer.decisions
    self.landed = landed
  }

  mutating func candidate(
    _ commit: CommitObject,
    _ changes: CommitChanges,
    in repository: borrowing Repository
  ) throws -> Candidate {
    Candidate(
      id: changes.id,
      changes: try classified(changes, in: repository),
      authorship: try authorship.authorship(of: commit, id: changes.id),
      introducer: try introducer(of: changes.id, in: repository),
      landedElsewhere: landed.contains(changes.id)
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
  /// Every commit of the range that may matter, and what the gate must know of those that change something.
  ///
  /// Detectors read files, so that a few commits are worth a second thread; paths are told in no time.
  borrowing func read(
    _ range: [ObjectID],
    _ filter: ClassFilter,
    landed: Set<ObjectID>
  ) throws -> (commits: [CommitChanges], values: [Candidate]) {
    try repository.readRange(
      range,
      keeping: filter,
      limits: limits.walk,
      worthIt: filter.classifier.readsFiles ? 8 : Repository.worthAThread,
      from: CandidateReading(filter, landed: landed, for: self)
    ) { commit, changes, reading, repository in
      try reading.candidate(commit, changes, in: repository)
    }
  }

  /// Finds what the merges among the candidates undo, once the whole range is known.
  borrowing func findUndone(
    in candidates: inout [Candidate],
    _ read: [CommitChanges],
    _ links: RangeLinks,
    _ graph: CommitGraph
  ) throws {
    let merges = read.filter { $0.changes.count > 1 && $0.hasChanges }
    guard !merges.isEmpty else { return }
    // Each walks through links that were mostly read: a thread and a handle cost as much as some dozens.
    let reading = MergeReading(read, links, graph)
    let found = try repository.map(merges, worthIt: 64, from: reading) {
      ($0.id, try $1.undone(by: $0, in: $2))
    }
    let undone = Dictionary(uniqueKeysWithValues: found)
    for place in candidates.indices {
      guard let paths = undone[candidates[place].id], !paths.isEmpty else { continue }
      candidates[place] = candidates[place].undoing(paths)
    }
  }
}
