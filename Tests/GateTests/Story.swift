internal import Detection
import Approvals
import Classifier
import Gate
import GitObjects
import Policy

/// One push written down as values: who pushed which commits to where, and who approved.
///
/// Contents are words: `"1"` and `"2"` are two blobs, and the change id of `"iam/a": "1" → "2"` is what it would be
/// for those blobs. Everything else (classes, signatures, who is who) is the product's own.
struct Story {
  var target = "refs/heads/main"
  var pusher: String? = "bob"
  var commits: [Commit] = []
  /// The net change; `nil` is what the commits come to.
  var net: [Edit]?
  var move: RefMove.Kind?
  var firstPush: String?
  var approvals: [Approval] = []
  /// What the push says with `-o countersign.break-glass=`.
  var breakGlass: String?
  /// A bypass of the target that landed earlier.
  var debt: Debt?
  /// The resulting tree, as a word.
  var tree = "tree"
  /// Keys of the policy in place of the usual ones.
  var policy = ""
  /// Earlier landed uses of the first approval: on which target.
  var spentOn: [String] = []

  /// What the gate says.
  func decision() throws -> Decision { try decision(under: Cast.policies(with: policy)) }

  /// The same under a policy that is loaded already.
  func decision(under policies: PolicySet) throws -> Decision {
    let proposal = try proposal(under: policies)
    let evidence = try evidence(for: proposal, under: policies)
    return decide(proposal, under: policies, given: evidence)
  }

  func proposal(under policies: PolicySet) throws -> Proposal {
    let ref = try RefName(validating: Array(target.utf8))
    let entry = policies.policy.target(for: ref)
    let classify = Classify(policies.policy)
    let (old, new) = (Word.id("old tip"), move == .deleted ? .zero : Word.id("new tip"))
    return Proposal(
      target: TargetName(ref),
      environment: entry?.environment,
      honoured: HonouredTargets(by: entry),
      old: move == .created ? .zero : old,
      new: new,
      resultingTree: Word.id(tree),
      pusher: pusher.map { Pusher(login: Array($0.utf8), adapter: "ssh") } ?? .nobody,
      commits: commits.map { $0.candidate(classify) }.filter { candidate in
        candidate.changes.contains { !$0.isEmpty }
      },
      net: (net ?? comesTo).compactMap(classify.callAsFunction),
      move: move.map { kind in
        RefMove(
          kind: kind,
          change: RefChange(ref: ref, old: kind == .created ? .zero : old, new: new)
        )
      },
      breakGlass: breakGlass.map { Array($0.utf8) },
      firstPush: firstPush.flatMap { PersonID(rawValue: $0) }
    )
  }

  /// Old against new, along the first parents.
  private var comesTo: [Edit] {
    var paths: [String] = []
    var ends: [String: Edit] = [:]
    for edit in commits.compactMap(\.sides.first).joined() {
      if let known = ends[edit.path] {
        ends[edit.path]?.new = edit.new
        ends[edit.path]?.old = known.old
      } else {
        paths.append(edit.path)
        ends[edit.path] = edit
      }
    }
    return paths.compactMap { ends[$0] }.filter { $0.old != $0.new }
  }

  func evidence(for proposal: Proposal, under policies: PolicySet) throws -> Evidence {
    let check = ApprovalCheck(policies: policies, now: Cast.now)
    var evidence = Evidence(now: Cast.now)
    evidence.approvals = try approvals.map {
      try $0.examined(by: check, for: proposal, among: approvals)
    }
    if let digest = evidence.approvals.first?.statementDigest {
      let changes = Set(
        proposal.net.map(\.id) + proposal.commits.flatMap { $0.changes.joined().map(\.id) }
      )
      evidence.spent[digest] = spentOn.map { target in
        Spending(
          target: TargetName(bytes: Array(target.utf8)),
          newTip: Word.id("other tip"),
          changes: changes
        )
      }
    }
    evidence.debts = try debt.map { try $0.debt(for: proposal, by: check) }.map { [$0] } ?? []
    return evidence
  }
}

/// A break-glass that landed, and who reviewed it since.
struct Debt {
  /// Seconds from now.
  var due: Int64
  var inside: [String] = ["bob", "alice"]
  var target: String?
  var reviewers: [String] = []
  /// What the reviews are about, where it is not this.
  var other: String?
  /// The first review is taken back.
  var isTakenBack = false

