import Syntax

// Programs that write a database out.

extension ShellRecogniser {
  private func written(_ flow: ShellFlow, to file: String?) -> ShellFlow {
    var flow = flow
    if let file, file != "-" { flow.sink = sinks.sink(file) }
    return flow
  }

  func postgres(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "-d", "-h", "-p", "-U", "-t", "-n", "-f", "-F", "-j", "-T", "-N", "-Z", "-D", "-E", "-S",
      "-l",
      "--dbname", "--host", "--port", "--username", "--table", "--schema", "--file", "--format",
      "--jobs", "--exclude-table", "--exclude-schema", "--exclude-table-data", "--pgdata", "--role",
    ])
    let all = program.name != "pg_dump"
    let database = options.value("-d", "--dbname") ?? plain.first ?? "${PGDATABASE}"
    let name = Self.database(in: database)
    var sources = options.all("-t", "--table") + options.all("-n", "--schema").map { "\($0).*" }
    if sources.isEmpty { sources = [all ? "*" : "\(name).*"] }
    if options.has("-s", "--schema-only") { sources = ["the schema of \(name)"] }
    let left = options.all(
      "-T",
      "--exclude-table",
      "--exclude-table-data",
      "-N",
      "--exclude-schema"
    )
    let flow = ShellFlow(
      form: program.name,
      sources: sources,
      filters: left.map { "without \($0)" }.sorted(),
      role: options.value("-U", "--username") ?? ""
    )
    return written(flow, to: options.value("-f", "--file", "-D", "--pgdata"))
  }

  /// The database of a name or an address.
  static func database(in text: String) -> String {
    guard let rest = SinkReader.split(text, at: "://")?.1 else {
      for word in text.utf8.split(separator: UInt8(ascii: " ")) {
        if let parts = SinkReader.split(String(decoding: word, as: UTF8.self), at: "="),
          parts.0 == "dbname"
        {
          return parts.1
        }
      }
      return text
    }
    let path = rest.utf8.split(separator: UInt8(ascii: "/")).dropFirst().first ?? rest.utf8[...]
    let name = path.prefix { $0 != UInt8(ascii: "?") }
    return String(decoding: Array(name), as: UTF8.self)
  }

  func mysql(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "-h", "-P", "-u", "-r", "-w", "-B", "-o", "-T", "-S", "-t", "--host", "--port", "--user",
      "--result-file", "--where", "--ignore-table", "--socket", "--outputdir", "--set-gtid-purged",
      "--default-character-set", "--database",
    ])
    var sources: [String] = []
    if options.has("--all-databases", "-A") {
      sources = ["*"]
    } else if options.has("--databases", "-B") {
      sources = (options.all("-B").filter { !$0.isEmpty } + plain).map { "\($0).*" }
    } else if let database = options.value("--database") ?? plain.first {
      let tables = plain.dropFirst()
      sources = tables.isEmpty ? ["\(database).*"] : tables.map { "\(database).\($0)" }
    }
    if sources.isEmpty { sources = ["${DATABASE}.*"] }
    if options.has("--no-data", "-d") { sources = sources.map { "the schema of \($0)" } }
    let filters =
      options.all("--where", "-w").map { "WHERE \($0)" }
      + options.all("--ignore-table").map { "without \($0)" }
    let flow = ShellFlow(
      form: program.name,
      sources: sources,
      filters: filters.sorted(),
      role: options.value("-u", "--user") ?? ""
    )
    return written(flow, to: options.value("-r", "--result-file", "--outputdir"))
  }

  func mongo(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted([
      "-d", "-c", "-o", "-h", "-u", "-p", "-q", "--db", "--collection", "--out", "--uri", "--host",
      "--port", "--username", "--password", "--query", "--authenticationDatabase", "--fields",
      "--excludeCollection", "--type",
    ])
    let uri = options.value("--uri") ?? plain.first
    let database = options.value("-d", "--db") ?? uri.map(Self.database) ?? "*"
    let collection = options.value("-c", "--collection")
    let source = database == "*" ? "*" : "\(database).\(collection ?? "*")"
    let flow = ShellFlow(
      form: program.name,
      sources: [source],
      filters: options.all("-q", "--query").map { "query \($0)" }
    )
    let archive = options.value("--archive").flatMap { $0.isEmpty ? nil : $0 }
    if options.has("--archive") { return written(flow, to: archive) }
    return written(
      flow,
      to: options.value("-o", "--out") ?? (program.name == "mongodump" ? "dump/" : nil)
    )
  }

  func redis(_ program: ShellProgram) -> ShellFlow? {
    let (_, options) = program.parted(["-h", "-p", "-a", "-n", "-u", "--rdb", "--user", "--pass"])
    guard let file = options.value("--rdb", "--functions-rdb") else { return nil }
    return written(
      ShellFlow(form: "redis-cli --rdb", sources: ["redis \(options.value("-h") ?? "localhost")"]),
      to: file
    )
  }

  /// A client that is given statements; what it reads is an export where its output goes on.
  func client(_ program: ShellProgram) -> ShellFlow? {
    let (_, options) = program.parted([
      "-c", "-e", "-q", "-Q", "-d", "-h", "-U", "-u", "-p", "-P", "-o", "-f", "-S", "-D", "-i",
      "-v",
      "--command", "--execute", "--query", "--host", "--port", "--username", "--user", "--dbname",
      "--database", "--output", "--file", "--set", "--variable", "--format",
    ])
    var statements = options.all("-c", "-e", "-q", "-Q", "--command", "--execute", "--query")
    var flow = ShellFlow(form: program.name)
    for statement in statements {
      flow.inner.append(SQLExports.report(of: statement, at: line, sinks: sinks))
    }
    for document in command.hereDocuments {
      flow.inner.append(
        SQLExports.report(of: document.text, at: document.position.line, sinks: sinks)
      )
      statements.append(document.text)
    }
    let toClient = flow.inner.exports.filter { $0.sink.text == "the client" }
    flow.inner.exports.removeAll { $0.sink.text == "the client" }
    flow.sources = toClient.flatMap(\.sources)
    flow.filters = toClient.flatMap(\.filters)
    let isRead =
      command.redirections.contains { $0.sign.hasPrefix(">") } || options.has("-o", "--output")
    if toClient.isEmpty, isRead {
      let queries = statements.map { SQLQuery(text: $0) }
      flow.sources = queries.flatMap(\.tables)
      flow.filters = queries.flatMap(\.filters)
    }
    return written(flow, to: options.value("-o", "--output"))
  }

  func other(_ program: ShellProgram) -> ShellFlow? {
    let (plain, options) = program.parted(["-o", "--table", "--target-dir", "-t"])
    switch program.name {
    case "sqlite3":
      guard let file = plain.first,
        plain.dropFirst().contains(where: { $0.hasPrefix(".dump") || $0.hasPrefix(".backup") })
      else { return nil }
      return ShellFlow(form: "sqlite3", sources: [file])
    case "bcp":
      guard plain.count > 2, plain[1] == "out" || plain[1] == "queryout" else { return nil }
      return ShellFlow(form: "bcp", sources: [plain[0]], sink: sinks.sink(plain[2]))
    case "sqoop":
      guard let target = options.value("--target-dir") else { return nil }
      return ShellFlow(
        form: "sqoop",
        sources: options.all("--table"),
        sink: sinks.sink(target)
      )
    case "etcdctl":
      guard plain.first == "snapshot", plain.count > 2, plain[1] == "save" else { return nil }
      return ShellFlow(form: "etcdctl", sources: ["etcd"], sink: sinks.sink(plain[2]))
    default:
      guard plain.first == "backup", let target = plain.last, plain.count > 1 else { return nil }
      return ShellFlow(form: program.name, sources: ["influx"], sink: sinks.sink(target))
    }
  }
}
