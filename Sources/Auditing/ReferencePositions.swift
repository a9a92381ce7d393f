internal import Git
internal import GitObjects
internal import Ledger

/// Where landings led references, as the ledger goes along.
struct ReferencePositions: Sendable {
  private var tips: [RefName: ObjectID] = [:]

  subscript(name: RefName) -> ObjectID? { tips[name] }

  mutating func follow(_ landing: Landing) {
    tips[landing.target] = landing.new.isZero ? nil : landing.new
  }

  /// By name.
  var sorted: [(RefName, ObjectID)] { tips.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// Where the references were that a new one was compared with.
  func siblings(of name: RefName, _ destination: DeployDestination) -> [ObjectID] {
    tips.filter { destination.areSiblings(name, $0.key) }.values.sorted()
  }
}

extension Landing {
  /// Whether it made a reference of which nothing was asked but what its siblings do not have.
  ///
  /// The rest was judged where the siblings took it, and for what they led to then. A creation out of nothing
  /// is a change of its own, which governance approved with all that lies below.
  func isQuietCreation(
    by decision: LedgerEntry?,
    _ reader: LedgerReader,
    in repository: borrowing Repository
  ) throws -> Bool {
    guard !isBaseline, old.isZero, !new.isZero, let decision else { return false }
    let created = RefChange(ref: target, old: .zero, new: new).id
    return try !reader.record(decision, in: repository).findingIDs.contains(created)
  }
}
