package import Detection

/// Something that one side of a file says, and how much it lets happen.
///
/// Two sides are compared slot by slot, so that the order of a text does not matter, and the change back is
/// always the opposite.
package struct Fact: Sendable {
  package let kind: Kind
  /// What the fact is about; of one slot each side has one fact.
  package let slot: String
  /// More lets more happen; a slot that is not there has 0, what protects is below.
  package let rank: Int
  /// Another value of the same rank is another access, neither more nor less; `nil` where the slot says it all.
  package let value: String?
  /// Whom it is told of, where it says nothing of an owner that only one side has.
  package let owner: String?
  /// Where the fact widens access.
  package let severity: Severity
  package let line: Int
  /// `image`, `'privileged'`: what comes and goes.
  package let noun: String
  /// `in container 'web' of Deployment prod/web`.
  package let place: String
  package let verbs: Verbs
  package let data: [String]
  package let environments: [String]
  /// Whether it is the same access, as much of it, whatever a template puts in its value: the text of one tells all
  /// that there is to tell.
  package let isFirm: Bool

  /// What a summary says of a fact that comes, and of one that goes.
  package struct Verbs: Sendable {
    package let comes: String
    package let goes: String

    package static let adds = Verbs(comes: "adds", goes: "removes")
    package static let runs = Verbs(comes: "runs", goes: "no longer runs")
    package static let opens = Verbs(comes: "opens", goes: "closes")
    package static let gives = Verbs(comes: "gives", goes: "takes")
    package static let sets = Verbs(comes: "sets", goes: "unsets")
    package static let lets = Verbs(comes: "lets", goes: "no longer lets")
  }

  package init(
    _ kind: Kind,
    slot: String,
    rank: Int = 1,
    value: String? = nil,
    owner: String? = nil,
    _ severity: Severity,
    line: Int,
    _ noun: String,
    _ place: String,
    verbs: Verbs = .adds,
    data: [String] = [],
    environments: [String] = [],
    isFirm: Bool = false
  ) {
    self.kind = kind
    self.slot = slot
    self.rank = rank
    self.value = value
    self.owner = owner
    self.severity = severity
    self.line = line
    self.noun = noun
    self.place = place
    self.verbs = verbs
    self.data = data
    self.environments = environments
    self.isFirm = isFirm
  }
}

/// All that one side of a file says.
package struct Facts: Sendable {
  private var slots: [String: [Fact]] = [:]
  package private(set) var order: [String] = []
  package var owners: Set<String> = []

  package init() {}

  package mutating func add(_ fact: Fact) {
    let key = fact.kind.name + "\u{0}" + fact.slot
    if slots[key] == nil { order.append(key) }
    slots[key, default: []].append(fact)
  }

  package mutating func add(_ more: [Fact]) { more.forEach { add($0) } }

  /// What another part says of the same side.
  package mutating func join(_ other: Facts) {
    for key in other.order { add(other.slots[key] ?? []) }
    owners.formUnion(other.owners)
  }

  /// Of several facts in one slot the one that lets most happen counts, and all their values.
  package subscript(key: String) -> Fact? {
    guard let facts = slots[key], let first = facts.first else { return nil }
    return facts.count == 1 ? first : Fact(joining: facts, first)
  }
}

extension Fact {
  fileprivate init(joining facts: [Fact], _ first: Fact) {
    let strongest = facts.reduce(first) { $1.rank > $0.rank ? $1 : $0 }
    let values = Set(facts.compactMap(\.value)).sorted()
    self.init(
      first.kind,
      slot: first.slot,
      rank: strongest.rank,
      value: values.isEmpty ? nil : values.joined(separator: ", "),
      owner: first.owner,
      facts.map(\.severity).max() ?? first.severity,
      line: strongest.line,
      strongest.noun,
      strongest.place,
      verbs: first.verbs,
      data: first.data,
      environments: first.environments,
      isFirm: facts.allSatisfy(\.isFirm)
    )
  }
}