  func debt(for proposal: Proposal, by check: ApprovalCheck) throws -> BypassDebt {
    let name = Digest(of: Array("bypass".utf8))
    var debt = BypassDebt(
      decision: name,
      target: target.map { TargetName(bytes: Array($0.utf8)) } ?? proposal.target,
      object: proposal.old,
      time: Cast.now.adding(seconds: -86_400),
      bypass: Bypass(
        reason: Array("outage".utf8),
        reviewBy: Cast.now.adding(seconds: due),
        inside: Set(inside.map { Array($0.utf8) })
      )
    )
    var reviews = reviewers.map { reviewer in
      Approval.ok(reviewer) {
        $0.kind = .bypassReview
        $0.subjects = [other.map { Digest(of: Array($0.utf8)) } ?? name]
      }
    }
    if isTakenBack {
      reviews.append(.ok(reviewers[0]) { ($0.kind, $0.revokes) = (.revocation, [0]) })
    }
    debt.reviews = try reviews.map { try $0.examined(by: check, for: proposal, among: reviews) }
    return debt
  }
}

/// Object ids for words.
enum Word {
  static func id(_ word: String) -> ObjectID {
    ObjectID(hex: Digest(of: Array(word.utf8)).hex.prefix(40)) ?? .zero
  }
}

/// One path going from a word to another; `nil` is absent.
struct Edit: Hashable {
  var path: String
  var old: String?
  var new: String?
  var oldMode = FileMode.regular
  var newMode = FileMode.regular
  /// What a detector would say of it, in place of what the path says.
  var direction: Direction?
  var severity: Severity?
  /// Names of the data that it touches.
  var data: [String] = []
  var otherKinds: [String] = []

  init(_ path: String, _ old: String? = nil, _ new: String? = "1", mode: FileMode = .regular) {
    (self.path, self.old, self.new) = (path, old, new)
    (oldMode, newMode) = (mode, mode)
  }

  func to(_ mode: FileMode) -> Edit {
    var copy = self
    copy.newMode = mode
    return copy
  }

  func going(_ direction: Direction) -> Edit {
    var copy = self
    copy.direction = direction
    return copy
  }

  var change: FileChange {
    FileChange(
      path: TreePath(path),
      old: old.map { .init(mode: oldMode, id: Word.id($0)) },
      new: new.map { .init(mode: newMode, id: Word.id($0)) }
    )
  }
}

/// A commit: who made it, and what it changes against each parent.
struct Commit {
  var sides: [[Edit]]
  var author: String
  var committer: String?
  var coAuthors: [String] = []
  var trailers: [String] = []
  var signer: String?
  var introducer: String?
  var landedElsewhere = false

  /// A commit on one parent.
  init(_ edits: Edit..., by author: String) { (sides, self.author) = ([edits], author) }

  /// A merge: its changes against each parent.
  static func merge(_ sides: [Edit]..., by author: String) -> Commit {
    var merge = Commit(by: author)
    merge.sides = sides
    return merge
  }

  /// The same with something different.
  func with(_ change: (inout Commit) -> Void) -> Commit {
    var copy = self
    change(&copy)
    return copy
  }

  fileprivate func candidate(_ classify: Classify) -> Candidate {
    Candidate(
      id: Word.id("commit \(self)"),
      changes: sides.map { $0.compactMap(classify.callAsFunction) },
      authorship: Authorship(
        author: Self.mailbox(author),
        committer: Self.mailbox(committer ?? author),
        coAuthors: coAuthors.map(Self.mailbox),
        trailers: trailers.map { Array($0.utf8) },
        signer: signer.flatMap { PersonID(rawValue: $0) }.map { .person($0) } ?? .unsigned
      ),
      introducer: introducer.map { Pusher(login: Array($0.utf8), adapter: "ssh") },
      landedElsewhere: landedElsewhere
    )
  }

  /// `bob` is `bob@example.com`; a whole address stays as it is.
  private static func mailbox(_ name: String) -> Mailbox {
    let email = name.contains("@") ? name : "\(name)@example.com"
    return Mailbox(name: Array(name.utf8), email: Array(email.utf8))
  }
}

/// Puts an edit into its classes; `nil` for one that is in none.
struct Classify {
  private let classifier: PathClassifier

  init(_ policy: Policy) {
    let policyFile = TreePath("policy.yaml")
    classifier = PathClassifier(matcher: ClassMatcher(policy, policyFiles: [policyFile]))
  }

  func callAsFunction(_ edit: Edit) -> ClassifiedChange? {
    var facts = classifier.facts(of: edit.change)
    facts = facts.map { fact in
      ClassFacts(
        classID: fact.classID,
        kind: fact.kind,
        otherKinds: edit.otherKinds,
        direction: edit.direction ?? fact.direction,
        severity: edit.severity ?? fact.severity,
        summary: fact.summary,
        data: edit.data
      )
    }
    return facts.isEmpty ? nil : ClassifiedChange(change: edit.change, facts: facts)
  }
}
