internal import GitObjects
package import Policy

/// Everybody who had a hand in a finding, and so may not approve it.
package struct Contributors: Hashable, Sendable {
  /// People of the policy: humans, automation, and the operators of agents and automation.
  package internal(set) var people: Set<PersonID> = []
  /// E-mails and logins that are nobody in the policy but may write sensitive changes.
  package internal(set) var outsiders: Set<[UInt8]> = []
  /// Why nobody can be held to the change; empty when everybody can.
  package internal(set) var unattributable: [Unattributable] = []
  package internal(set) var actor: Actor = .unknown
}

/// Somebody who had a hand in a change and cannot be held to it, and what would mend that.
package struct Unattributable: Hashable, Sendable {
  package let text: String
  package let hint: String
  /// Whether the text names a commit: no other is likely to have the same.
  let namesCommit: Bool

  static func typedName(_ text: String, namesCommit: Bool = false) -> Unattributable {
    Unattributable(
      text: text,
      hint: "sign the commits with their author's own key, or have a known person push them",
      namesCommit: namesCommit
    )
  }

  static func stranger(_ text: String, namesCommit: Bool = false) -> Unattributable {
    Unattributable(
      text: text,
      hint: "ask who keeps the policy to add them to 'people' or 'contributors'",
      namesCommit: namesCommit
    )
  }

  static func withoutOperator(_ machine: String, namesCommit: Bool = false) -> Unattributable {
    Unattributable(
      text: "\(machine) has no operator",
      hint: "ask who keeps the policy to name its 'operator', or push it yourself",
      namesCommit: namesCommit
    )
  }
}

/// What one commit says of who had a hand in it.
struct CommitHands {
  fileprivate let found: Collector
  fileprivate let isSignedByItsAuthor: Bool
  fileprivate let isByItsHuman: Bool
  /// Why nobody answers for it, where a typed name is not enough.
  fileprivate let missingAnchor: Unattributable?
}

/// Finds the contributors of findings under one policy, for one pusher.
///
/// A class, since every ``Collector`` refers to it: a policy is much to copy for each commit.
final class ContributorRules {
  let policy: Policy
  let pusher: Pusher
  let book: AddressBook
  private let pushingPerson: Person?
  let pushingHuman: PersonID?

  init(policy: Policy, pusher: Pusher) {
    self.policy = policy
    self.pusher = pusher
    pushingPerson = pusher.login.flatMap { policy.person(login: $0) }
    pushingHuman = pushingPerson.flatMap { $0.kind == .human ? $0.id : nil }
    book = AddressBook(policy)
  }

  func hands(in commit: Candidate) -> CommitHands {
    var found = Collector(self)
    found.add(commit)
    return CommitHands(
      found: found,
      isSignedByItsAuthor: isSignedByItsAuthor(commit),
      isByItsHuman: isByItsHuman(commit),
      missingAnchor: missingAnchor(of: commit)
    )
  }

  /// The contributors of a change that some pushed commits make, by their hands.
  ///
  /// No commit has a hand in a move of the reference, nor in a net change that no pushed commit makes.
  func contributors(_ hands: [CommitHands]) -> Contributors {
    // Most changes are one commit's.
    var found = hands.first?.found ?? Collector(self)
    for hand in hands.dropFirst() { found.add(hand.found) }
    if hands.isEmpty || !hands.allSatisfy(\.isSignedByItsAuthor) { found.add(pusher: pusher) }
    if hands.isEmpty, policy.authorship == .anchored, pushingPerson == nil {
      found.blame(.typedName("no commit makes the change, and nobody known pushed it"))
    }
    for case let problem? in hands.map(\.missingAnchor) { found.add(problem) }
    var result = found.contributors
    result.actor = found.actor(ownHands: !hands.isEmpty && hands.allSatisfy(\.isByItsHuman))
    return result
  }

  /// A change that rests on nothing but typed names could be approved by the one who made it.
  private func missingAnchor(of commit: Candidate) -> Unattributable? {
    guard policy.authorship == .anchored, pushingPerson?.kind != .human, !isAnchored(commit) else {
      return nil
    }
    return .typedName(
      "commit \(commit.id.short) is unsigned, and no known person pushed it: its author is only "
        + "a typed name",
      namesCommit: true
    )
  }

  private func isAnchored(_ commit: Candidate) -> Bool {
    if case .person = commit.authorship.signer { return true }
    return commit.introducer?.login.flatMap { policy.person(login: $0) }?.kind == .human
  }

  /// A platform's key vouches for the author of what its users do.
  private func isSignedByItsAuthor(_ commit: Candidate) -> Bool {
    guard case .person(let signer) = commit.authorship.signer else { return false }
    if policy.people[signer]?.kind == .platform { return true }
    return book[commit.authorship.author.email].person?.id == signer
  }

  private func isByItsHuman(_ commit: Candidate) -> Bool {
    guard case .person(let signer) = commit.authorship.signer else { return false }
    return policy.people[signer]?.kind == .human && isSignedByItsAuthor(commit)
  }
}
