import Syntax

/// `CREATE` and `ALTER` of functions, procedures, triggers and tasks.
enum RoutineStatement {
  private static let kinds: Set<String> = [
    "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "TASK", "ALERT", "RULE",
  ]

  static func meaning(of statement: SQLStatement) -> SQLMeaning {
    let tokens = statement.tokens
    if let word = SQLWords.access(in: withoutRights(tokens)) {
      return .opaque("a routine that runs '\(word)'")
    }
    if let owner = owner(of: tokens) { return .settings([owner]) }
    if let path = searchPath(of: tokens) { return .settings([path]) }
    return definer(of: tokens, kinds: kinds).map { .settings([$0]) } ?? .nothing
  }

  /// Without the clauses that say whose rights it has.
  private static func withoutRights(_ tokens: [SQLToken]) -> [SQLToken] {
    tokens.enumerated().filter { index, token in
      let next = index &+ 1 < tokens.count ? tokens[index &+ 1] : token
      let last = index > 0 ? tokens[index &- 1] : token
      if token.is("SECURITY"), next.is("DEFINER") || next.is("INVOKER") { return false }
      if token.is("EXECUTE"), next.is("AS") { return false }
      return !(token.is("OWNER") && (last.is("AS") || next.is("TO")))
    }.map(\.element)
  }

  private static func owner(of tokens: [SQLToken]) -> SQLSetting? {
    for (index, token) in tokens.enumerated().dropLast(2)
    where token.is("OWNER") && tokens[index &+ 1].is("TO") {
      var cursor = SQLCursor(tokens)
      cursor.index = index &+ 2
      guard let role = Grantees.takeOne(&cursor), let object = object(of: tokens, kinds: kinds)
      else {
        return nil
      }
      return SQLSetting(SQLFact(topic: .owner, object: object), .opens, value: role)
    }
    return nil
  }

  /// What the names in a routine stand for: `ALTER FUNCTION f() RESET search_path`.
  private static func searchPath(of tokens: [SQLToken]) -> SQLSetting? {
    guard tokens.first?.is("ALTER") == true, let object = object(of: tokens, kinds: kinds),
      let place = tokens.indices.dropFirst().first(where: {
        tokens[$0].is("SEARCH_PATH") || tokens[$0].is("ALL") && tokens[$0 - 1].is("RESET")
      })
    else { return nil }
    let fact = SQLFact(topic: .definer, what: "search_path", object: object)
    if tokens[place - 1].is("RESET") { return SQLSetting(fact, .opens) }
    let value = tokens[place...].map(\.canonical).joined(separator: " ")
    return SQLSetting(fact, .changes, value: value)
  }

  /// What is run with another's rights than the caller's.
  static func definer(of tokens: [SQLToken], kinds: Set<String>) -> SQLSetting? {
    let pairs = zip(tokens, tokens.dropFirst())
    let named = pairs.contains { $0.is("SECURITY") && $1.is("DEFINER") }
    let asOther =
      zip(tokens, tokens.dropFirst(2)).contains {
        $0.is("EXECUTE") && !$1.is("CALLER") && $1.kind != .symbol
      } && pairs.contains { $0.is("EXECUTE") && $1.is("AS") }
    let invokes = pairs.contains { $0.is("SECURITY") && $1.is("INVOKER") }
    let byUser = pairs.contains { $0.is("DEFINER") && $1.isSymbol("=") } && !invokes
    let alters = tokens.first?.is("ALTER") == true
    guard let object = object(of: tokens, kinds: kinds) else { return nil }
    let fact = SQLFact(topic: .definer, object: object)
    guard named || asOther || byUser else {
      return alters && invokes ? SQLSetting(fact, .closes) : nil
    }
    return SQLSetting(
      fact,
      .opens,
      value: alters ? "" : SQLStatement(tokens: tokens).canonical
    )
  }

  private static func object(of tokens: [SQLToken], kinds: Set<String>) -> SQLObject? {
    var cursor = SQLCursor(tokens)
    while let token = cursor.current, !kinds.contains(token.keyword) { cursor.advance() }
    let kind = cursor.keyword
    cursor.advance()
    _ = cursor.take("IF", "NOT", "EXISTS") || cursor.take("IF", "EXISTS")
    guard var parts = cursor.takeName()?.parts else { return nil }
    if kind == "FUNCTION" || kind == "PROCEDURE", let arguments = cursor.takeParenthesised() {
      parts[parts.count &- 1] += "(\(arguments.map(\.text.asciiSmall).joined(separator: " ")))"
    }
    return SQLObject(kind: kind == "PROC" ? "PROCEDURE" : kind, path: parts)
  }
}
