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

  static func typedName(_ text: String) -> Unattributable {
    Unattributable(
      text: text,
      hint: "sign the commits with their author's own key, or have a known person push them"
    )
  }

  static func stranger(_ text: String) -> Unattributable {
    Unattributable(
      text: text,
      hint: "ask who keeps the policy to add them to 'people' or 'contributors'"
    )
  }

  static func withoutOperator(_ text: String) -> Unattributable {
    Unattributable(
      text: text,
      hint: "ask who keeps the policy to name its 'operator', or push it yourself"
    )
  }
}

/// Finds the contributors of findings under one policy, for one pusher.
struct ContributorRules {
  let policy: Policy
  let pusher: Pusher
  private let pushingPerson: Person?
  private let book: AddressBook

  init(policy: Policy, pusher: Pusher) {
    self.policy = policy
    self.pusher = pusher
    pushingPerson = pusher.login.flatMap { policy.person(login: $0) }
    book = AddressBook(policy)
  }

  /// The contributors of a change that the pushed commits `carriers` make.
  ///
  /// `carriers` is empty for a move of the reference, and for a net change that no pushed commit
  /// makes.
  func contributors(carriers: [Candidate]) -> Contributors {
    var found = Collector(policy: policy, book: book, pushingHuman: pushingPerson.flatMap(human))
    for carrier in carriers { found.add(carrier) }
    if !carriers.allSatisfy(isSignedByItsAuthor) || carriers.isEmpty { found.add(pusher: pusher) }
    if policy.authorship == .anchored { requireAnchors(carriers, of: &found) }
    var result = found.contributors
    result.actor = found.actor(ownHands: !carriers.isEmpty && carriers.allSatisfy(isByItsHuman))
    return result
  }

  /// A change that rests on nothing but typed names could be approved by the one who made it.
  private func requireAnchors(_ carriers: [Candidate], of found: inout Collector) {
    guard pushingPerson?.kind != .human else { return }
    if carriers.isEmpty, pushingPerson == nil {
      found.blame(.typedName("no commit makes the change, and nobody known pushed it"))
    }
    for commit in carriers where !isAnchored(commit) {
      found.blame(
        .typedName(
          "commit \(commit.id.short) is unsigned, and no known person pushed it: its author is only "
            + "a typed name"
        )
      )
    }
  }

  private func isAnchored(_ commit: Candidate) -> Bool {
    if case .person = commit.authorship.signer { return true }
    return commit.introducer?.login.flatMap { policy.person(login: $0) }?.kind == .human
  }

  private func human(_ person: Person) -> PersonID? { person.kind == .human ? person.id : nil }

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
