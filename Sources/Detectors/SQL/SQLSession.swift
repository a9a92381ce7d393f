import Syntax

/// Where, as whom and in which cases the statements of a script run.
///
/// A `REVOKE` in another database, or behind `\if false`, does not take back the `GRANT` before it.
struct SQLSession {
  private var connection = ""
  private var searchPath = ""
  private var role = ""
  private var branches: [String] = []
  private var isOver = false

  /// In which cases; empty for every one.
  var condition: String {
    (branches + (isOver ? ["after the end"] : [])).joined(separator: ", ")
  }

  /// What tells a thing apart from others of its name.
  func place(of object: SQLObject) -> String {
    let path = object.path.count == 1 ? searchPath : ""
    return [connection, role, path].allSatisfy(\.isEmpty)
      ? "" : [connection, role, path].joined(separator: "\u{0}")
  }

  mutating func read(_ tokens: [SQLToken]) {
    guard let first = tokens.first else { return }
    if first.kind == .meta { return readMeta(first.text) }
    var cursor = SQLCursor(tokens)
    cursor.advance()
    switch first.keyword {
    case "SET": set(&cursor)
    case "RESET":
      if cursor.take("ROLE") || cursor.take("SESSION", "AUTHORIZATION") { role = "" }
      if cursor.take("SEARCH_PATH") || cursor.take("ALL") { searchPath = "" }
    case "SELECT":
      if cursor.takeName()?.last == "set_config", let call = cursor.takeParenthesised(),
        call.count > 2, call[0].text.asciiSmall == "search_path"
      {
        searchPath = Self.path([call[2]])
      }
    case "CONNECT": connection = Self.text(tokens.dropFirst())
    case "EXIT", "QUIT": isOver = isOver || tokens.count <= 2
    default: break
    }
  }

  private mutating func set(_ cursor: inout SQLCursor) {
    _ = cursor.take(anyOf: ["SESSION", "LOCAL"])
    if cursor.take("ROLE") || cursor.take("AUTHORIZATION") {
      let text = Self.text(cursor.tokens.dropFirst(cursor.index))
      role = ["NONE", "DEFAULT"].contains(text) ? "" : text
    } else if cursor.take("SEARCH_PATH") {
      _ = cursor.takeSymbol("=") || cursor.take("TO")
      searchPath = Self.path(Array(cursor.tokens.dropFirst(cursor.index)))
    }
  }

  /// Empty for the one that a session begins with.
  private static func path(_ tokens: [SQLToken]) -> String {
    let names = tokens.filter { !$0.isSymbol(",") }.map(\.text.asciiSmall)
    return names.allSatisfy { ["$user", "public", "default"].contains($0) }
      ? "" : names.joined(separator: ",")
  }

  private static func text(_ tokens: ArraySlice<SQLToken>) -> String {
    String(tokens.map(\.canonical).joined(separator: " ").prefix(200))
  }

  private mutating func readMeta(_ text: String) {
    let parts = text.utf8.split(maxSplits: 1) { $0 <= 0x20 }.map {
      String(decoding: Array($0), as: UTF8.self)
    }
    let rest = parts.count > 1 ? String(parts[1].prefix(200)) : ""
    switch parts.first {
    case "\\if": if branches.count < 100 { branches.append("if \(rest)") }
    case "\\elif", "\\else":
      guard let last = branches.popLast() else { return }
      branches.append(String("not \(last.prefix(200)), \(rest)".prefix(400)))
    case "\\endif": _ = branches.popLast()
    case "\\q", "\\quit": isOver = true
    case "\\c", "\\connect": if !rest.isEmpty { connection = rest }
    default: break
    }
  }
}
