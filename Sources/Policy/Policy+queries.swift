package import GitObjects

extension Policy {
  /// The entry that gates a reference: the first that matches.
  ///
  /// `nil` is ungated. The gate's own references are never a target: who may write them is no rule's to say.
  package func target(for ref: RefName) -> Target? {
    ref.isGatesOwn ? nil : targets.first { $0.pattern.matches(ref) }
  }

  /// What is judged as `environment/NAME`; `nil` where no target leads there.
  ///
  /// It honours every target that leads there, and what those honour.
  package func target(environment name: String) -> Target? {
    let leading = targets.filter { $0.environment == name }
    guard !leading.isEmpty else { return nil }
    return Target(
      pattern: RefPattern("environment/\(name)"),
      environment: name,
      honours: leading.flatMap(\.honours),
      entries: targets
    )
  }

  /// The person an e-mail belongs to; ASCII letters match in either case.
  package func person(email: [UInt8]) -> Person? {
    let email = ASCII.lowercased(email)
    return people.values.first { $0.emails.contains(email) }
  }

  /// The person a host's login belongs to; `nil` where it could be several.
  package func person(login: [UInt8]) -> Person? {
    let people = people(login: login)
    return people.count == 1 ? people[0] : nil
  }

  /// The people a host's login could belong to, in the order of their ids.
  ///
  /// Hosts let people log in by name or by e-mail, and many in any case: whoever logged in another way must not
  /// become somebody else, or nobody. As it is written a login counts before one that differs in case, and that
  /// before an e-mail.
  package func people(login: [UInt8]) -> [Person] {
    if let exact = people.values.first(where: { $0.logins.contains(login) }) { return [exact] }
    let folded = ASCII.lowercased(login)
    let alike = people.values.filter { person in
      person.logins.contains { ASCII.lowercased($0) == folded }
    }
    if !alike.isEmpty { return alike.sorted { $0.id < $1.id } }
    return person(email: login).map { [$0] } ?? []
  }

  /// Whether somebody who is no person of the policy may write sensitive changes.
  package func mayContribute(_ emailOrLogin: [UInt8]) -> Bool {
    contributors.contains { $0.matches(emailOrLogin) }
  }

  package func members(of groups: [GroupID]) -> Set<PersonID> {
    Set(groups.flatMap { self.groups[$0] ?? [] })
  }

  /// The parts of a rule's requirement, `governance` among them; none for rules that ask for nothing.
  package func parts(ofRule name: RuleName) -> [Requirement.Leaf] {
    if name == .governance { return governance.leaves }
    if name == .breakGlass { return breakGlass.map { [$0.quorum] } ?? [] }
    guard let rule = rules.first(where: { $0.name == name }),
      case .require(let requirement) = rule.effect
    else { return [] }
    return requirement.leaves
  }

  /// Whether some rule, or `governance`, would take the person's approval.
  package func isReviewer(_ person: PersonID) -> Bool {
    let asked = governance.leaves + rules.flatMap { parts(ofRule: $0.name) }
    return members(of: asked.flatMap(\.from)).contains(person)
  }

  /// Whether the person may review a bypass: one whom some rule, or `break_glass`, would ask.
  package func mayReviewBypasses(_ person: PersonID) -> Bool {
    isReviewer(person) || members(of: breakGlass?.from ?? []).contains(person)
  }

  /// Whether some rule would take the person's approval of a change in the class, whatever its `when`:
  /// who may say no does not depend on what the change declares about itself.
  package func mayVeto(_ person: PersonID, _ class_: ClassID) -> Bool {
    var asked = rules.filter { $0.classes.contains(class_) }.flatMap { parts(ofRule: $0.name) }
    if class_ == .policy || class_ == .meta { asked += governance.leaves }
    return members(of: asked.flatMap(\.from)).contains(person)
  }
}

extension Target {
  /// Whether approvals for a reference, and what landed on it, count here too.
  ///
  /// What a reference leads to is said by the first entry that matches it, here as in the gate: a
  /// `release/test*` of its own is no `release/*`.
  package func honours(_ ref: RefName) -> Bool {
    if honoursByName(ref) { return true }
    guard let environment, let first = entries.first(where: { $0.pattern.matches(ref) }) else {
      return false
    }
    return first.environment == environment && first.pattern.matchesExactly(ref)
  }

  /// The same of every look-alike of such a reference, and of all that any entry takes.
  package func mayHonour(_ ref: RefName) -> Bool {
    let leading = entries.filter { $0.environment == environment }.map(\.pattern)
    return (honours + leading).contains { $0.matches(ref) }
  }

  /// Whether it says so itself, wherever the reference leads.
  package func honoursByName(_ ref: RefName) -> Bool {
    honours.contains { $0.matchesExactly(ref) }
  }

  /// Whether any reference but its own counts here.
  package var honoursOthers: Bool { !honours.isEmpty || !entries.isEmpty }
}
