internal import GitObjects
package import Policy

/// Everybody who had a hand in a finding, and so may not approve it.
package struct Contributors: Hashable, Sendable {
  /// People of the policy: humans, automation, and the operators of agents and automation.
  package fileprivate(set) var people: Set<PersonID> = []
  /// E-mails and logins that are nobody in the policy but may write sensitive changes.
  package fileprivate(set) var outsiders: Set<[UInt8]> = []
  /// Why nobody can be held to the change, one sentence each; empty when everybody can.
  package fileprivate(set) var unattributable: [String] = []
  package fileprivate(set) var actor: Actor = .unknown
}

/// Finds the contributors of findings under one policy, for one pusher.
struct ContributorRules {
  let policy: Policy
  let pusher: Pusher

  var pushingPerson: Person? {
    pusher.login.flatMap { policy.person(login: $0) }
  }

  /// - Parameter carriers: the pushed commits that make the change.
  func contributors(carriers: [Candidate]) -> Contributors {
    var found = Collector(policy: policy, pushingHuman: pushingPerson.flatMap(human))
    for carrier in carriers { found.add(carrier) }
    if !carriers.allSatisfy(isSignedByItsAuthor) || carriers.isEmpty { found.add(pusher: pusher) }
    if policy.authorship == .anchored { found.requireAnchors(carriers) }
    var result = found.contributors
    result.actor = found.actor(ownHands: !carriers.isEmpty && carriers.allSatisfy(isByItsHuman))
    return result
  }

  private func human(_ person: Person) -> PersonID? { person.kind == .human ? person.id : nil }

  /// A platform's key vouches for the author of what its users do.
  private func isSignedByItsAuthor(_ commit: Candidate) -> Bool {
    guard case .person(let signer) = commit.authorship.signer else { return false }
    if policy.people[signer]?.kind == .platform { return true }
    return policy.person(email: commit.authorship.author.email)?.id == signer
  }

  private func isByItsHuman(_ commit: Candidate) -> Bool {
    guard case .person(let signer) = commit.authorship.signer else { return false }
    return policy.people[signer]?.kind == .human && isSignedByItsAuthor(commit)
  }
}

/// Gathers one finding's contributors, commit by commit.
private struct Collector {
  let policy: Policy
  let pushingHuman: PersonID?
  var contributors = Contributors()
  private var agents: [String] = []
  private var automation: [String] = []
  private var operators: Set<PersonID> = []

  init(policy: Policy, pushingHuman: PersonID?) {
    self.policy = policy
    self.pushingHuman = pushingHuman
  }

  mutating func add(_ commit: Candidate) {
    let authorship = commit.authorship
    let humanAuthor = policy.person(email: authorship.author.email).flatMap {
      $0.kind == .human ? $0.id : nil
    }
    for mailbox in [authorship.author, authorship.committer] {
      add(mailbox, of: commit, operator: humanAuthor ?? pushingHuman)
    }
    for mailbox in authorship.coAuthors where !isAgent(mailbox, of: commit) {
      add(mailbox, of: commit, operator: humanAuthor ?? pushingHuman)
    }
    for agent in policy.agents where agent.matches(trailers: authorship.trailers) {
      add(agent, of: commit, operator: humanAuthor ?? pushingHuman)
    }
    if case .person(let signer) = authorship.signer, let person = policy.people[signer] {
      add(person)
    }
    if let introducer = commit.introducer { add(pusher: introducer) }
  }

  /// A co-author whose own line is an agent's declaration is that agent, and not a person we do not know.
  private func isAgent(_ coAuthor: Mailbox, of commit: Candidate) -> Bool {
    let ending = Array("<".utf8) + coAuthor.email + Array(">".utf8)
    let lines = commit.authorship.trailers.filter { $0.suffix(ending.count).elementsEqual(ending) }
    return policy.person(email: coAuthor.email) == nil
      && policy.agents.contains { $0.matches(trailers: lines) }
  }

  mutating func add(pusher: Pusher) {
    guard let login = pusher.login else { return }
    if let person = policy.person(login: login) {
      add(person)
    } else if policy.mayContribute(login) {
      contributors.outsiders.insert(login)
    } else {
      blame("the login '\(Escaped.text(login))' is nobody in the policy")
    }
  }

  private mutating func add(
    _ mailbox: Mailbox, of commit: Candidate, operator fallback: PersonID?
  ) {
    let agent = policy.agents.first { $0.matches(email: mailbox.email) }
    if let agent { add(agent, of: commit, operator: fallback) }
    if let person = policy.person(email: mailbox.email) {
      add(person)
    } else if policy.mayContribute(mailbox.email) {
      contributors.outsiders.insert(mailbox.email)
    } else if agent == nil {
      blame(
        "'\(Escaped.text(mailbox.email))' of commit \(commit.id.short) is nobody in the policy")
    }
  }

  private mutating func add(_ person: Person) {
    switch person.kind {
    case .human: contributors.people.insert(person.id)
    case .platform: break
    case .automation:
      contributors.people.insert(person.id)
      automation.append("\(person.id)")
      if let operator_ = person.operatedBy {
        addOperator(operator_)
      } else {
        blame("the automation '\(person.id)' has no operator")
      }
    }
  }

  private mutating func add(
    _ agent: AgentPattern, of commit: Candidate, operator fallback: PersonID?
  ) {
    agents.append(agent.name(in: commit.authorship.trailers) ?? "agent")
    if let operator_ = agent.operatedBy ?? fallback {
      addOperator(operator_)
    } else {
      blame("the agent of commit \(commit.id.short) has no operator")
    }
  }

  private mutating func addOperator(_ person: PersonID) {
    contributors.people.insert(person)
    operators.insert(person)
  }

  private mutating func blame(_ sentence: String) {
    if !contributors.unattributable.contains(sentence) {
      contributors.unattributable.append(sentence)
    }
  }

  /// A change that rests on nothing but typed names could be approved by the one who made it.
  mutating func requireAnchors(_ carriers: [Candidate]) {
    guard pushingHuman == nil else { return }
    for commit in carriers {
      if case .person = commit.authorship.signer { continue }
      if let login = commit.introducer?.login, policy.person(login: login)?.kind == .human {
        continue
      }
      blame(
        "commit \(commit.id.short) is unsigned, and no known person pushed it: its author is only a "
          + "typed name")
    }
  }

  func actor(ownHands: Bool) -> Actor {
    let operators = self.operators.sorted()
    if let name = agents.first { return Actor(kind: .agent, name: name, operators: operators) }
    if let name = automation.first {
      return Actor(kind: .automation, name: name, operators: operators)
    }
    let human = ownHands && contributors.outsiders.isEmpty
    return Actor(kind: human ? .human : .unknown, name: nil, operators: [])
  }
}
