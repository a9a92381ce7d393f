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
    environments: [String] = []
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
  }
}

/// All that one side of a file says.
package struct Facts: Sendable {
  package private(set) var slots: [String: Fact] = [:]
  package private(set) var order: [String] = []
  package var owners: Set<String> = []

  package init() {}

  /// Of two facts in one slot the one that lets more happen counts, and both values.
  package mutating func add(_ fact: Fact) {
    let key = fact.kind.name + "\u{0}" + fact.slot
    guard let known = slots[key] else {
      slots[key] = fact
      order.append(key)
      return
    }
    slots[key] = known.joined(with: fact)
  }

  package mutating func add(_ more: [Fact]) { more.forEach { add($0) } }
}

extension Fact {
  fileprivate func joined(with other: Fact) -> Fact {
    let stronger = other.rank > rank ? other : self
    let values = Set([value, other.value].compactMap(\.self)).sorted()
    return Fact(
      kind,
      slot: slot,
      rank: stronger.rank,
      value: values.isEmpty ? nil : values.joined(separator: ", "),
      owner: owner,
      max(severity, other.severity),
      line: stronger.line,
      stronger.noun,
      stronger.place,
      verbs: verbs,
      data: data + other.data,
      environments: environments
    )
  }
}
