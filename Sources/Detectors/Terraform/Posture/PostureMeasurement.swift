import Detection
import HCL

/// What measuring two values gives.
enum PostureOutcome {
  case same
  case direction(Direction)
  /// One of the two is not known.
  case unknown
}

extension Posture {
  func compare(_ old: Value?, _ new: Value?) -> PostureOutcome {
    switch measure {
    case .flag(let riskyWhen, let absent):
      func risk(_ value: Value?) -> Double? {
        guard let value else { return absent.map { $0 == riskyWhen ? 1 : 0 } ?? 0.5 }
        return Self.flag(value).map { $0 == riskyWhen ? 1 : 0 }
      }
      return Self.order(risk(old), risk(new)) { $0 }
    case .ranks(let ranks, let absent):
      return Self.order(Self.rank(old, ranks, absent), Self.rank(new, ranks, absent)) { Double($0) }
    case .number(let higherIsSafer, let absent, let zeroIsMost):
      let sign: Double = higherIsSafer ? -1 : 1
      return Self.order(Self.number(old, absent, zeroIsMost), Self.number(new, absent, zeroIsMost))
      {
        $0 * sign
      }
    case .version(let absent):
      let outcome = Self.order(
        ProtocolVersion.rank(old, absent),
        ProtocolVersion.rank(new, absent)
      ) { -$0 }
      // What a service of Azure takes by itself may also be older than what was said.
      if absent == ProtocolVersion.azure, new == nil, case .direction(.narrowed) = outcome {
        return .direction(.incomparable)
      }
      return outcome
    case .presence(let isSafer):
      let (was, isNow) = (Self.isPresent(old), Self.isPresent(new))
      if was == isNow {
        // Of blocks that are on both sides their own arguments tell.
        guard was, old?.pieces != nil, new?.pieces != nil else { return .same }
        return Self.keys(old, new, isSafer: isSafer)
      }
      return .direction(isNow == isSafer ? .narrowed : .widened)
    case .addresses(let absentIsWorld): return Self.addresses(old, new, absentIsWorld)
    case .span(let isSafer):
      let outcome = Self.addresses(old, new, false)
      guard isSafer, case .direction(let direction) = outcome else { return outcome }
      return .direction(direction.reversed)
    case .items(let isSafer, let absentIsAll):
      return Self.items(old, new, isSafer: isSafer, absentIsAll: absentIsAll)
    case .deeds(let isSafer, let isPrefix):
      return Self.deeds(old, new, isSafer: isSafer, isPrefix: isPrefix)
    case .groups(let hasStandard): return Self.groups(old, new, hasStandard)
    case .scopes(let absent): return Self.scopes(old, new, absent)
    case .subnets: return .direction(SubnetWords.direction(old, new))
    case .pattern: return Self.patterns(old, new)
    case .target: return Self.names(old) == Self.names(new) ? .same : .direction(.incomparable)
    }
  }

  /// `nil` where it is not known.
  private static func flag(_ value: Value) -> Bool? {
    value.bool ?? (value.literal ?? value.opaque).flatMap(Switch.isOn)
  }

  private static func rank(_ value: Value?, _ ranks: [String: Int], _ absent: Int) -> Int? {
    guard let value else { return absent }
    // Of several the riskiest counts.
    if let items = value.list {
      let each = items.map { rank($0, ranks, absent) }
      return each.contains(nil) ? nil : each.compactMap(\.self).max() ?? absent
    }
    guard let text = value.literal?.lowercased() else {
      return isMadeHere(value) ? ranks["*"] : nil
    }
    // Users by number: only root counts.
    return ranks[text] ?? ranks["*"] ?? (Int(text) != nil ? 0 : nil)
  }

  /// What a resource beside it gives is none of the names that a provider has for its own.
  private static func isMadeHere(_ value: Value) -> Bool {
    guard let root = value.opaque?.prefix(while: { $0 != "." }), root.contains("_") else {
      return false
    }
    return root.utf8.allSatisfy {
      $0 == 0x5F || (0x61...0x7A).contains($0) || $0 < 0x3A && $0 >= 0x30
    }
  }

  private static func number(_ value: Value?, _ absent: Double, _ zeroIsMost: Bool) -> Double? {
    guard let value else { return zeroIsMost ? .greatestFiniteMagnitude : absent }
    // Google writes spans of time in seconds: `7776000s`.
    guard let text = value.literal,
      let number = Double(text.hasSuffix("s") ? String(text.dropLast()) : text)
    else { return nil }
    return zeroIsMost && number == 0 ? .greatestFiniteMagnitude : number
  }

  private static func order<T: Equatable>(
    _ old: T?,
    _ new: T?,
    _ risk: (T) -> Double
  ) -> PostureOutcome {
    guard let old, let new else { return .unknown }
    let (before, after) = (risk(old), risk(new))
    return before == after ? .same : .direction(after > before ? .widened : .narrowed)
  }

  private static func isPresent(_ value: Value?) -> Bool {
    guard let value else { return false }
    if value.list?.isEmpty == true || isSwitchedOff(value) { return false }
    guard let text = value.literal else { return true }
    return !text.utf8.allSatisfy { $0 == 0x20 } && text.lowercased() != "none" && text != "false"
  }

  /// Blocks that say of themselves that they do not count.
  private static func isSwitchedOff(_ value: Value) -> Bool {
    let blocks = value.asList
    return !blocks.isEmpty
      && blocks.allSatisfy { block in
        ProtectiveTypes.switches.contains { block[$0]?.bool == false }
      }
  }

