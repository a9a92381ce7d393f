import Syntax

// Stages, shares, publications and what else opens a way out once it is there.

extension SQLExports {
  mutating func readDefinition(_ tokens: [SQLToken]) {
    var cursor = SQLCursor(tokens)
    let creates = cursor.take("CREATE")
    if !creates { cursor.advance() }
    _ = cursor.take("OR", "REPLACE")
    while cursor.take(anyOf: ["TEMPORARY", "TEMP", "TRANSIENT", "SECURE"]) != nil {}
    let line = tokens[0].position.line
    switch cursor.keyword {
    case "STAGE": readPlace(tokens, &cursor, "STAGE", ["URL"], line)
    case "STORAGE" where cursor.take("STORAGE"):
      readPlace(tokens, &cursor, "STORAGE INTEGRATION", ["STORAGE_ALLOWED_LOCATIONS"], line)
    case "API" where cursor.take("API"):
      readPlace(tokens, &cursor, "API INTEGRATION", ["API_ALLOWED_PREFIXES"], line)
    case "EXTERNAL" where cursor.peek()?.is("ACCESS") == true: readAccess(tokens, &cursor, line)
    case "PUBLIC", "SHARED": readLink(tokens, cursor, line)
    case "DATABASE" where creates: readLink(tokens, cursor, line)
    case "DATABASE": readReplication(tokens, line)
    case "EXTERNAL", "TABLE", "MATERIALIZED":
      _ = cursor.take("EXTERNAL")
      if creates { readTable(tokens, &cursor, line) }
    case "SHARE", "DATASHARE": readShare(&cursor, creates: creates, line)
    case "PUBLICATION": readPublication(tokens, &cursor, creates: creates, line)
    case "SUBSCRIPTION": readConnection(tokens, &cursor, "SUBSCRIPTION", line)
    case "SERVER": readServer(tokens, &cursor, line)
    default: break
    }
  }

  private mutating func readPlace(
    _ tokens: [SQLToken],
    _ cursor: inout SQLCursor,
    _ kind: String,
    _ names: Set<String>,
    _ line: Int
  ) {
    cursor.advance()
    _ = cursor.take("IF", "NOT", "EXISTS") || cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName() else { return }
    let places = Self.places(of: names, in: tokens)
    let role = Self.value(
      of: ["STORAGE_INTEGRATION", "CREDENTIALS", "STORAGE_AWS_ROLE_ARN"],
      in: tokens
    )
    for place in places {
      let reach = place == "*" ? Sink(text: "any address", reach: .outside) : sinks.sink(place)
      add(
        Export(
          form: kind,
          sources: ["\(kind.asciiSmall) \(name)"],
          sink: reach,
          role: role,
          protection: Self.value(of: ["ENCRYPTION"], in: tokens),
          line: line
        )
      )
    }
  }

  private static func places(of names: Set<String>, in tokens: [SQLToken]) -> [String] {
    var cursor = SQLCursor(tokens)
    while let token = cursor.current {
      cursor.advance()
      guard token.kind == .word, names.contains(token.keyword) else { continue }
      _ = cursor.takeSymbol("=")
      if let list = cursor.takeParenthesised() {
        return list.filter { $0.kind == .string }.map(\.text)
      }
      return cursor.current.map { [$0.text] } ?? []
    }
    return []
  }

  /// A table that lies outside of the database.
  private mutating func readTable(_ tokens: [SQLToken], _ cursor: inout SQLCursor, _ line: Int) {
    let isView = cursor.take("MATERIALIZED")
    cursor.advance()
    _ = cursor.take("IF", "NOT", "EXISTS")
    guard !isView, let name = cursor.takeName() else { return }
    let place = Self.value(of: ["LOCATION", "EXTERNAL_LOCATION"], in: tokens)
    guard place.utf8.contains(UInt8(ascii: "/")) || place.hasPrefix("@") else { return }
    var query = SQLQuery(tokens)
    if query.tables.isEmpty { query = SQLQuery(text: "SELECT * FROM \(name)") }
    let sink = place.hasPrefix("@") ? Sink(text: place, reach: .inside) : sinks.sink(place)
    add(export("EXTERNAL TABLE", query: query, to: sink, line: line))
  }

  private mutating func readShare(_ cursor: inout SQLCursor, creates: Bool, _ line: Int) {
    cursor.advance()
    _ = cursor.take("IF", "NOT", "EXISTS") || cursor.take("IF", "EXISTS")
    guard let name = cursor.takeName() else { return }
    guard !creates else { return }
    guard cursor.take(anyOf: ["ADD", "SET"]) != nil else { return }
    guard cursor.take(anyOf: ["ACCOUNTS", "ACCOUNT", "CONSUMER"]) != nil else { return }
    _ = cursor.takeSymbol("=")
    repeat {
      guard let account = cursor.takeName()?.description else { return }
      add(
        Export(
          form: "SHARE",
          sources: ["share \(name)"],
          sink: sinks.sink(named: account, as: "account \(account)"),
          line: line
        )
      )
    } while cursor.takeSymbol(",")
  }

