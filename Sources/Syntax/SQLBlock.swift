/// Follows a statement into the body of a routine, where `;` does not end it.
struct SQLBlock {
  private(set) var isRoutine = false
  private var depth = 0
  private var last = ""

  private static let routines: Set<String> = [
    "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "TASK", "ALERT", "RULE",
  ]

  /// `head` ends with the token.
  mutating func take(_ token: SQLToken, head: [SQLToken]) {
    guard token.kind == .word else {
      last = ""
      return
    }
    let word = token.keyword
    if !isRoutine, head.count <= 16, Self.routines.contains(word), let first = head.first,
      first.is("CREATE") || first.is("ALTER")
    {
      isRoutine = !head.dropLast().contains { $0.isSymbol("(") || $0.is("ON") || $0.is("TABLE") }
    }
    guard isRoutine else { return }
    switch word {
    case "BEGIN": depth &+= 1
    case "CASE" where last != "END": depth &+= 1
    case "END": depth = max(0, depth &- 1)
    case "IF" where last == "END", "LOOP" where last == "END", "WHILE" where last == "END",
      "REPEAT" where last == "END", "FOR" where last == "END":
      depth &+= 1
    case "TRAN" where last == "BEGIN", "TRANSACTION" where last == "BEGIN":
      depth = max(0, depth &- 1)
    default: break
    }
    last = word
  }

  /// Whether a `;` here ends the statement.
  func ends(byDelimiter: Bool) -> Bool { !isRoutine || (depth == 0 && !byDelimiter) }
}
