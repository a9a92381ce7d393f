internal import Approvals
internal import Classifier
internal import Gate
internal import Gathering
internal import Git
internal import GitObjects
internal import Policy
internal import Report

/// What is to be signed for one target, before anybody has seen or signed it.
struct SigningRequest {
  let target: TargetName
  /// The move it is about; `nil` where that is not known.
  let range: Clone.Range?
  let findings: [Finding]
  let statements: [Statement]
  /// What it is about, as a sentence goes on: `2 changes`.
  let subject: String
  /// Said before the changes are shown, one line each.
  var lead: [String] = []
  /// Why some of it will not count, one sentence each.
  var warnings: [String] = []
  /// The objects that the notes go on, where the changes do not say.
  var places: [ObjectID]?

  /// A trailer holds 16 KiB, so one statement names so many changes at most; several add up.
  static let changesPerStatement = 180

  /// The objects a note about these changes goes on: the blobs, so that it survives squash and rebase, and the
  /// tip for a move of the reference.
  func annotated(by statement: Statement) -> [ObjectID] {
    if let places { return places }
    let tip = range.map { $0.new.isZero ? $0.old : $0.new }
    let changes = Set(statement.changes)
    let objects = findings.filter { changes.contains($0.id) }.compactMap { finding in
      if case .file(let change) = finding.subject { change.annotated ?? tip } else { tip }
    }
    return Set(objects).sorted()
  }
}

extension SigningRequest {
  /// For each target that needs one, a request about its changes.
  static func all(
    _ range: String?,
    _ targets: TargetOptions,
    _ act: SigningAct,
    _ options: SigningOptions,
    by reviewer: Reviewer,
    in clone: borrowing Clone
  ) throws -> [SigningRequest] {
    if act.kind == .breakGlass, clone.policies.policy.breakGlass == nil {
      throw Failure("the policy has no 'break_glass'", hint: "ask for approvals", exit: .refused)
    }
    var requests: [SigningRequest] = []
    for name in targets.names {
      let (destination, move) = try targets.move(range, to: name, in: clone)
      let request = try SigningRequest(move, to: destination, act, options, by: reviewer, in: clone)
      if !request.findings.isEmpty { requests.append(request) }
    }
    guard !requests.isEmpty else {
      throw Failure(
        "nothing in '\(Escaped.text(range ?? "HEAD"))' needs an approval",
        exit: .refused
      )
    }
    return requests
  }

  private init(
    _ range: Clone.Range,
    to destination: Destination,
    _ act: SigningAct,
    _ options: SigningOptions,
    by reviewer: Reviewer,
    in clone: borrowing Clone
  ) throws {
    let (gathered, decision) = try clone.judge(range, to: destination)
    // What only `refuse` rules speak of needs no approval, but may be vetoed.
    let findings = decision.findings.filter { act.kind == .veto || !$0.onlyRefusals }
    let policy = clone.policies.policy
    self.target = destination.name
    self.range = range
    self.findings = findings
    let isBound = act.kind != .veto && policy.approvals.binding == .tree
    let tree = isBound ? gathered.proposal.resultingTree : nil
    let (now, repository) = (clone.now, Array(policy.repository.utf8))
    let expires = now.adding(seconds: try options.validFor(policy))
    let changes = Set(findings.map(\.id)).sorted()
    statements = stride(from: 0, to: changes.count, by: Self.changesPerStatement).map { start in
      let part = Array(changes[start..<min(start + Self.changesPerStatement, changes.count)])
      let classes = Set(findings.filter { part.contains($0.id) }.map(\.classID.rawValue))
      return Statement(
        kind: act.kind,
        repository: repository,
        target: destination.name.bytes,
        reviewer: Array(reviewer.person.rawValue.utf8),
        classes: classes.map { Array($0.utf8) },
        issued: now,
        expires: expires,
        changes: part,
        tree: tree,
        reason: (act.reason ?? options.reason).map { Array($0.utf8) }
      )
    }
    subject = Phrase.count(changes.count, "change")
    warnings = SigningWarnings(act, reviewer.person, policy).about(findings, decision)
  }
}

/// Why what somebody is about to sign will not count.
private struct SigningWarnings {
  private let act: SigningAct
  private let reviewer: PersonID
  private let policy: Policy

  init(_ act: SigningAct, _ reviewer: PersonID, _ policy: Policy) {
    self.act = act
    self.reviewer = reviewer
    self.policy = policy
  }

  func about(_ findings: [Finding], _ decision: Decision) -> [String] {
    // What no approval can mend: the pushed policy does not hold.
    var warnings = decision.reasons.filter { $0.code == .policyInvalid }.map(\.message)
    let own = findings.filter { $0.contributors.people.contains(reviewer) }.count
    if own > 0, act.kind != .veto {
      warnings.append(
        "you had a hand in \(own) of \(Phrase.count(findings.count, "change")): there your \(act.noun) "
          + "will not count"
      )
    }
    if !isAsked(findings, decision) {
      warnings.append(
        "no rule asks for an approval by '\(reviewer)': your \(act.noun) will not count"
      )
    }
    return warnings
  }

  private func isAsked(_ findings: [Finding], _ decision: Decision) -> Bool {
    switch act.kind {
    case .veto: return findings.contains { policy.mayVeto(reviewer, $0.classID) }
    case .breakGlass: return policy.members(of: policy.breakGlass?.from ?? []).contains(reviewer)
    default:
      return decision.requirements.isEmpty
        || decision.requirements.contains { status in
          policy.members(of: policy.parts(ofRule: status.rule).flatMap(\.from)).contains(reviewer)
        }
    }
  }
}
