package import Detection

package struct Rule: Hashable, Sendable {
  package enum Effect: Hashable, Sendable {
    case require(Requirement)
    case refuse(String)
    case allow(String)
  }

  package let name: RuleName
  package let classes: [ClassID]
  package let when: When
  package let effect: Effect

  package init(name: RuleName, classes: [ClassID], when: When = When(), effect: Effect) {
    self.name = name
    self.classes = classes
    self.when = when
    self.effect = effect
  }
}

/// How the signer must have been there.
package enum Presence: String, Hashable, Sendable, Comparable, CaseIterable {
  case none, touched, verified

  package static func < (a: Self, b: Self) -> Bool { a.strength < b.strength }

  private var strength: Int {
    switch self {
    case .none: 0
    case .touched: 1
    case .verified: 2
    }
  }
}

/// Whose approvals a rule asks for.
package indirect enum Requirement: Hashable, Sendable {
  /// Written `{approvals: COUNT, from: [GROUPS], presence: …}`.
  package struct Leaf: Hashable, Sendable {
    package let count: Int
    package let from: [GroupID]
    package let presence: Presence

    package init(count: Int, from: [GroupID], presence: Presence = .none) {
      self.count = count
      self.from = from
      self.presence = presence
    }
  }

  case approvals(Leaf)
  case all([Requirement])
  case any([Requirement])

  /// Every way to meet the requirement, each a list of leaves that must all be met by distinct people.
  package var alternatives: [[Leaf]] {
    switch self {
    case .approvals(let leaf): [[leaf]]
    case .any(let branches): branches.flatMap(\.alternatives)
    case .all(let branches):
      branches.reduce([[]]) { ways, branch in
        ways.flatMap { way in branch.alternatives.map { way + $0 } }
      }
    }
  }

  /// How many ``alternatives`` there are, without building them; saturates.
  var alternativeCount: Int {
    switch self {
    case .approvals: 1
    case .any(let branches): branches.reduce(0) { min(1 << 20, $0 + $1.alternativeCount) }
    case .all(let branches):
      branches.reduce(1) { min(1 << 20, $0 * min(1 << 20, $1.alternativeCount)) }
    }
  }

  package var leaves: [Leaf] {
    switch self {
    case .approvals(let leaf): [leaf]
    case .all(let branches), .any(let branches): branches.flatMap(\.leaves)
    }
  }
}

/// When a rule applies; `nil` is always.
package struct When: Hashable, Sendable {
  package var environment: Set<String>?
  package var actor: Set<ActorKind>?
  package var direction: Set<Direction>?
  package var kind: [Wildcard]?
  package var severity: Set<Severity>?
  package var data: Set<String>?

  package init() {}

  /// True if the condition holds for at least one of the environments, kinds and data, and for the actor, direction and
  /// severity.
  package func matches(
    environments: [String],
    actor: ActorKind,
    direction: Direction,
    kinds: [String],
    severity: Severity,
    data: [String]
  ) -> Bool {
    self.environment.map { !$0.isDisjoint(with: environments) } ?? true
      && self.actor.map { $0.contains(actor) } ?? true
      && self.direction.map { Self.matches($0, direction) } ?? true
      && self.kind.map { patterns in kinds.contains { Self.matches(patterns, $0) } } ?? true
      && self.severity.map { $0.contains(severity) } ?? true
      && self.data.map { !$0.isDisjoint(with: data) } ?? true
  }

  /// True if the condition names every one of the environments, kinds and data: to allow one is not to allow the others, and
  /// what is allowed in an environment is not allowed for a path that only looks as if it lay there, not `isPlaced`.
  package func matchesAll(
    environments: [String],
    isPlaced: Bool,
    kinds: [String],
    data: [String]
  ) -> Bool {
    environment.map { isPlaced && $0.isSuperset(of: environments) } ?? true
      && kind.map { patterns in kinds.allSatisfy { Self.matches(patterns, $0) } } ?? true
      && self.data.map { $0.isSuperset(of: data) } ?? true
  }

  private static func matches(_ patterns: [Wildcard], _ kind: String) -> Bool {
    patterns.contains { $0.matches(Array(kind.utf8)) }
  }
}

extension When {
  /// A direction that could not be told counts as `widened`, since it may be.
  static func matches(_ wanted: Set<Direction>, _ direction: Direction) -> Bool {
    wanted.contains(direction) || direction == .unknown && wanted.contains(.widened)
  }
}

package enum ActorKind: String, Hashable, Sendable, CaseIterable {
  case human, agent, automation, unknown
}
