import Syntax

/// Finds what a script's statements copy out of a database.
struct SQLExports {
  let sinks: SinkReader
  var report = ExportReport()
  private var depth = 0
  private var programs = 0
  /// Each is laid out anew to be compared with those of the other side.
  private static let mostPrograms = 1_000

  init(sinks: SinkReader) { self.sinks = sinks }

  static func report(of script: SQLScript, sinks: SinkReader) -> ExportReport {
    var reader = SQLExports(sinks: sinks)
    for (index, statement) in script.statements.enumerated() {
      guard reader.programs < mostPrograms else {
        // The rest is the same only word for word.
        let rest = script.statements[index...].map {
          $0.tokens.map(\.canonical).joined(separator: "\u{0}")
        }
        let reason = "more than \(mostPrograms) programs"
        reader.report.hide(rest.joined(separator: "\u{0}"), line: statement.line, reason)
        break
      }
      reader.read(statement)
    }
    return reader.report
  }

  /// The exports of a text that another program runs.
  static func report(of text: String, at line: Int, sinks: SinkReader) -> ExportReport {
    let script = SQLScript(Array(text.utf8))
    return report(of: script, sinks: sinks).moved(by: line &- 1)
  }

  mutating func read(_ statement: SQLStatement) {
    let tokens = statement.tokens
    let before = report.exports.count
    if let last = tokens.last, last.kind == .meta { readMeta(last, tokens.dropLast()) }
    readHead(tokens)
    readCalls(tokens)
    readInto(tokens)
    for token in tokens where token.kind == .body && depth < 3 { readBody(token) }
    if statement.isRoutine || isDynamic(tokens), report.exports.count == before,
      let word = SQLWords.access(in: tokens)
    {
      programs &+= 1
      report.hide(statement.canonical, line: statement.line, "a program that runs '\(word)'")
    }
  }

  private func isDynamic(_ tokens: [SQLToken]) -> Bool {
    ["EXEC", "EXECUTE", "DO", "CALL", "PREPARE"].contains(tokens.first?.keyword ?? "")
  }

  /// The statements in a routine are read as if they were run.
  private mutating func readBody(_ body: SQLToken) {
    guard body.text.utf8.count <= SQLWords.longest else { return }
    let script = SQLScript(Array(body.text.utf8))
    guard script.failure == nil else { return }
    depth &+= 1
    let outer = report
    report = ExportReport()
    for statement in script.statements { read(statement) }
    let inner = report.moved(by: body.position.line &- 1)
    report = outer
    report.append(inner)
    depth &-= 1
  }

  mutating func relocate(to line: Int) {
    guard !report.exports.isEmpty else { return }
    report.exports[report.exports.count &- 1].line = line
  }

  mutating func add(_ export: Export) { report.exports.append(export) }

  /// Makes an export of what a query takes.
  func export(
    _ form: String,
    query: SQLQuery,
    to sink: Sink,
    role: String = "",
    protection: String = "",
    line: Int
  ) -> Export {
    Export(
      form: form,
      sources: query.tables,
      sink: sink,
      columns: query.columns,
      filters: query.filters,
      role: role,
      protection: protection,
      line: line
    )
  }

  private mutating func readHead(_ tokens: [SQLToken]) {
    var cursor = SQLCursor(tokens)
    while let token = cursor.current,
      token.kind == .template || Self.prefixes.contains(token.keyword)
    {
      cursor.advance()
    }
    let rest = Array(tokens.dropFirst(cursor.index))
    guard let first = rest.first else { return }
    switch first.keyword {
    case "COPY": readCopy(rest)
    case "UNLOAD": readUnload(rest)
    case "EXPORT": readExport(rest)
    case "CREATE", "ALTER": readDefinition(rest)
    case "GRANT": readShareGrant(rest)
    case "BACKUP": readBackup(rest)
    case "INSERT": readInsert(rest)
    case "GET": readGet(rest)
    default: break
    }
  }

  private static let prefixes: Set<String> = ["BEGIN", "THEN", "ELSE", "LOOP", "IF", "EXPLAIN"]
}

// MARK: - COPY and UNLOAD

extension SQLExports {
  private mutating func readCopy(_ tokens: [SQLToken]) {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    if cursor.take("INTO") { return readCopyInto(tokens, cursor) }
    let query: SQLQuery
    if let inner = cursor.takeParenthesised() {
      query = SQLQuery(inner)
    } else {
      guard let name = cursor.takeName() else { return }
      let columns = cursor.takeParenthesised().map { " (\(Self.text($0)))" } ?? ""
      query = SQLQuery(Self.select(name, columns: columns))
    }
    guard cursor.take("TO"), let target = Self.target(&cursor) else { return }
    let sink = target.isProgram ? programSink(target.text) : sinks.sink(target.text)
    add(export("COPY TO", query: query, to: sink, line: tokens[0].position.line))
  }

  private static func select(_ name: SQLName, columns: String) -> [SQLToken] {
    let list = columns.isEmpty ? "*" : String(columns.dropFirst(2).dropLast())
    let quoted = name.parts.map { $0.hasPrefix("\"") || $0.contains("{") ? $0 : "\"\($0)\"" }
    let text = "SELECT \(list) FROM \(quoted.joined(separator: "."))"
    return SQLScript(Array(text.utf8)).statements.first?.tokens ?? []
  }

