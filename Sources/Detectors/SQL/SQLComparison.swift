import Detection

/// What the net effects of two versions of a script differ in.
struct SQLComparison {
  private let old: SQLLedger
  private let new: SQLLedger
  private var groups: [Group: [SQLFact]] = [:]
  private var order: [Group] = []

  /// What one sentence is about.
  struct Group: Hashable {
    let topic: SQLFact.Topic
    let direction: Direction
    let change: Change
    let line: Int?
    let oldLine: Int?
    let option: Bool
  }

  enum Change: Hashable {
    /// The new script gives what the old one did not.
    case gives
    /// The new script does not give what the old one did.
    case givesNoMore
    case takes
    case takesNoMore
    case replaces
  }

  init(old: SQLLedger, new: SQLLedger) {
    self.old = old
    self.new = new
    for setting in new.inOrder { compare(setting) }
    for setting in old.inOrder where new.settings[setting.fact] == nil { miss(setting) }
  }

  private mutating func compare(_ setting: SQLSetting) {
    let fact = setting.fact
    guard let before = old.settings[fact] else {
      guard fact.topic != .view else { return }
      switch setting.effect {
      case .opens:
        guard !old.covers(fact), !isPartOfProtection(setting, in: new, beside: old) else { return }
        add(fact, .widened, .gives, new: setting)
      case .closes: add(fact, .narrowed, .takes, new: setting)
      case .changes: add(fact, .incomparable, .replaces, new: setting)
      }
      return
    }
    if fact.topic == .view, !SQLView.isAccess(before, setting, [old, new]) { return }
    switch (before.effect, setting.effect) {
    case (.opens, .closes), (.changes, .closes):
      add(fact, .narrowed, .takes, new: setting, old: before)
    case (.closes, .opens), (.changes, .opens):
      add(fact, .widened, .gives, new: setting, old: before)
    case (_, .changes) where before.effect != .changes:
      let direction: Direction = before.effect == .opens ? .narrowed : .widened
      add(fact, direction, .replaces, new: setting, old: before)
    default:
      let cases = (before.condition == setting.condition, before.note == setting.note)
      if before.value != setting.value {
        add(fact, valueDirection(before, setting), .replaces, new: setting, old: before)
      } else if cases != (true, true) {
        add(fact, .incomparable, .replaces, new: setting, old: before)
      }
    }
  }

  private mutating func miss(_ setting: SQLSetting) {
    let fact = setting.fact
    guard fact.topic != .view else { return }
    switch setting.effect {
    case .opens:
      guard !new.covers(fact), !isPartOfProtection(setting, in: old, beside: new) else { return }
      add(fact, .narrowed, .givesNoMore, old: setting)
    case .closes: add(fact, .widened, .takesNoMore, old: setting)
    case .changes: add(fact, .incomparable, .replaces, old: setting)
    }
  }

  /// A policy of rows that comes together with row security is no more than an exception to it.
  private func isPartOfProtection(
    _ setting: SQLSetting,
    in ledger: SQLLedger,
    beside other: SQLLedger
  ) -> Bool {
    guard setting.fact.topic == .policy, setting.value != "DROP", !setting.seesAll else {
      return false
    }
    var protection = SQLFact(topic: .rowSecurity, object: setting.fact.object)
    protection.place = setting.fact.place
    return ledger.settings[protection]?.effect == .closes && other.settings[protection] == nil
  }

  private func valueDirection(_ old: SQLSetting, _ new: SQLSetting) -> Direction {
    switch new.fact.topic {
    case .member where old.value.isEmpty != new.value.isEmpty:
      return new.value.isEmpty ? .widened : .narrowed
    case .view: return SQLView.direction(from: old.value, to: new.value)
    case .policy where old.seesAll != new.seesAll: return new.seesAll ? .widened : .narrowed
    default: return .incomparable
    }
  }

  private mutating func add(
    _ fact: SQLFact,
    _ direction: Direction,
    _ change: Change,
    new: SQLSetting? = nil,
    old: SQLSetting? = nil
  ) {
    let group = Group(
      topic: fact.topic,
      direction: direction,
      change: change,
      line: new?.line,
      oldLine: old?.line,
      option: fact.option
    )
    if groups[group] == nil { order.append(group) }
    groups[group, default: []].append(fact)
  }

  /// In the order of the new script, then of the old one.
  var observations: [Observation] {
    order.flatMap { group in
      Self.products(groups[group] ?? []).map { SQLSentence(group: group, facts: $0).observation }
    }
  }

  /// Parted where a sentence of three lists would say more than is so.
  private static func products(_ facts: [SQLFact]) -> [[SQLFact]] {
    if isProduct(facts) { return [facts] }
    return parts(facts, by: \.who).flatMap { byWho in
      isProduct(byWho) ? [byWho] : parts(byWho, by: \.object)
    }
  }

  private static func isProduct(_ facts: [SQLFact]) -> Bool {
    let whos = Set(facts.map(\.who)).count
    return whos &* Set(facts.map(\.what)).count &* Set(facts.map(\.object)).count == facts.count
  }

  private static func parts<Key: Hashable>(
    _ facts: [SQLFact],
    by key: (SQLFact) -> Key
  ) -> [[SQLFact]] {
    var keys: [Key] = []
    var parts: [Key: [SQLFact]] = [:]
    for fact in facts {
      if parts[key(fact)] == nil { keys.append(key(fact)) }
      parts[key(fact), default: []].append(fact)
    }
    return keys.compactMap { parts[$0] }
  }
}

extension SQLSetting {
  /// A policy that lets everybody see every row.
  fileprivate var seesAll: Bool {
    guard fact.topic == .policy, effect == .opens, value != "DROP" else { return false }
    return !value.contains("USING") || value.hasSuffix("USING ( TRUE )")
      || value.contains("USING ( TRUE ) ") || value.hasPrefix("USING 1 ")
  }
}
