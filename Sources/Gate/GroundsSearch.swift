internal import Approvals
internal import GitObjects
internal import Policy

/// Looks for what shows that a statement could not count; decides nothing.
struct GroundsSearch {
  private let proposal: Proposal
  private let findings: [Finding]
  private let evidence: Evidence
  private let policy: Policy
  /// Guesses at what a change id stands for: anybody may leave stale approvals, however many.
  private var guesses: Int
  /// The changes pushed, each path once, and all that the path was; made when first asked for.
  private var pushed: [(change: FileChange, sides: [FileChange.Side?])]?

  /// Bytes are guessed at where `isRefused`: what landed needs no such explanation.
  init(
    proposal: Proposal,
    findings: [Finding],
    evidence: Evidence,
    policy: Policy,
    isRefused: Bool
  ) {
    self.proposal = proposal
    self.findings = findings
    self.evidence = evidence
    self.policy = policy
    guesses = isRefused ? Self.mostGuesses : 0
  }

  private static let mostGuesses = 20_000
  /// So many stand for more changes than are guessed at.
  private static let mostSides = 142

  mutating func grounds(for examined: ExaminedApproval, ignoredAs code: ReasonCode) -> [Grounds] {
    guard let statement = examined.claimed else { return [] }
    switch code {
    case .approvalWrongTarget: return [.target(statement.target)]
    case .approvalExpired: return end(of: statement).map { [.ended($0)] } ?? []
    case .selfApproval: return hand(of: statement).map { [.hand($0)] } ?? []
    case .approvalStale: return otherBytes(statement, carrier: examined.carrier)
    default: return []
    }
  }

  /// `nil` for one that would still be good, and was taken back.
  private func end(of statement: Statement) -> Timestamp? {
    let ends = [statement.expires, statement.issued.adding(seconds: policy.approvals.validFor)]
    return ends.filter { $0 <= evidence.now }.min()
  }

  // MARK: whose hand

  private func hand(of statement: Statement) -> Grounds.Hand? {
    let id = PersonID(rawValue: String(decoding: statement.reviewer, as: UTF8.self))
    guard let person = id.flatMap({ policy.people[$0] }) else { return nil }
    let changes = Set(statement.changes)
    let theirs = findings.filter { $0.contributors.people.contains(person.id) }
    guard let finding = theirs.first(where: { changes.contains($0.id) }) ?? theirs.first else {
      return nil
    }
    let carriers = Set(finding.carriers)
    for commit in proposal.commits where carriers.contains(commit.id) {
      if let part = part(of: person, in: commit) {
        return Grounds.Hand(person: person.id, part: part, commit: commit.id)
      }
    }
    let isPusher = proposal.pusher.login.map { person.logins.contains($0) } ?? false
    return Grounds.Hand(person: person.id, part: isPusher ? .pusher : .operating, commit: nil)
  }

  private func part(of person: Person, in commit: Candidate) -> Grounds.Hand.Part? {
    func isTheirs(_ mailbox: Mailbox) -> Bool {
      person.emails.contains(ASCII.lowercased(mailbox.email))
    }
    let authorship = commit.authorship
    if isTheirs(authorship.author) { return .author }
    if isTheirs(authorship.committer) { return .committer }
    if authorship.coAuthors.contains(where: isTheirs) { return .coAuthor }
    if authorship.signer.contributor == person.id { return .signer }
    if let login = commit.introducer?.login, person.logins.contains(login) { return .introducer }
    return nil
  }

  // MARK: which bytes

  /// A change id tells nothing of what it is of; but of a path in the push the approved bytes are most often
  /// among those that it had, here or before, or are the blob that the note lies on.
  private mutating func otherBytes(
    _ statement: Statement,
    carrier: ExaminedApproval.Carrier
  ) -> [Grounds] {
    guard guesses > 0 else { return [] }
    let named = Set(statement.changes)
    let known = pushed ?? pushedChanges
    pushed = known
    var found: [Grounds] = []
    for (change, sides) in known {
      var sides = sides
      if case .note(let object) = carrier {
        for mode in [FileMode.regular, .executable] {
          let side = FileChange.Side(mode: mode, id: object)
          if !sides.contains(side) { sides.append(side) }
        }
      }
      guesses -= sides.count * sides.count
      guard guesses > 0 else { break }
      let approved = sides.lazy.flatMap { old in
        sides.lazy.filter { $0 != old }.map { FileChange(path: change.path, old: old, new: $0) }
      }.first { named.contains($0.id) }
      if let approved, approved != change {
        found.append(.bytes(approved: approved, pushed: change))
      }
    }
    return found
  }

  /// The net change of a path rather than a commit's.
  private var pushedChanges: [(change: FileChange, sides: [FileChange.Side?])] {
    var changes: [FileChange] = []
    var sides: [TreePath: [FileChange.Side?]] = [:]
    let made = proposal.commits.reversed().flatMap { $0.changes.joined() }
    for change in (proposal.net + made).map(\.change) {
      if sides[change.path] == nil {
        changes.append(change)
        sides[change.path] = [nil] + (evidence.formerSides[change.path] ?? [])
      }
      for side in [change.old, change.new] {
        guard let known = sides[change.path], known.count < Self.mostSides, !known.contains(side)
        else { continue }
        sides[change.path]?.append(side)
      }
    }
    return changes.map { ($0, sides[$0.path] ?? []) }
  }
}
