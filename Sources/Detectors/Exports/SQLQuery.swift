import Syntax

/// What a query takes, from where, and what it leaves out.
struct SQLQuery {
  private(set) var tables: [String] = []
  private(set) var columns: [String] = []
  private(set) var filters: [String] = []

  private static let ends: Set<String> = [
    "WHERE", "GROUP", "ORDER", "LIMIT", "HAVING", "UNION", "INTO", "FETCH", "QUALIFY", "SAMPLE",
    "TABLESAMPLE", "SETTINGS", "FORMAT",
  ]

  init(_ tokens: [SQLToken]) {
    let common = Self.commonTables(tokens)
    readTables(tokens, but: common)
    readColumns(tokens)
    readFilters(tokens)
  }

  /// A query that stands in a string.
  init(text: String) {
    let script = SQLScript(Array(text.utf8))
    self.init(script.statements.first?.tokens ?? [])
  }

  /// Reads `WITH name AS (`.
  private static func commonTables(_ tokens: [SQLToken]) -> Set<String> {
    var names: Set<String> = []
    for (index, token) in tokens.enumerated().dropFirst() where token.is("AS") {
      guard index &+ 1 < tokens.count, tokens[index &+ 1].isSymbol("(") else { continue }
      if tokens[index &- 1].kind == .word { names.insert(tokens[index &- 1].text.asciiSmall) }
    }
    return names
  }

  private mutating func readTables(_ tokens: [SQLToken], but common: Set<String>) {
    var cursor = SQLCursor(tokens)
    var found: Set<String> = []
    while let token = cursor.current {
      cursor.advance()
      guard token.is("FROM") || token.is("JOIN") else { continue }
      repeat {
        _ = cursor.take("ONLY") || cursor.take("LATERAL") || cursor.take("TABLE")
        if let template = cursor.current, template.kind == .template {
          found.insert(template.text)
          cursor.advance()
        } else if let name = cursor.takeName() {
          if cursor.current?.isSymbol("(") == true { continue }
          if name.parts.count > 1 || !common.contains(name.last) { found.insert(name.description) }
        }
        Self.skipAlias(&cursor)
      } while token.is("FROM") && cursor.takeSymbol(",")
    }
    tables = found.sorted()
  }

  private static func skipAlias(_ cursor: inout SQLCursor) {
    if cursor.take("AS") {
      cursor.advance()
    } else if let token = cursor.current,
      token.kind == .word, !ends.contains(token.keyword), cursor.peek()?.isSymbol(",") == true
    {
      cursor.advance()
    }
  }

  /// The list of the outermost `SELECT`; none for `*`.
  private mutating func readColumns(_ tokens: [SQLToken]) {
    var cursor = SQLCursor(tokens)
    guard cursor.skip(to: ["SELECT"]) else { return }
    cursor.advance()
    _ = cursor.take("DISTINCT") || cursor.take("ALL")
    let start = cursor.index
    _ = cursor.skip(to: ["FROM", "INTO"])
    guard let items = Privileges.split(Array(tokens[start..<cursor.index])) else { return }
    if items.contains(where: { $0.last?.isSymbol("*") ?? false }) { return }
    columns = items.prefix(500).map { $0.map(\.canonical).joined(separator: " ").asciiSmall }
      .sorted()
  }

  private mutating func readFilters(_ tokens: [SQLToken]) {
    var cursor = SQLCursor(tokens)
    let begins: Set<String> = [
      "WHERE", "LIMIT", "TABLESAMPLE", "SAMPLE", "HAVING", "QUALIFY", "FETCH",
    ]
    while cursor.skip(to: begins) {
      let start = cursor.index
      cursor.advance()
      _ = cursor.skip(to: Self.ends.union(begins))
      let text = tokens[start..<cursor.index].map(\.canonical).joined(separator: " ")
      filters.append(text)
      if cursor.index == start { break }
    }
  }
}
