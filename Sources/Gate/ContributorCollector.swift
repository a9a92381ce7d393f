internal import GitObjects
internal import Policy

/// Gathers one finding's contributors, commit by commit.
struct Collector {
  private let policy: Policy
  private let book: AddressBook
  private let pushingHuman: PersonID?
  private(set) var contributors = Contributors()
  private var agents: [String] = []
  private var automation: [String] = []
  private var operators: Set<PersonID> = []
  private var humanAuthors: Set<PersonID> = []
  /// What nobody can be held to, each once: a net change may be thousands of commits'.
  private var blamed: Set<Unattributable> = []

  init(policy: Policy, book: AddressBook, pushingHuman: PersonID?) {
    self.policy = policy
    self.book = book
    self.pushingHuman = pushingHuman
  }

  mutating func add(_ commit: Candidate) {
    let authorship = commit.authorship
    let author = book[authorship.author.email].person
    if let author, author.kind == .human { humanAuthors.insert(author.id) }
    let fallback = operators(of: author)
    for mailbox in [authorship.author, authorship.committer] {
      add(mailbox, of: commit, operators: fallback)
    }
    for mailbox in authorship.coAuthors where !isAgent(mailbox, of: commit) {
      add(mailbox, of: commit, operators: fallback)
    }
    for agent in policy.agents where agent.matches(trailers: authorship.trailers) {
      add(agent, of: commit, operators: fallback)
    }
    if let signer = authorship.signer.contributor, let person = policy.people[signer] {
      add(person, operators: fallback)
    }
    if let introducer = commit.introducer { add(login: introducer.login, operators: fallback) }
  }

  /// The pusher; an automation that nobody declares to operate acts for the authors of what it pushes.
  mutating func add(pusher: Pusher) {
    add(login: pusher.login, operators: humanAuthors)
  }

  mutating func blame(_ problem: Unattributable) {
    if blamed.insert(problem).inserted { contributors.unattributable.append(problem) }
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

  /// Who answers for an agent or automation of a commit that declares nobody: its human author, else the pusher.
  private func operators(of author: Person?) -> Set<PersonID> {
    if let author, author.kind == .human { return [author.id] }
    return pushingHuman.map { [$0] } ?? []
  }

  /// A co-author whose own line is an agent's declaration is that agent, and not a person we do not know.
  private func isAgent(_ coAuthor: Mailbox, of commit: Candidate) -> Bool {
    let ending = Array("<".utf8) + coAuthor.email + Array(">".utf8)
    let lines = commit.authorship.trailers.filter { $0.suffix(ending.count).elementsEqual(ending) }
    return book[coAuthor.email].person == nil
      && policy.agents.contains { $0.matches(trailers: lines) }
  }

  private mutating func add(login: [UInt8]?, operators: Set<PersonID>) {
    guard let login else { return }
    let people = policy.people(login: login)
    for person in people { add(person, operators: operators) }
    if !people.isEmpty { return }
    if policy.mayContribute(login) {
      contributors.outsiders.insert(ASCII.lowercased(login))
    } else {
      blame(.stranger("the login '\(Escaped.text(login))' is nobody in the policy"))
    }
  }

  private mutating func add(_ mailbox: Mailbox, of commit: Candidate, operators: Set<PersonID>) {
    let entry = book[mailbox.email]
    if let agent = entry.agent { add(agent, of: commit, operators: operators) }
    if let person = entry.person {
      add(person, operators: operators)
    } else if entry.mayContribute {
      contributors.outsiders.insert(ASCII.lowercased(mailbox.email))
    } else if entry.agent == nil {
      blame(
        .stranger(
          "'\(Escaped.text(mailbox.email))' of commit \(commit.id.short) is nobody in the policy"
        )
      )
    }
  }

  private mutating func add(_ person: Person, operators: Set<PersonID>) {
    switch person.kind {
    case .human: contributors.people.insert(person.id)
    case .platform: break
    case .automation:
      contributors.people.insert(person.id)
      automation.append("\(person.id)")
      addOperators(
        person.operatedBy,
        or: operators,
        blame: "the automation '\(person.id)' has no operator"
      )
    }
  }

  private mutating func add(_ agent: AgentPattern, of commit: Candidate, operators: Set<PersonID>) {
    agents.append(agent.name(in: commit.authorship.trailers) ?? "agent")
    addOperators(
      agent.operatedBy,
      or: operators,
      blame: "the agent of commit \(commit.id.short) has no operator"
    )
  }

  private mutating func addOperators(
    _ declared: PersonID?,
    or fallback: Set<PersonID>,
    blame sentence: String
  ) {
    let found = declared.map { [$0] } ?? fallback
    if found.isEmpty { blame(.withoutOperator(sentence)) }
    contributors.people.formUnion(found)
    operators.formUnion(found)
  }
}
