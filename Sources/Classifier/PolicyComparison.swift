internal import Detection
internal import GitObjects
internal import Policy

/// What an edit of the gate's own policy means for those it gates.
///
/// Every setting is compared, so an edit without an observation changes nothing but how the file is written. The
/// words only explain: whatever they say, the edit is under `governance`.
struct PolicyComparison {
  private let old: Policy
  private let new: Policy
  private(set) var observations: [Observation] = []

  init(from old: Policy, to new: Policy) {
    self.old = old
    self.new = new
    compareIdentity()
    compareRequirements()
    comparePeople()
    compareReach()
    compareSettings()
  }

  private mutating func say(_ words: String, _ direction: Direction, _ text: String) {
    let severity: Severity = direction == .narrowed ? .low : .critical
    observations.append(Observation(named: "policy.\(words)", direction, severity, summary: text))
  }

  /// What is in one list and not in the other, said as it was added or removed.
  private mutating func compare<Element: Hashable>(
    _ words: String,
    _ before: [Element],
    _ after: [Element],
    adding direction: Direction,
    in place: String? = nil,
    _ text: (Element) -> String
  ) {
    for element in after where !before.contains(element) {
      say(words, direction, "adds \(text(element))" + (place.map { " to \($0)" } ?? ""))
    }
    for element in before where !after.contains(element) {
      let from = place.map { " from \($0)" } ?? ""
      say(words, direction.reversed, "removes \(text(element))" + from)
    }
  }

  private mutating func compareIdentity() {
    if old.repository != new.repository {
      say(
        "repository",
        .incomparable,
        "renames the repository '\(old.repository)' to '\(new.repository)'"
      )
    }
    compare("server-key", old.serverKeys, new.serverKeys, adding: .widened) {
      "the server key '\($0.name)'"
    }
    if old.keyFiles != new.keyFiles {
      say("key-files", .incomparable, "reads keys from other files")
    }
  }

  private mutating func compareRequirements() {
    compare("governance", "governance", old.governance, new.governance)
    for rule in old.rules {
      guard let other = new.rules.first(where: { $0.name == rule.name }) else {
        say("rule", rule.isGrant ? .narrowed : .widened, "removes the rule '\(rule.name)'")
        continue
      }
      compare(rule, other)
    }
    for rule in new.rules where !old.rules.contains(where: { $0.name == rule.name }) {
      say("rule", rule.isGrant ? .widened : .narrowed, "adds the rule '\(rule.name)'")
    }
  }

  private mutating func compare(_ rule: Rule, _ other: Rule) {
    let name = "the rule '\(rule.name)'"
    compare(
      "rule",
      rule.classes,
      other.classes,
      adding: rule.isGrant ? .widened : .narrowed,
      in: name
    ) {
      "the class '\($0)'"
    }
    if rule.when != other.when { say("rule", .incomparable, "changes when \(name) applies") }
    switch (rule.effect, other.effect) {
    case (.require(let a), .require(let b)): compare("rule", name, a, b)
    case (.refuse, .refuse), (.allow, .allow): break
    case (.refuse, _), (_, .allow): say("rule", .widened, "weakens what \(name) does")
    case (_, .refuse), (.allow, _): say("rule", .narrowed, "tightens what \(name) does")
    }
  }

  private mutating func compare(_ words: String, _ name: String, _ a: Requirement, _ b: Requirement)
  {
    guard a != b else { return }
    guard case .approvals(let before) = a, case .approvals(let after) = b else {
      return say(words, .incomparable, "changes what \(name) requires")
    }
    if before.count != after.count {
      let isLowered = after.count < before.count
      say(
        words,
        isLowered ? .widened : .narrowed,
        "\(isLowered ? "lowers" : "raises") \(name) from \(before.count) to \(after.count) approvals"
      )
    }
    compare(words, before.from, after.from, adding: .widened, in: name) {
      "the group '\($0)'"
    }
    if before.presence != after.presence {
      say(
        words,
        after.presence < before.presence ? .widened : .narrowed,
        "asks \(name) for presence '\(after.presence)' in place of '\(before.presence)'"
      )
    }
  }

