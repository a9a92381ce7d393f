import Syntax

/// The net effect of the statements of a script, in their order.
struct SQLLedger: Sendable {
  private(set) var settings: [SQLFact: SQLSetting] = [:]
  /// In the order of the script; some are gone from the settings.
  private(set) var order: [SQLFact] = []
  private(set) var opaque: [Opaque] = []
  /// Where there is more than is compared, and of what.
  private(set) var overflow: (line: Int, reason: String)?
  private var byWho: [String: Set<SQLFact>] = [:]
  private var grantedPaths: Set<[String]> = []
  private var work = 0
  /// The last statement that made something.
  private var lastCreation = 0

  struct Opaque: Sendable {
    let canonical: String
    let line: Int
    let reason: String
  }

  private static let maximum = 15_000
  /// Each is laid out anew to be compared.
  private static let opaqueMaximum = 1_000
  private static let longestCondition = 4_000

  init() {}

  /// `made` are the tables that the script finds as its own.
  init(_ script: SQLScript, made: Set<String> = []) {
    var context = SQLContext(made: made)
    let takenBack = SQLTransactions.takenBack(script.statements)
    for (number, statement) in script.statements.enumerated() {
      let (meaning, tokens) = context.meaning(of: statement, isTakenBack: takenBack[number])
      if tokens.first?.is("CREATE") == true { lastCreation = number }
      switch meaning {
      case .nothing: continue
      case .opaque(let reason):
        guard opaque.count < Self.opaqueMaximum else {
          let most = "more than \(Self.opaqueMaximum) statements that are not told"
          overflow = (statement.line, most)
          return
        }
        opaque.append(
          Opaque(canonical: statement.canonical, line: statement.line, reason: reason)
        )
      case .settings(let settings):
        for var setting in settings {
          setting.line = tokens.first?.position.line ?? statement.line
          setting.number = number
          setting.condition = context.condition
          if tokens.contains(where: \.isConditional) { setting.condition += " on some servers" }
          setting.fact.place = context.place(of: setting.fact.object)
          apply(setting)
        }
      }
      guard overflow == nil else { return }
    }
  }

  private mutating func apply(_ setting: SQLSetting) {
    guard settings.count < Self.maximum, work < Self.maximum * 4 else {
      overflow = (setting.line, "more than \(Self.maximum) grants")
      return
    }
    let fact = setting.fact
    if setting.effect == .closes, !setting.isConditional, !leavesMade(fact), cancel(fact) { return }
    if let known = settings[fact], isKept(known, beside: setting) {
      return note(setting, beside: known)
    }
    if setting.effect == .opens, !setting.isConditional { removeCovered(by: fact, effect: .closes) }
    if setting.effect == .opens, fact.topic == .grant {
      grantedPaths.insert([fact.place] + fact.object.path)
    }
    if settings.updateValue(setting, forKey: fact) == nil { order.append(fact) }
    byWho[fact.who, default: []].insert(fact)
  }

  /// What was made while default privileges were granted keeps them when these are revoked.
  private func leavesMade(_ fact: SQLFact) -> Bool {
    guard fact.object.isFuture else { return false }
    return (byWho[fact.who] ?? []).contains {
      $0.object.isFuture && (settings[$0]?.number ?? lastCreation) < lastCreation
    }
  }

  /// What holds in every case outlasts what holds in some; so does a grant that may be taken back.
  private func isKept(_ known: SQLSetting, beside new: SQLSetting) -> Bool {
    guard new.isConditional || new.fact.object.isFuture && new.effect == .closes else {
      return false
    }
    return known.effect == .opens && new.effect == .closes
      || known.effect == new.effect && known.value == new.value
  }

  /// In which cases it is otherwise must be the same for nothing to have changed.
  private mutating func note(_ setting: SQLSetting, beside known: SQLSetting) {
    let isSame = setting.effect == known.effect
    guard !isSame || known.isConditional, known.note.utf8.count < Self.longestCondition else {
      return
    }
    settings[setting.fact]?.note += "\(isSame ? "" : "not ")\(setting.condition);"
  }

  /// Takes back what the script itself gave; whether there was something.
  private mutating func cancel(_ fact: SQLFact) -> Bool {
    if fact.topic == .attribute, fact.what == "LOGIN", fact.object.kind == "DROPPED" {
      return forget(fact)
    }
    let exact = settings[fact]?.effect == .opens
    if exact { remove(fact) }
    removeCovered(by: fact, effect: .opens)
    if !fact.option, settings[fact.withOption]?.effect == .opens { remove(fact.withOption) }
    if !fact.option { removeCovered(by: fact.withOption, effect: .opens) }
    return exact
  }

  private mutating func removeCovered(by fact: SQLFact, effect: SQLSetting.Effect) {
    guard fact.isWide else { return }
    for other in byWho[fact.who] ?? [] where other != fact {
      work &+= 1
      if fact.covers(other), settings[other]?.effect == effect { remove(other) }
    }
  }

  private mutating func forget(_ role: SQLFact) -> Bool {
    let facts = (byWho[role.who] ?? []).filter { $0.place == role.place }
    let created = facts.contains {
      $0.topic == .attribute && $0.what == "LOGIN" && settings[$0]?.effect == .opens
    }
    facts.forEach { remove($0) }
    return created
  }

  private mutating func remove(_ fact: SQLFact) {
    settings[fact] = nil
    byWho[fact.who]?.remove(fact)
  }

  /// The settings in the order of the script.
  var inOrder: [SQLSetting] {
    var seen: Set<SQLFact> = []
    return order.compactMap { seen.insert($0).inserted ? settings[$0] : nil }
  }

  /// Whether it grants anything on an object.
  func grants(_ path: [String], _ place: String) -> Bool {
    grantedPaths.contains([place] + path)
  }

  /// Whether something else in it gives the same and more.
  func covers(_ fact: SQLFact) -> Bool {
    if settings[fact]?.effect == .opens { return true }
    return (byWho[fact.who] ?? []).lazy.filter(\.isWide).prefix(200).contains {
      settings[$0]?.effect == .opens && $0.covers(fact)
    }
  }
}
