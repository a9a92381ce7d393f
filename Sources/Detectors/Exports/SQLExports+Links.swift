import Syntax

// Ways to other servers: links, replicas, and what is inserted elsewhere.

extension SQLExports {
  /// `INSERT OVERWRITE DIRECTORY`, `INSERT INTO t@link`, `INSERT INTO OPENROWSET(…)`, and ClickHouse's
  /// `INSERT INTO FUNCTION s3('…')`.
  mutating func readInsert(_ tokens: [SQLToken]) {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    if cursor.take("OVERWRITE") {
      _ = cursor.take("LOCAL")
      guard cursor.take("DIRECTORY") else { return }
      return insert(into: sinks.sink(cursor.current?.text ?? "${directory}"), tokens, cursor)
    }
    guard cursor.take("INTO") else { return }
    _ = cursor.take("TABLE")
    let isFunction = cursor.take("FUNCTION")
    guard let name = cursor.takeName() else { return }
    if cursor.takeSymbol("@"), let link = cursor.takeName() {
      return insert(into: Sink(text: "database link \(link)", reach: .unknown), tokens, cursor)
    }
    let isRemote = ["openrowset", "openquery", "opendatasource"].contains(name.last)
    guard isFunction || isRemote, let arguments = cursor.takeParenthesised() else { return }
    if isRemote {
      let text = arguments.map(\.text).joined(separator: " ")
      return insert(into: Sink(text: "server \(text)", reach: .unknown), tokens, cursor)
    }
    guard let place = arguments.first(where: { $0.kind == .string || $0.kind == .template }) else {
      return
    }
    let isHost = name.last.hasPrefix("remote")
    insert(into: sinks.sink(isHost ? "//" + place.text : place.text), tokens, cursor)
  }

  private mutating func insert(into sink: Sink, _ tokens: [SQLToken], _ cursor: SQLCursor) {
    let query = SQLQuery(Array(tokens.dropFirst(cursor.index)))
    add(export("INSERT", query: query, to: sink, line: tokens[0].position.line))
  }

  /// Oracle's `CREATE PUBLIC DATABASE LINK l … USING 'host'`.
  mutating func readLink(_ tokens: [SQLToken], _ start: SQLCursor, _ line: Int) {
    var cursor = start
    _ = cursor.take(anyOf: ["PUBLIC", "SHARED"])
    _ = cursor.take(anyOf: ["PUBLIC", "SHARED"])
    guard cursor.take("DATABASE", "LINK"), let name = cursor.takeName() else { return }
    let place = Self.value(of: ["USING"], in: tokens)
    add(
      Export(
        form: "DATABASE LINK",
        sources: ["database link \(name)"],
        sink: Sink(text: "server \(place)", reach: .unknown),
        line: line
      )
    )
  }

  /// Snowflake's `ALTER DATABASE d ENABLE REPLICATION TO ACCOUNTS a, b`.
  mutating func readReplication(_ tokens: [SQLToken], _ line: Int) {
    var cursor = SQLCursor(tokens)
    cursor.advance(2)
    guard let name = cursor.takeName(), cursor.take("ENABLE"),
      cursor.take(anyOf: ["REPLICATION", "FAILOVER"]) != nil, cursor.take("TO", "ACCOUNTS")
    else { return }
    repeat {
      guard let account = cursor.takeName()?.description else { return }
      add(
        Export(
          form: "REPLICATION",
          sources: ["\(name).*"],
          sink: sinks.sink(named: account, as: "account \(account)"),
          line: line
        )
      )
    } while cursor.takeSymbol(",")
  }

  /// Snowflake's `CREATE EXTERNAL ACCESS INTEGRATION`, which lets routines reach out.
  mutating func readAccess(_ tokens: [SQLToken], _ cursor: inout SQLCursor, _ line: Int) {
    guard cursor.take("EXTERNAL", "ACCESS", "INTEGRATION") else { return }
    _ = cursor.take("IF", "NOT", "EXISTS") || cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName() else { return }
    let rules = Self.value(of: ["ALLOWED_NETWORK_RULES"], in: tokens)
    guard !rules.isEmpty else { return }
    add(
      Export(
        form: "EXTERNAL ACCESS INTEGRATION",
        sources: ["integration \(name)"],
        sink: Sink(text: "network rules \(rules)", reach: .unknown),
        line: line
      )
    )
  }
}
