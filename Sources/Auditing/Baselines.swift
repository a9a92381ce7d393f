internal import Git
internal import GitObjects

/// The baselines of a ledger, and which of them count for a reference.
///
/// A baseline says that what is below it was there before the gate. One that is taken later says so of its own
/// reference and of those made since, and of no other: else whatever came to a reference past the gate would be
/// taken as given as soon as a second name for it is.
struct Baselines {
  /// Those that were taken in one go, and the position of the first.
  private var batches: [(start: Int, commits: [ObjectID], landings: [Landing])] = []
  /// When a reference was last made: by a baseline or a creation.
  private var made: [RefName: Int] = [:]

  /// `landings` are oldest first; those of one `init` have one time.
  init(_ landings: [Landing], in repository: borrowing Repository) throws {
    for (index, landing) in landings.enumerated() {
      if landing.isBaseline || landing.old.isZero { made[landing.target] = index }
      guard landing.isBaseline else { continue }
      if batches.last?.landings.last?.time != landing.time { batches.append((index, [], [])) }
      batches[batches.count - 1].landings.append(landing)
      if let commit = try landing.commit(in: repository) {
        batches[batches.count - 1].commits.append(commit)
      }
    }
  }

  /// How many batches count for a reference; all for one of which no record says how it was made.
  func count(for name: RefName) -> Int {
    guard let made = made[name] else { return batches.count }
    return batches.count { $0.start <= made }
  }

  var count: Int { batches.count }

  /// How many count for every reference.
  var countForAll: Int { batches.first?.start == 0 ? 1 : 0 }

  func commits(ofFirst count: Int) -> [ObjectID] { batches.prefix(count).flatMap(\.commits) }

  /// Those that do not count for every reference.
  var late: [Landing] { batches.dropFirst(countForAll).flatMap(\.landings) }
}
