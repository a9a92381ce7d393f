internal import GitObjects

/// What no single key can say: that names lead somewhere, that nobody is two people, that rules can be met.
struct PolicyValidator {
  let policy: Policy
  let file: String

  func validate() throws(PolicyError) {
    try checkPeople()
    try checkGroups()
    try checkRules()
    try checkRequirement(policy.governance, of: "governance")
  }

  private func fail(_ message: String, fix: String? = nil) -> PolicyError {
    PolicyError(file: file, message, fix: fix)
  }

  private func checkPeople() throws(PolicyError) {
    var owners: [[UInt8]: PersonID] = [:]
    for person in policy.people.values.sorted(by: { $0.id < $1.id }) {
      for email in person.emails {
        if let other = owners.updateValue(person.id, forKey: email) {
          throw fail("the e-mail '\(Escaped.text(email))' belongs to both '\(other)' and '\(person.id)'")
        }
      }
      if let operator_ = person.operatedBy {
        guard policy.people[operator_]?.kind == .human else {
          throw fail("the operator '\(operator_)' of '\(person.id)' is no human in 'people'")
        }
        guard person.kind == .automation else {
          throw fail("'\(person.id)' has an operator and is no automation", fix: "add 'kind: automation'")
        }
      }
    }
    var logins: [[UInt8]: PersonID] = [:]
    for person in policy.people.values.sorted(by: { $0.id < $1.id }) {
      for login in person.logins {
        if let other = logins.updateValue(person.id, forKey: login) {
          throw fail("the login '\(Escaped.text(login))' belongs to both '\(other)' and '\(person.id)'")
        }
      }
    }
    for agent in policy.agents {
      if let operator_ = agent.operatedBy, policy.people[operator_]?.kind != .human {
        throw fail("the operator '\(operator_)' of an agent is no human in 'people'")
      }
    }
  }

  private func checkGroups() throws(PolicyError) {
    for (group, members) in policy.groups.sorted(by: { $0.key < $1.key }) {
      for member in members where policy.people[member] == nil {
        throw fail("'\(member)' of group '\(group)' is nobody in 'people'")
      }
    }
  }

  private func checkRules() throws(PolicyError) {
    let known = Set(policy.classes.map(\.id)).union([.meta])
    var names: Set<RuleName> = []
    for rule in policy.rules {
      guard names.insert(rule.name).inserted else {
        throw fail("there are two rules named '\(rule.name)'", fix: "rename one")
      }
      for class_ in rule.classes where !known.contains(class_) {
        let list = known.sorted().map(\.description).joined(separator: ", ")
        throw fail("rule '\(rule.name)' names class '\(class_)', which is none of \(list)")
      }
      if case .require(let requirement) = rule.effect {
        try checkRequirement(requirement, of: "rule '\(rule.name)'")
      }
    }
    for (index, target) in policy.targets.enumerated()
    where policy.targets[..<index].contains(where: { $0.pattern == target.pattern }) {
      throw fail("there are two targets '\(target.pattern)'", fix: "the second would never be used")
    }
  }

  private func checkRequirement(_ requirement: Requirement, of what: String) throws(PolicyError) {
    for leaf in requirement.leaves {
      for group in leaf.from where policy.groups[group] == nil {
        throw fail("\(what) names group '\(group)', which is not in 'groups'")
      }
    }
    let humans = Set(policy.people.values.filter { $0.kind == .human }.map(\.id))
    for way in requirement.alternatives {
      let all = way.reduce(into: Set<PersonID>()) { $0.formUnion(policy.members(of: $1.from)) }
      let total = way.reduce(0) { $0 + $1.count }
      let tooFew = way.first { policy.members(of: $0.from).intersection(humans).count < $0.count }
      guard tooFew == nil, all.intersection(humans).count >= total else {
        throw fail(
          "\(what) asks for more people than its groups have", fix: "lower the count or add people")
      }
    }
  }
}
