package import Classifier
package import GitObjects
package import Policy

/// One reference's move, with everything the judgment needs to know of the repository.
///
/// Whoever builds one has read every object; ``decide(_:under:given:)`` reads nothing.
package struct Proposal: Sendable {
  package var target: TargetName
  /// The environment that the target's policy entry names.
  package var environment: String?
  /// Targets whose approvals count here too.
  package var honoured: HonouredTargets
  package var old: ObjectID
  package var new: ObjectID
  /// `new` is a tag object, which leads to the commit that is judged.
  package var isAnnotatedTag = false
  /// The tree the target will have; `nil` for a deletion.
  package var resultingTree: ObjectID?
  package var pusher: Pusher
  /// Every pushed commit that changes a path of some class against some parent.
  package var commits: [Candidate]
  /// Old against new, paths of some class only.
  package var net: [ClassifiedChange]
  /// The move itself, where it is a change to judge: a deletion, a rewind, a moved tag, a creation out
  /// of nothing.
  package var move: RefMove?
  /// Why the push asks to go without what rules require; `nil` where it does not ask.
  package var breakGlass: [UInt8]?
  /// Who `init --first-push` named, in a repository that has no gated history yet.
  package var firstPush: PersonID?

  package init(
    target: TargetName,
    environment: String?,
    honoured: HonouredTargets,
    old: ObjectID,
    new: ObjectID,
    resultingTree: ObjectID?,
    pusher: Pusher,
    commits: [Candidate] = [],
    net: [ClassifiedChange] = [],
    move: RefMove? = nil,
    breakGlass: [UInt8]? = nil,
    firstPush: PersonID? = nil
  ) {
    self.target = target
    self.environment = environment
    self.honoured = honoured
    self.old = old
    self.new = new
    self.resultingTree = resultingTree
    self.pusher = pusher
    self.commits = commits
    self.net = net
    self.move = move
    self.breakGlass = breakGlass
    self.firstPush = firstPush
  }
}

extension Proposal {
  /// Whether a statement for this target speaks here.
  func accepts(_ target: [UInt8]) -> Bool {
    target == self.target.bytes || honoured.contains(target)
  }
}

/// What an approval is for: the ref that moves, or `environment/NAME` in a deploy.
///
/// Raw bytes.
package struct TargetName: Hashable, Sendable, CustomStringConvertible {
  package let bytes: [UInt8]

  package init(_ ref: RefName) { bytes = ref.bytes }
  package init(environment: String) { bytes = Array("environment/\(environment)".utf8) }
  package init(bytes: [UInt8]) { self.bytes = bytes }

  package var description: String { Escaped.text(bytes) }
}

/// The targets besides its own whose approvals a target accepts.
package struct HonouredTargets: Sendable {
  private let entry: Target?

  /// `entry` is the policy's for the target; without one nothing is honoured.
  package init(by entry: Target?) { self.entry = entry }

  package func contains(_ target: [UInt8]) -> Bool {
    guard let ref = try? RefName(validating: target) else { return false }
    return entry?.honours(ref) ?? false
  }
}

/// Who pushed, as the one configured host adapter said.
package struct Pusher: Hashable, Sendable {
  /// The login as the host set it; `nil` is nobody.
  package let login: [UInt8]?
  /// `ssh`, `gitlab`…: the adapter's name.
  package let adapter: String?

  package static let nobody = Pusher(login: nil, adapter: nil)

  package init(login: [UInt8]?, adapter: String?) {
    self.login = login
    self.adapter = adapter
  }
}

/// A pushed commit that changes a path of some class.
///
/// An object, since thousands of them are handed around and none ever changes.
package final class Candidate: Sendable {
  package let id: ObjectID
  /// Against each parent in order (a root against the empty tree).
  package let changes: [[ClassifiedChange]]
  /// Of a merge: paths that it takes from a parent whose side never changed them.
  package let undone: Set<TreePath>
  package let authorship: Authorship
  /// The login that first brought the commit to this server, where a hook recorded one.
  package let introducer: Pusher?
  /// A decision landed it on a ref that the target honours: only `refuse` rules speak of it here.
  package let landedElsewhere: Bool

  package init(
    id: ObjectID,
    changes: [[ClassifiedChange]],
    undone: Set<TreePath> = [],
    authorship: Authorship,
    introducer: Pusher? = nil,
    landedElsewhere: Bool = false
  ) {
    self.id = id
    self.changes = changes
    self.undone = undone
    self.authorship = authorship
    self.introducer = introducer
    self.landedElsewhere = landedElsewhere
  }

  /// The same merge, with what it turns out to undo.
  package func undoing(_ paths: Set<TreePath>) -> Candidate {
    Candidate(
      id: id,
      changes: changes,
      undone: paths,
      authorship: authorship,
      introducer: introducer,
      landedElsewhere: landedElsewhere
    )
  }

  package var isMerge: Bool { changes.count > 1 }

  /// Of a merge, the paths whose changes it makes itself: those that differ from every parent, and those that it
  /// undoes; `nil` of any other commit, which makes all of its own.
  var ownPaths: Set<TreePath>? {
    guard let first = changes.first, changes.count > 1 else { return nil }
    var common = Set(first.map(\.change.path))
    for side in changes.dropFirst() { common.formIntersection(side.map(\.change.path)) }
    return common.union(undone)
  }
}

/// A file change with its id, the classes it is in and what the detectors say of it in each.
package struct ClassifiedChange: Sendable {
  package let change: FileChange
  package let id: ChangeID
  package private(set) var facts: [ClassFacts]

  package init(change: FileChange, facts: [ClassFacts]) {
    self.change = change
    self.id = change.id
    self.facts = facts
  }

  /// Takes over what is said of the same change elsewhere: with other files around it it may mean more.
  mutating func join(_ other: ClassifiedChange) {
    for said in other.facts {
      if let known = facts.firstIndex(where: { $0.classID == said.classID }) {
        facts[known] = facts[known].joined(with: said)
      } else {
        facts.append(said)
      }
    }
  }
}

/// A move of the ref that is a change itself.
package struct RefMove: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case created = "ref.created"
    case deleted = "ref.deleted"
    case rewound = "ref.rewound"
    case moved = "ref.moved"
  }

  package let kind: Kind
  package let change: RefChange

  package init(kind: Kind, change: RefChange) {
    self.kind = kind
    self.change = change
  }
}