  private mutating func comparePeople() {
    for group in Set(old.groups.keys).union(new.groups.keys).sorted(by: {
      $0.rawValue < $1.rawValue
    }) {
      compare(
        "group",
        old.groups[group] ?? [],
        new.groups[group] ?? [],
        adding: .widened,
        in: "the group '\(group)'"
      ) {
        "'\($0)'"
      }
    }
    let ids = Set(old.people.keys).union(new.people.keys).sorted { $0.rawValue < $1.rawValue }
    for id in ids { compare(id, old.people[id], new.people[id]) }
    compare(
      "contributors",
      old.contributors,
      new.contributors,
      adding: .widened,
      in: "those who may write sensitive changes"
    ) {
      "'\($0)'"
    }
    compare("agents", old.agents, new.agents, adding: .narrowed) { agent in
      switch agent.place {
      case .trailer(let pattern), .author(let pattern): "the agents' pattern '\(pattern)'"
      }
    }
    if old.authorship != new.authorship {
      let isWeaker = new.authorship == .claimed
      say("authorship", isWeaker ? .widened : .narrowed, "makes authorship '\(new.authorship)'")
    }
  }

  private mutating func compare(_ id: PersonID, _ before: Person?, _ after: Person?) {
    guard let before else { return say("person", .widened, "adds the person '\(id)'") }
    guard let after else { return say("person", .narrowed, "removes the person '\(id)'") }
    compare("person", before.emails, after.emails, adding: .widened) {
      "the e-mail '\(String(decoding: $0, as: UTF8.self))' of '\(id)'"
    }
    compare("person", before.logins, after.logins, adding: .widened) {
      "the login '\(String(decoding: $0, as: UTF8.self))' of '\(id)'"
    }
    compare("person", before.openPGP, after.openPGP, adding: .widened) {
      "the OpenPGP key '\($0)' of '\(id)'"
    }
    if before.kind != after.kind || before.operatedBy != after.operatedBy {
      say("person", .incomparable, "changes what '\(id)' is, or who operates it")
    }
  }

  private mutating func compareReach() {
    for class_ in old.classes {
      guard let other = new.classes.first(where: { $0.id == class_.id }) else { continue }
      let name = "class '\(class_.id)'"
      compare("class", class_.paths, other.paths, adding: .narrowed, in: name) {
        "the path '\($0)'"
      }
      compare("class", class_.ignore, other.ignore, adding: .widened, in: "what \(name) ignores") {
        "the path '\($0)'"
      }
      compare("class", class_.detect, other.detect, adding: .narrowed, in: name) {
        "the detectors '\($0.rawValue)'"
      }
      compare("class", class_.content, other.content, adding: .narrowed, in: name) {
        "the content '\($0)'"
      }
    }
    compare("class", old.classes.map(\.id), new.classes.map(\.id), adding: .narrowed) {
      "the class '\($0)'"
    }
    guard old.targets != new.targets else { return }
    compare("target", old.targets.map(\.pattern), new.targets.map(\.pattern), adding: .narrowed) {
      "the target '\($0)'"
    }
    say("target", .incomparable, "changes the targets, their order, or what they honour")
  }

  private mutating func compareSettings() {
    if old.approvals != new.approvals {
      let isWeaker =
        new.approvals.validFor >= old.approvals.validFor
        && (!new.approvals.singleUse || old.approvals.singleUse)
        && (new.approvals.binding == .files || old.approvals.binding == .tree)
      say(
        "approvals",
        isWeaker ? .widened : .incomparable,
        "changes how long or how often an approval counts"
      )
    }
    switch (old.breakGlass, new.breakGlass) {
    case (nil, nil): break
    case (nil, _?): say("break-glass", .widened, "lets a quorum break the glass")
    case (_?, nil): say("break-glass", .narrowed, "lets nobody break the glass any more")
    case (let a?, let b?):
      if a != b {
        say("break-glass", .incomparable, "changes who may break the glass, or for how long")
      }
    }
    if old.environments != new.environments {
      say("environments", .incomparable, "changes which changes touch which environment")
    }
    if old.data != new.data || old.owned != new.owned {
      say("names", .incomparable, "changes the names of data, or what is the organisation's own")
    }
  }
}

extension Rule {
  fileprivate var isGrant: Bool {
    if case .allow = effect { true } else { false }
  }
}

extension PolicyComparison {
  /// What an edit of the policy, or of a key file that it names, means; `nil` where that cannot be told.
  static func observations(of pair: FilePair, by detectors: [any Detector]) -> [Observation]? {
    let old = pair.old.flatMap(Policy.init(reading:))
    let new = pair.new.flatMap(Policy.init(reading:))
    if let old, let new { return PolicyComparison(from: old, to: new).observations }
    // A policy that goes takes more with it than the people whom a detector would see leave.
    guard old == nil, new == nil else { return nil }
    for detector in detectors {
      if case .understood(let observations) = detector.read(pair), !observations.isEmpty {
        return observations
      }
    }
    return nil
  }
}
