import Syntax

// Functions and clauses that copy out from within any statement.

extension SQLExports {
  /// `SELECT … INTO OUTFILE '…'`.
  mutating func readInto(_ tokens: [SQLToken]) {
    for (index, token) in tokens.enumerated()
    where token.is("OUTFILE") || token.is("DUMPFILE") {
      guard index > 0, tokens[index &- 1].is("INTO"), index &+ 1 < tokens.count else { continue }
      let query = SQLQuery(Array(tokens[..<(index &- 1)] + tokens[(index &+ 2)...]))
      add(
        export(
          "INTO OUTFILE",
          query: query,
          to: sinks.sink(tokens[index &+ 1].text),
          line: token.position.line
        )
      )
    }
  }

  mutating func readCalls(_ tokens: [SQLToken]) {
    for (index, token) in tokens.enumerated() where token.kind == .word {
      guard index &+ 1 < tokens.count, tokens[index &+ 1].isSymbol("(") else { continue }
      let word = token.keyword
      guard
        ["QUERY_EXPORT_TO_S3", "DBLINK", "DBLINK_EXEC", "DBLINK_CONNECT", "LO_EXPORT"].contains(
          word
        )
      else { continue }
      var cursor = SQLCursor(tokens)
      cursor.index = index &+ 1
      guard let arguments = cursor.takeParenthesised() else { continue }
      let strings = arguments.filter { $0.kind == .string || $0.kind == .template }.map(\.text)
      readCall(word, strings, line: token.position.line)
    }
  }

  private mutating func readCall(_ word: String, _ strings: [String], line: Int) {
    let first = strings.first ?? ""
    switch word {
    case "QUERY_EXPORT_TO_S3":
      let bucket = strings.dropFirst().first ?? "${bucket}"
      let path = strings.dropFirst(2).first ?? ""
      let sink = sinks.sink("s3://\(bucket)/\(path)")
      add(export("query_export_to_s3", query: SQLQuery(text: first), to: sink, line: line))
    case "LO_EXPORT":
      add(
        Export(form: "lo_export", sources: ["large objects"], sink: sinks.sink(first), line: line)
      )
    default:
      let host = Self.host(of: first.isEmpty ? "${connection}" : first)
      let query = SQLQuery(text: strings.dropFirst().first ?? "")
      let sink = sinks.sink("//" + host).named("server \(host)")
      add(export("dblink", query: query, to: sink, line: line))
    }
  }

  /// psql's `\copy`, and output that goes to a file or a program.
  mutating func readMeta(_ meta: SQLToken, _ before: ArraySlice<SQLToken>) {
    let line = meta.position.line
    let words = meta.text.utf8.split(maxSplits: 1) { $0 <= 0x20 }.map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let command = words.first else { return }
    let rest = words.dropFirst().first ?? ""
    switch command {
    case "\\copy":
      let script = SQLScript(Array("COPY \(rest)".utf8))
      for statement in script.statements { read(statement) }
      let count = report.exports.count
      if count > 0, report.exports[count &- 1].line == 1 { relocate(to: line) }
    case "\\o", "\\out", "\\w", "\\g":
      guard !rest.isEmpty else { return }
      let sink =
        rest.hasPrefix("|")
        ? Sink(text: "program '\(rest.dropFirst())'", reach: .unknown) : sinks.sink(rest)
      let query = SQLQuery(Array(before))
      add(export(command, query: query, to: sink, line: line))
    default: break
    }
  }
}