  /// `GRANT … ON … TO SHARE s`.
  mutating func readShareGrant(_ tokens: [SQLToken]) {
    guard let to = zip(tokens, tokens.dropFirst()).first(where: { $0.is("TO") && $1.is("SHARE") }),
      case .settings(let settings) = GrantStatement.meaning(of: tokens, in: "")
    else { return }
    _ = to
    for setting in settings where setting.fact.who.hasPrefix("share ") {
      guard setting.fact.what != "USAGE" else { continue }
      add(
        Export(
          form: "SHARE",
          sources: [setting.fact.object.path.joined(separator: ".")],
          sink: Sink(text: setting.fact.who, reach: .outside),
          line: tokens[0].position.line
        )
      )
    }
  }

  private mutating func readPublication(
    _ tokens: [SQLToken],
    _ cursor: inout SQLCursor,
    creates: Bool,
    _ line: Int
  ) {
    cursor.advance()
    guard let name = cursor.takeName() else { return }
    let sink = Sink(text: "publication \(name)", reach: .inside)
    if cursor.take("FOR", "ALL", "TABLES") {
      return add(Export(form: "PUBLICATION", sources: ["*"], sink: sink, line: line))
    }
    guard cursor.take("FOR") || cursor.take("ADD") || cursor.take("SET") else { return }
    if cursor.take("TABLES", "IN", "SCHEMA"), let schema = cursor.takeName() {
      return add(Export(form: "PUBLICATION", sources: ["\(schema).*"], sink: sink, line: line))
    }
    guard cursor.take("TABLE") else { return }
    repeat {
      _ = cursor.take("ONLY") || cursor.take("TABLE")
      guard let table = cursor.takeName() else { return }
      let columns = cursor.takeParenthesised().map {
        $0.filter { !$0.isSymbol(",") }.map(\.text.asciiSmall)
      }
      var filters: [String] = []
      if cursor.take("WHERE"), let condition = cursor.takeParenthesised() {
        filters = ["WHERE \(condition.map(\.canonical).joined(separator: " "))"]
      }
      add(
        Export(
          form: "PUBLICATION",
          sources: [table.description],
          sink: sink,
          columns: columns ?? [],
          filters: filters,
          line: line
        )
      )
    } while cursor.takeSymbol(",")
  }

  /// A subscription pulls from another server.
  private mutating func readConnection(
    _ tokens: [SQLToken],
    _ cursor: inout SQLCursor,
    _ form: String,
    _ line: Int
  ) {
    cursor.advance()
    guard let name = cursor.takeName() else { return }
    let text = tokens.first { $0.kind == .string }?.text ?? ""
    guard !text.isEmpty else { return }
    let host = Self.host(of: text)
    add(
      Export(
        form: form,
        sources: ["subscription \(name)"],
        sink: sinks.sink("//" + host).named("server \(host)"),
        line: line
      )
    )
  }

  private mutating func readServer(_ tokens: [SQLToken], _ cursor: inout SQLCursor, _ line: Int) {
    cursor.advance()
    _ = cursor.take("IF", "NOT", "EXISTS")
    let host = Self.value(of: ["HOST", "SERVERNAME"], in: tokens)
    guard let name = cursor.takeName(), !host.isEmpty else { return }
    add(
      Export(
        form: "SERVER",
        sources: ["server \(name)"],
        sink: sinks.sink("//" + host).named("server \(host)"),
        line: line
      )
    )
  }

  /// The host of `host=… dbname=…` or of an address.
  static func host(of connection: String) -> String {
    if let parts = SinkReader.split(connection, at: "://") {
      return SinkReader.authority(of: parts.1)
    }
    for word in connection.utf8.split(separator: UInt8(ascii: " ")) {
      let text = String(decoding: word, as: UTF8.self)
      if text.hasPrefix("host=") || text.hasPrefix("hostaddr=") {
        return SinkReader.split(text, at: "=")?.1 ?? ""
      }
    }
    return connection.hasPrefix("dbname=") ? "localhost" : connection
  }

  /// SQL Server's `BACKUP DATABASE d TO URL = '…'`.
  mutating func readBackup(_ tokens: [SQLToken]) {
    var cursor = SQLCursor(tokens)
    cursor.advance()
    guard cursor.take(anyOf: ["DATABASE", "TABLE", "LOG"]) != nil, let name = cursor.takeName(),
      cursor.skip(to: ["TO"]),
      let place = tokens.dropFirst(cursor.index).first(where: { $0.kind == .string })
    else { return }
    add(
      Export(
        form: "BACKUP",
        sources: ["\(name).*"],
        sink: sinks.sink(place.text),
        protection: Self.value(of: ["ENCRYPTION"], in: tokens),
        line: tokens[0].position.line
      )
    )
  }

  /// Snowflake's `GET @stage file://…`.
  mutating func readGet(_ tokens: [SQLToken]) {
    guard tokens.count > 2, tokens[1].isSymbol("@") else { return }
    let name = tokens.dropFirst(1).prefix { !$0.is("FILE") && $0.kind != .string }.map(\.text)
      .joined()
    add(
      Export(
        form: "GET",
        sources: [name],
        sink: Sink(text: "the client", reach: .local),
        line: tokens[0].position.line
      )
    )
  }
}

extension Sink {
  /// The same place under another name.
  func named(_ text: String) -> Sink { Sink(text: text, reach: reach) }
}