  private static func text(_ tokens: [SQLToken]) -> String {
    tokens.map { $0.kind == .word ? $0.text.asciiSmall : $0.canonical }.joined(separator: " ")
  }

  private static func target(_ cursor: inout SQLCursor) -> (text: String, isProgram: Bool)? {
    let isProgram = cursor.take("PROGRAM")
    guard let token = cursor.current else { return nil }
    cursor.advance()
    if token.is("STDOUT") || token.is("PSTDOUT") { return ("the client", false) }
    switch token.kind {
    case .string, .doubleQuoted, .template: return (token.text, isProgram)
    case .symbol where token.isSymbol(":"): return ("${\(cursor.current?.text ?? "")}", isProgram)
    default: return (token.text, isProgram)
    }
  }

  /// Where a program that is fed with rows takes them.
  private func programSink(_ command: String) -> Sink {
    let inner = ShellExports.report(of: "_rows | " + command, sinks: sinks, depth: 2)
    let sink = inner.exports.max { $0.sink.reach < $1.sink.reach }?.sink
    return sink ?? Sink(text: "program '\(command)'", reach: .unknown)
  }

  /// Snowflake: out of the database where the target is a stage or an address.
  private mutating func readCopyInto(_ tokens: [SQLToken], _ start: SQLCursor) {
    var cursor = start
    guard let first = cursor.current,
      first.kind == .string || first.isSymbol("@") || first.kind == .template
    else { return }
    let place = Self.stage(&cursor)
    guard cursor.skip(to: ["FROM"]) else { return }
    let from = Array(tokens.dropFirst(cursor.index))
    var inner = SQLCursor(from)
    inner.advance()
    let query = inner.takeParenthesised().map { SQLQuery($0) } ?? SQLQuery(Array(from.prefix(6)))
    let role = Self.value(of: ["STORAGE_INTEGRATION", "CREDENTIALS"], in: tokens)
    let sink = first.isSymbol("@") ? Sink(text: place, reach: .inside) : sinks.sink(place)
    add(
      export(
        "COPY INTO",
        query: query,
        to: sink,
        role: role,
        protection: Self.value(of: ["ENCRYPTION"], in: tokens),
        line: tokens[0].position.line
      )
    )
  }

  /// `@stage/path` or an address.
  private static func stage(_ cursor: inout SQLCursor) -> String {
    guard let first = cursor.current else { return "" }
    guard first.isSymbol("@") else {
      cursor.advance()
      return first.text
    }
    var text = ""
    var last = first.range.lowerBound
    while let token = cursor.current, token.range.lowerBound == last {
      text += token.text
      last = token.range.upperBound
      cursor.advance()
    }
    return text
  }

  private mutating func readUnload(_ tokens: [SQLToken]) {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    guard let inner = cursor.takeParenthesised() else { return }
    let isText = inner.count == 1 && (inner[0].kind == .string || inner[0].kind == .body)
    let query = isText ? SQLQuery(text: inner[0].text) : SQLQuery(inner)
    guard cursor.take("TO"), let target = Self.target(&cursor) else { return }
    let encrypted = tokens.contains { $0.is("ENCRYPTED") } ? "ENCRYPTED" : ""
    let key = Self.value(of: ["KMS_KEY_ID", "MASTER_SYMMETRIC_KEY"], in: tokens)
    add(
      export(
        "UNLOAD",
        query: query,
        to: sinks.sink(target.text),
        role: Self.value(of: ["IAM_ROLE", "CREDENTIALS", "ACCESS_KEY_ID"], in: tokens),
        protection: [encrypted, key].filter { !$0.isEmpty }.joined(separator: " "),
        line: tokens[0].position.line
      )
    )
  }

  /// `EXPORT DATA OPTIONS (uri = '…') AS query`, `EXPORT INTO CSV '…' FROM TABLE t`.
  private mutating func readExport(_ tokens: [SQLToken]) {
    let uri = Self.value(of: ["URI"], in: tokens)
    let place = uri.isEmpty ? tokens.first { $0.kind == .string }?.text ?? "" : uri
    guard !place.isEmpty else { return }
    var cursor = SQLCursor(tokens)
    let hasQuery = cursor.skip(to: ["AS", "FROM"])
    let query = SQLQuery(hasQuery ? Array(tokens.dropFirst(cursor.index)) : [])
    let role = Self.value(of: ["CONNECTION"], in: tokens)
    add(
      export(
        "EXPORT",
        query: query,
        to: sinks.sink(place),
        role: role,
        line: tokens[0].position.line
      )
    )
  }

  /// The value behind a keyword, with `=` or without.
  static func value(of names: Set<String>, in tokens: [SQLToken]) -> String {
    var cursor = SQLCursor(tokens)
    while let token = cursor.current {
      cursor.advance()
      guard token.kind == .word, names.contains(token.keyword) else { continue }
      _ = cursor.takeSymbol("=") || cursor.take("AS") || cursor.take("TYPE")
      if let list = cursor.takeParenthesised() { return list.map(\.text).joined(separator: " ") }
      return cursor.current.map {
        $0.kind == .string ? $0.text : cursor.takeName()?.description ?? $0.text
      }
        ?? ""
    }
    return ""
  }
}
