package import Policy

/// What kind of author a change has, as far as the declarations in its commits tell.
///
/// Declarations only ever tighten: no match means unknown, not human. A change is `human` only when every
/// commit that carries it is signed by its human author's own key.
package struct Actor: Hashable, Sendable {
  package let kind: ActorKind
  /// The agent's or automation's name, where there is one.
  package let name: String?
  package let operators: [PersonID]

  package static let unknown = Actor(kind: .unknown, name: nil, operators: [])

  package init(kind: ActorKind, name: String?, operators: [PersonID]) {
    self.kind = kind
    self.name = name
    self.operators = operators
  }

  /// The one that asks for the most care, for a whole push.
  static func gravest(_ actors: some Sequence<Actor>) -> Actor {
    actors.max { gravity($0.kind) < gravity($1.kind) } ?? .unknown
  }

  private static func gravity(_ kind: ActorKind) -> Int {
    switch kind {
    case .human: 0
    case .unknown: 1
    case .automation: 2
    case .agent: 3
    }
  }
}