  /// AWS keeps keys of its own, whose policies nobody can write; others' keys cannot be told apart.
  private static func keys(_ old: Value?, _ new: Value?, isSafer: Bool) -> PostureOutcome {
    let (was, isNow) = (old?.isCloudsOwnKey ?? false, new?.isCloudsOwnKey ?? false)
    if was == isNow { return .direction(.incomparable) }
    return .direction(isNow == isSafer ? .widened : .narrowed)
  }

  private static func addresses(
    _ old: Value?,
    _ new: Value?,
    _ absentIsWorld: Bool
  ) -> PostureOutcome {
    func set(_ value: Value?) -> AddressSet {
      let texts = (value?.asList ?? []).flatMap { item -> [Value] in
        guard let fields = item.fields else { return [item] }
        return fields.filter { $0.name.contains("cidr") || $0.name.contains("ip") }.map(\.value)
      }
      return AddressReader.addresses(texts.map { ("", $0) }, isOpenWithout: absentIsWorld)
    }
    let (before, after) = (set(old), set(new))
    let (gained, lost) = (after.subtracting(before), before.subtracting(after))
    switch (gained.isEmpty, lost.isEmpty) {
    case (true, true): return .same
    case (false, true): return .direction(.widened)
    case (true, false): return .direction(.narrowed)
    case (false, false): return .direction(.incomparable)
    }
  }

  private static func items(
    _ old: Value?,
    _ new: Value?,
    isSafer: Bool,
    absentIsAll: Bool
  ) -> PostureOutcome {
    func set(_ value: Value?) -> NameSet {
      if value == nil, absentIsAll { return .all }
      let names = (value?.asList ?? []).map { $0.rendered.uppercased() }
      // The root of Azure's scopes has all others below it.
      let isAll = names.contains { ["ALL", "*", "/"].contains($0) }
      return isAll ? .all : NameSet(names.filter { $0 != "NONE" && !$0.isEmpty })
    }
    let (before, after) = (set(old), set(new))
    switch (after.subtracting(before).isEmpty, before.subtracting(after).isEmpty) {
    case (true, true): return .same
    case (false, true): return .direction(isSafer ? .narrowed : .widened)
    case (true, false): return .direction(isSafer ? .widened : .narrowed)
    case (false, false): return .direction(.incomparable)
    }
  }

  /// A pattern that is not given takes anything.
  private static func patterns(_ old: Value?, _ new: Value?) -> PostureOutcome {
    guard isPresent(old) else { return isPresent(new) ? .direction(.narrowed) : .same }
    guard isPresent(new), let old, let new else { return .direction(.widened) }
    let (a, b) = (Array(old.rendered.utf8), Array(new.rendered.utf8))
    let (widens, narrows) = (Wildcard.matches(a, pattern: b), Wildcard.matches(b, pattern: a))
    if widens == narrows { return widens ? .same : .direction(.incomparable) }
    return .direction(widens ? .widened : .narrowed)
  }

  /// A resource is the same by whichever of its attributes it is named.
  private static func names(_ value: Value?) -> Set<String> {
    Set(
      (value?.asList ?? []).map { item in
        guard isMadeHere(item), let parts = item.opaque?.split(separator: "."), parts.count == 3
        else { return item.rendered }
        return parts.dropLast().joined(separator: ".")
      }
    )
  }

  private static func groups(_ old: Value?, _ new: Value?, _ hasStandard: Bool) -> PostureOutcome {
    let before = Set((old?.asList ?? []).map(\.rendered).filter { !$0.isEmpty })
    let after = Set((new?.asList ?? []).map(\.rendered).filter { !$0.isEmpty })
    if before == after { return .same }
    if hasStandard, before.isEmpty || after.isEmpty { return .direction(.incomparable) }
    if before.isEmpty { return .direction(.narrowed) }
    if after.isEmpty { return .direction(.widened) }
    if after.isSuperset(of: before) { return .direction(.widened) }
    return .direction(before.isSuperset(of: after) ? .narrowed : .incomparable)
  }
}

/// Patterns in which `*` stands for any text.
enum Wildcard {
  static func matches(_ text: [UInt8], pattern: [UInt8]) -> Bool {
    var (place, at) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while at < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, at)
        place += 1
      } else if place < pattern.count, pattern[place] == text[at] {
        place += 1
        at += 1
      } else if let last = star {
        place = last.pattern + 1
        at = last.text + 1
        star = (last.pattern, at)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

/// Orders names of protocol versions, such as `TLS1_2` or `Policy-Min-TLS-1-0-2019-07`.
enum ProtocolVersion {
  static let oldest = 1_000_000.0
  /// What Azure's services take by themselves is 1.2, and was less with older ones.
  static let azure = 1_150_000.0

  static func rank(_ value: Value?, _ absent: Double) -> Double? {
    guard let value else { return absent }
    guard let text = value.literal else { return nil }
    let numbers = text.split { !$0.isNumber }.compactMap { Double($0) }
    let isOld =
      text.lowercased().contains("ssl") && !text.lowercased().contains("tls")
      && !text.contains("Policy")
    var version = isOld ? 0.0 : 1.0
    for (index, number) in numbers.enumerated() {
      // `1.2`, `1-2`, `12` and `13` behind TLS.
      if number == 1, index + 1 < numbers.count, numbers[index + 1] <= 3 {
        version = max(version, 1 + numbers[index + 1] / 10)
      } else if (10...13).contains(number), version <= 1,
        !numbers.contains(where: { $0 > 1999 }) || text.contains("TLS1")
      {
        version = max(version, number / 10)
      }
    }
    var date = 0.0
    if let year = numbers.firstIndex(where: { (2000...2100).contains($0) }) {
      date = numbers[year] * 12 + (year + 1 < numbers.count ? min(numbers[year + 1], 12) : 0)
    }
    return version * 1_000_000 + date
  }
}
