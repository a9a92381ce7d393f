import Detection
import Syntax

/// What a view shows, and with whose rights.
///
/// Views are edited every day. It is about access where the script grants the view, or where the view asks
/// who reads it.
enum SQLView {
  static func settings(of tokens: [SQLToken]) -> [SQLSetting] {
    var cursor = SQLCursor(tokens)
    while let token = cursor.current, token.kind == .word, !token.is("VIEW"), cursor.index < 12 {
      cursor.advance()
    }
    guard cursor.take("VIEW") else { return [] }
    _ = cursor.take("IF", "NOT", "EXISTS")
    guard let name = cursor.takeName() else { return [] }
    let head = cursor.index
    _ = cursor.skip(to: ["AS"])
    let options = Array(tokens[head..<cursor.index])
    let query = SQLQuery(Array(tokens.dropFirst(cursor.index)))
    let value = [query.columns, query.filters, query.tables].map { $0.joined(separator: "\u{1}") }
    let object = SQLObject(kind: "VIEW", path: name.parts)
    var settings = [
      SQLSetting(
        SQLFact(topic: .view, object: object),
        .changes,
        value: value.joined(separator: "\u{0}")
      )
    ]
    settings += option(in: options, object).filter { $0.effect == .closes }
    return settings
  }

  /// `SET (security_invoker = …)` and `RESET (security_barrier)`, and the same behind `WITH`.
  static func option(in tokens: [SQLToken], _ object: SQLObject) -> [SQLSetting] {
    tokens.indices.compactMap { index in
      let name = tokens[index].text.asciiSmall
      guard name == "security_invoker" || name == "security_barrier" else { return nil }
      let resets = tokens[..<index].contains { $0.is("RESET") }
      let hasValue = index + 2 < tokens.count && tokens[index + 1].isSymbol("=")
      let value = hasValue ? tokens[index + 2].text.asciiSmall : "true"
      let isOn = !resets && ["true", "on", "1", "yes"].contains(value)
      var fact = SQLFact(topic: .definer, object: object)
      if name == "security_barrier" { fact.what = name }
      return SQLSetting(fact, isOn ? .closes : .opens)
    }
  }

  /// Whether what a view shows says who may see what.
  static func isAccess(_ old: SQLSetting, _ new: SQLSetting, _ ledgers: [SQLLedger]) -> Bool {
    if [old, new].contains(where: { asksWho($0.value) }) { return true }
    return ledgers.contains { $0.grants(new.fact.object.path, new.fact.place) }
  }

  private static func asksWho(_ value: String) -> Bool {
    value.asciiCapitals.has(anyOf: [
      "CURRENT_USER", "SESSION_USER", "CURRENT_ROLE", "CURRENT_SETTING", "SESSION_CONTEXT",
      "SUSER_", "IS_MEMBER", "IS_ROLE_IN_SESSION", "CURRENT_ACCOUNT", "PG_HAS_ROLE", "SYS_CONTEXT",
      "AUTH . UID", "USER_NAME (",
    ])
  }

  static func direction(from old: String, to new: String) -> Direction {
    let (before, after) = (parts(old), parts(new))
    guard before.count == 3, after.count == 3 else { return .incomparable }
    let all = (before[0].isEmpty, after[0].isEmpty)
    let shows = all.1 ? !all.0 : !all.0 && !after[0].isSubset(of: before[0])
    let hides = all.0 ? !all.1 : !all.1 && !before[0].isSubset(of: after[0])
    let widens = shows || !before[1].isSubset(of: after[1])
    let narrows = hides || !after[1].isSubset(of: before[1])
    guard widens != narrows, before[2] == after[2] else { return .incomparable }
    return widens ? .widened : .narrowed
  }

  private static func parts(_ value: String) -> [Set<String>] {
    value.utf8.split(separator: 0, omittingEmptySubsequences: false).map { part in
      Set(part.split(separator: 1).map { String(decoding: Array($0), as: UTF8.self) })
    }
  }
}
