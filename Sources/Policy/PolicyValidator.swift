internal import GitObjects

/// What no single key can say: that names lead somewhere, that nobody is two people, that rules can be met.
struct PolicyValidator {
  let policy: Policy
  let document: YAMLNode
  let file: String

  func validate() throws(PolicyError) {
    try checkPeople()
    try checkGroups()
    try checkTargets()
    try checkRules()
    try check(policy.governance, of: "governance", at: ["governance"])
    if let breakGlass = policy.breakGlass {
      try check(.approvals(breakGlass.quorum), of: "break_glass", at: ["break_glass"])
    }
  }

  private func fail(
    _ message: String,
    of text: String? = nil,
    at path: [YAMLNode.Step],
    fix: String? = nil
  ) -> PolicyError {
    PolicyError(file: file, at: document.position(of: text, below: path), message, fix: fix)
  }

  // MARK: people

  private func checkPeople() throws(PolicyError) {
    var emails: [[UInt8]: PersonID] = [:]
    var logins: [[UInt8]: PersonID] = [:]
    for person in policy.people.values.sorted(by: { $0.id < $1.id }) {
      for email in person.emails { try claim(email, "e-mail", person, among: &emails) }
      for login in person.logins { try claim(login, "login", person, among: &logins) }
      try checkOperator(of: person)
    }
    for (index, agent) in policy.agents.enumerated() {
      guard let id = agent.operatedBy, policy.people[id]?.kind != .human else { continue }
      throw fail(
        "the operator '\(id)' of an agent is no human in 'people'",
        of: id.rawValue,
        at: ["agents", .item(index)],
        fix: "name the person who answers for it"
      )
    }
  }

  private func claim(
    _ name: [UInt8],
    _ what: String,
    _ person: Person,
    among owners: inout [[UInt8]: PersonID]
  ) throws(PolicyError) {
    guard let other = owners.updateValue(person.id, forKey: name), other != person.id else {
      return
    }
    throw fail(
      "the \(what) '\(Escaped.text(name))' belongs to both '\(other)' and '\(person.id)'",
      of: String(decoding: name, as: UTF8.self),
      at: ["people", .key(person.id.rawValue)],
      fix: "give it to one of them"
    )
  }

  private func checkOperator(of person: Person) throws(PolicyError) {
    guard let id = person.operatedBy else { return }
    let path: [YAMLNode.Step] = ["people", .key(person.id.rawValue), "operator"]
    guard policy.people[id]?.kind == .human else {
      throw fail(
        "the operator '\(id)' of '\(person.id)' is no human in 'people'",
        at: path,
        fix: "name the person who answers for it"
      )
    }
    guard person.kind == .automation else {
      throw fail(
        "'\(person.id)' has an operator and is no automation",
        at: path,
        fix: "add 'kind: automation'"
      )
    }
  }

  private func checkGroups() throws(PolicyError) {
    for (group, members) in policy.groups.sorted(by: { $0.key < $1.key }) {
      for member in members where policy.people[member] == nil {
        throw fail(
          "'\(member)' of group '\(group)' is nobody in 'people'",
          of: member.rawValue,
          at: ["groups", .key(group.rawValue)],
          fix: "add '\(member)' to 'people'"
        )
      }
    }
  }

  // MARK: targets and rules

  private func checkTargets() throws(PolicyError) {
    for (index, target) in policy.targets.enumerated()
    where policy.targets[..<index].contains(where: { $0.pattern == target.pattern }) {
      throw fail(
        "there are two targets '\(target.pattern)'",
        at: ["targets", .item(index)],
        fix: "the second would never be used: remove it"
      )
    }
  }

  private func checkRules() throws(PolicyError) {
    var names: Set<RuleName> = []
    for (index, rule) in policy.rules.enumerated() {
      let path: [YAMLNode.Step] = ["rules", .item(index)]
      guard names.insert(rule.name).inserted else {
        throw fail(
          "there are two rules named '\(rule.name)'",
          of: rule.name.rawValue,
          at: path,
          fix: "rename one"
        )
      }
      try checkNames(of: rule, at: path)
      if case .require(let requirement) = rule.effect {
        try check(requirement, of: "rule '\(rule.name)'", at: path)
      }
      if let other = policy.rules.first(where: { $0.refusesAll(of: rule) }) {
        throw fail(
          "rule '\(rule.name)' can never have an effect: '\(other.name)' refuses all it is about",
          of: rule.name.rawValue,
          at: path,
          fix: "remove one, or give it a 'when'"
        )
      }
    }
  }

  private func checkNames(of rule: Rule, at path: [YAMLNode.Step]) throws(PolicyError) {
    let classes = Set(policy.classes.map(\.id)).union([.meta])
    for class_ in rule.classes where !classes.contains(class_) {
      throw fail(
        "rule '\(rule.name)' names class '\(class_)', which is none of \(Self.list(classes))",
        of: class_.rawValue,
        at: path + ["classes"]
      )
    }
    let environments = Set(
      policy.targets.compactMap(\.environment) + policy.environments.map(\.name)
    )
    for name in (rule.when.environment ?? []).sorted() where !environments.contains(name) {
      throw fail(
        "rule '\(rule.name)' is for environment '\(Escaped.text(name))', where nothing leads",
        of: name,
        at: path + ["when", "environment"],
        fix: "no target and no 'environments' has it"
      )
    }
    for name in (rule.when.data ?? []).sorted() where policy.data[name] == nil {
      throw fail(
        "rule '\(rule.name)' is for data '\(Escaped.text(name))', which 'data' does not define",
        of: name,
        at: path + ["when", "data"]
      )
    }
  }

  private func check(_ requirement: Requirement, of what: String, at path: [YAMLNode.Step])
    throws(PolicyError)
  {
    for group in requirement.leaves.flatMap(\.from) where policy.groups[group] == nil {
      throw fail(
        "\(what) names group '\(group)', which is not in 'groups'",
        of: group.rawValue,
        at: path
      )
    }
    guard requirement.alternatives.contains(where: policy.canMeet) else {
      throw fail(
        "\(what) asks for more people than its groups have",
        of: "approvals",
        at: path,
        fix: "lower the count or add people"
      )
    }
  }

  private static func list(_ names: some Sequence<ClassID>) -> String {
    names.sorted().map(\.description).joined(separator: ", ")
  }
}

extension Policy {
  /// Whether there are enough humans, each counted once.
  func canMeet(_ way: [Requirement.Leaf]) -> Bool {
    Assignment(
      way.map { leaf in
        let humans = members(of: leaf.from).filter { people[$0]?.kind == .human }
        return .init(count: leaf.count, candidates: humans.sorted())
      }
    ).isComplete
  }
}

extension Rule {
  /// Whether this rule refuses everything that the other could speak of.
  fileprivate func refusesAll(of other: Rule) -> Bool {
    guard case .refuse = effect else { return false }
    if case .refuse = other.effect { return false }
    return (when == When() || when == other.when) && Set(classes).isSuperset(of: other.classes)
  }
}
