internal import GitObjects
internal import Policy

/// Gathers who had a hand in something: in one commit, or in what several make.
struct Collector {
  private let rules: ContributorRules
  private(set) var contributors = Contributors()
  /// The first agent and the first automation that were met; an actor has one name.
  private var agent: String?
  private var automation: String?
  private var operators: Set<PersonID> = []
  private var humanAuthors: Set<PersonID> = []
  private var blamed: Set<Unattributable> = []

  init(_ rules: ContributorRules) { self.rules = rules }

  /// Takes over what was found in another commit.
  ///
  /// Call it once for each commit: problems that name a commit are not deduplicated.
  mutating func add(_ other: Collector) {
    contributors.people.formUnion(other.contributors.people)
    contributors.outsiders.formUnion(other.contributors.outsiders)
    operators.formUnion(other.operators)
    humanAuthors.formUnion(other.humanAuthors)
    agent = agent ?? other.agent
    automation = automation ?? other.automation
    for problem in other.contributors.unattributable {
      if problem.namesCommit { add(problem) } else { blame(problem) }
    }
  }

  mutating func add(_ commit: Candidate) {
    let authorship = commit.authorship
    let author = rules.book[authorship.author.email].person
    if let author, author.kind == .human { humanAuthors.insert(author.id) }
    let fallback = operators(of: author)
    for mailbox in [authorship.author, authorship.committer] {
      add(mailbox, of: commit, operators: fallback)
    }
    let agents = agents(declaredIn: authorship.trailers)
    for mailbox in authorship.coAuthors
    where rules.book[mailbox.email].person != nil || !agents.contains(mailbox.email) {
      add(mailbox, of: commit, operators: fallback)
    }
    for agent in rules.policy.agents where agent.matches(trailers: authorship.trailers) {
      add(agent, of: commit, operators: fallback)
    }
    if let signer = authorship.signer.contributor, let person = rules.policy.people[signer] {
      add(person, operators: fallback)
    }
    if let introducer = commit.introducer { add(login: introducer.login, operators: fallback) }
  }

  /// The pusher; an automation that nobody declares to operate acts for the authors of what it pushes.
  mutating func add(pusher: Pusher) {
    add(login: pusher.login, operators: humanAuthors)
  }

  /// Adds a problem unless it is there.
  mutating func blame(_ problem: Unattributable) {
    if blamed.insert(problem).inserted { add(problem) }
  }

  /// Adds a problem that is known to be new, with no look-up: thousands of commits may make one net change, each with
  /// a problem of its own.
  mutating func add(_ problem: Unattributable) { contributors.unattributable.append(problem) }

  func actor(ownHands: Bool) -> Actor {
    let operators = self.operators.sorted()
    if let name = agent { return Actor(kind: .agent, name: name, operators: operators) }
    if let name = automation {
      return Actor(kind: .automation, name: name, operators: operators)
    }
    let human = ownHands && contributors.outsiders.isEmpty
    return Actor(kind: human ? .human : .unknown, name: nil, operators: [])
  }

  /// Who answers for an agent or automation of a commit that declares nobody: its human author, else the pusher.
  private func operators(of author: Person?) -> Set<PersonID> {
    if let author, author.kind == .human { return [author.id] }
    return rules.pushingHuman.map { [$0] } ?? []
  }

  /// The e-mails at the end of trailers that declare an agent: a co-author with such an e-mail is that agent, not a
  /// person who is missing in the policy.
  private func agents(declaredIn lines: [[UInt8]]) -> Set<[UInt8]> {
    var emails: Set<[UInt8]> = []
    for line in lines where line.last == UInt8(ascii: ">") {
      guard let start = line.lastIndex(of: UInt8(ascii: "<")),
        rules.policy.agents.contains(where: { $0.matches(trailers: [line]) })
      else { continue }
      emails.insert(Array(line[(start + 1)...].dropLast()))
    }
    return emails
  }

  private mutating func add(login: [UInt8]?, operators: Set<PersonID>) {
    guard let login else { return }
    let people = rules.policy.people(login: login)
    for person in people { add(person, operators: operators) }
    if !people.isEmpty { return }
    if rules.policy.mayContribute(login) {
      contributors.outsiders.insert(ASCII.lowercased(login))
    } else {
      blame(.stranger("the login '\(Escaped.text(login))' is nobody in the policy"))
    }
  }

  private mutating func add(_ mailbox: Mailbox, of commit: Candidate, operators: Set<PersonID>) {
    let entry = rules.book[mailbox.email]
    if let agent = entry.agent { add(agent, of: commit, operators: operators) }
    if let person = entry.person {
      add(person, operators: operators)
    } else if entry.mayContribute {
      contributors.outsiders.insert(ASCII.lowercased(mailbox.email))
    } else if entry.agent == nil {
      blame(
        .stranger(
          "'\(Escaped.text(mailbox.email))' of commit \(commit.id.short) is nobody in the policy",
          namesCommit: true
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
      automation = automation ?? "\(person.id)"
      addOperators(
        person.operatedBy,
        or: operators,
        blame: .withoutOperator("the automation '\(person.id)'")
      )
    }
  }

  private mutating func add(_ agent: AgentPattern, of commit: Candidate, operators: Set<PersonID>) {
    self.agent = self.agent ?? agent.name(in: commit.authorship.trailers) ?? "agent"
    addOperators(
      agent.operatedBy,
      or: operators,
      blame: .withoutOperator("the agent of commit \(commit.id.short)", namesCommit: true)
    )
  }

  private mutating func addOperators(
    _ declared: PersonID?,
    or fallback: Set<PersonID>,
    blame problem: @autoclosure () -> Unattributable
  ) {
    let found = declared.map { [$0] } ?? fallback
    if found.isEmpty { blame(problem()) }
    contributors.people.formUnion(found)
    operators.formUnion(found)
  }
}
