internal import Classifier
internal import Detection
internal import Policy

/// All that the rules look at in a change of a file that no approval covers.
///
/// Findings with equal questions share a ruling.
struct RuleQuestion: Hashable {
  private let classID: ClassID
  private let kind: String
  private let otherKinds: [String]
  private let direction: Direction
  private let severity: Severity
  private let data: [String]
  private let environments: [String]
  private let isPlacedByLikeness: Bool
  private let actor: ActorKind
  private let people: Set<PersonID>

  /// `nil` for a finding whose ruling depends on more than this: an approval covers it, only refusals apply to it, or
  /// it is no change of a file.
  init?(_ finding: Finding, coveredBy approvals: [Int]) {
    guard approvals.isEmpty, !finding.onlyRefusals, case .file = finding.subject else { return nil }
    classID = finding.classID
    kind = finding.facts.kind
    otherKinds = finding.facts.otherKinds
    direction = finding.facts.direction
    severity = finding.facts.severity
    data = finding.facts.data
    environments = finding.environments
    isPlacedByLikeness = finding.isPlacedByLikeness
    actor = finding.actor.kind
    people = finding.contributors.people
  }
}
