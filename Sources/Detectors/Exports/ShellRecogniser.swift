import Syntax

/// Knows the programs that copy data.
struct ShellRecogniser {
  let sinks: SinkReader
  let depth: Int
  let command: ShellCommand
  /// Another server that stands in for the cloud's; empty for its own.
  var endpoint = ""

  static let known: Set<String> = [
    "_rows", "pg_dump", "pg_dumpall", "pg_basebackup", "mysqldump", "mariadb-dump", "mysqlpump",
    "mydumper", "mongodump", "mongoexport", "redis-cli", "psql", "mysql", "mariadb", "sqlcmd",
    "snowsql", "clickhouse-client", "clickhouse", "cqlsh", "sqlite3", "bcp", "aws", "gsutil",
    "gcloud",
    "bq", "az", "azcopy", "rclone", "s3cmd", "mc", "s5cmd", "scp", "rsync", "sftp", "curl", "wget",
    "nc", "ncat", "netcat", "socat", "ssh", "mail", "mailx", "mutt", "sendmail", "sh", "bash",
    "dash",
    "zsh", "ksh", "eval", "su", "restic", "borg", "duplicity", "hadoop", "hdfs", "sqoop", "etcdctl",
    "tee", "kubectl", "influxd", "wal-g", "cockroach", "http", "lftp", "ftp", "dd", "cat",
    "psql-ctl", "git",
  ]

  func flow(of program: ShellProgram) -> ShellFlow? {
    switch program.name {
    case "_rows": ShellFlow(form: "rows", sources: ["rows"])
    case "pg_dump", "pg_dumpall", "pg_basebackup": postgres(program)
    case "mysqldump", "mariadb-dump", "mysqlpump", "mydumper": mysql(program)
    case "mongodump", "mongoexport": mongo(program)
    case "redis-cli": redis(program)
    case "psql", "mysql", "mariadb", "sqlcmd", "snowsql", "clickhouse-client", "clickhouse",
      "cqlsh",
      "cockroach":
      client(program)
    case "sqlite3", "bcp", "sqoop", "etcdctl", "influxd": other(program)
    case "aws": aws(program)
    case "gsutil", "gcloud", "bq": google(program)
    case "az", "azcopy": azure(program)
    case "rclone", "s3cmd", "mc", "s5cmd", "hadoop", "hdfs", "kubectl": mover(program)
    case "restic", "borg", "duplicity", "wal-g": backup(program)
    case "scp", "rsync", "sftp", "lftp", "ftp": transfer(program)
    case "curl", "wget", "http": web(program)
    case "nc", "ncat", "netcat", "socat": socket(program)
    case "ssh": remote(program)
    case "mail", "mailx", "mutt", "sendmail": mail(program)
    case "sh", "bash", "dash", "zsh", "ksh", "eval", "su": shell(program)
    case "tee": tee(program)
    case "git": push(program)
    default: nil
    }
  }

  var line: Int { command.position.line }

  /// From one place to another, of which at least one is remote.
  func copy(
    _ form: String,
    _ plain: [String],
    role: String = "",
    protection: String = "",
    filters: [String] = [],
    isPublic: Bool = false
  ) -> ShellFlow? {
    guard plain.count > 1, let target = plain.last else { return nil }
    var flow = ShellFlow(form: form, filters: filters, role: role, protection: protection)
    var sink = sinks.sink(target == "-" ? "standard output" : target)
    if isPublic { sink = Sink(text: "\(sink.text), for everybody to read", reach: .internet) }
    flow.sink = target == "-" ? nil : sink
    let sources = plain.dropLast()
    flow.takesInput = sources.contains("-")
    flow.sources = sources.filter { $0 != "-" }
    return flow
  }

  // MARK: - Shells

  private func shell(_ program: ShellProgram) -> ShellFlow? {
    let text: String
    if program.name == "eval" {
      text = program.arguments.joined(separator: " ")
    } else {
      guard
        let place = program.arguments.firstIndex(where: {
          $0 == "-c" || $0.hasSuffix("c") && $0.hasPrefix("-") && !$0.hasPrefix("--")
        }),
        place &+ 1 < program.arguments.count
      else { return documents(program) }
      text = program.arguments[place &+ 1]
    }
    return inner(text, program.name)
  }

  /// A script that stands in a here document.
  private func documents(_ program: ShellProgram) -> ShellFlow? {
    guard let document = command.hereDocuments.first, depth < 3 else { return nil }
    var flow = ShellFlow(form: program.name)
    flow.inner = ShellExports.report(
      of: document.text,
      at: document.position.line,
      sinks: sinks,
      depth: depth &+ 1
    )
    return flow
  }

  func inner(_ text: String, _ form: String) -> ShellFlow? {
    guard depth < 3 else { return nil }
    var flow = ShellFlow(form: form)
    let report = ShellExports.report(of: text, at: line, sinks: sinks, depth: depth &+ 1)
    flow.inner.opaque = report.opaque
    flow.inner.exports = report.exports.filter { $0.sink.text != "standard output" }
    let open = report.exports.filter { $0.sink.text == "standard output" }
    flow.sources = open.flatMap(\.sources)
    flow.filters = open.flatMap(\.filters)
    if let first = open.first { flow.form = first.form }
    return flow
  }

  private func remote(_ program: ShellProgram) -> ShellFlow? {
    var (plain, _) = program.parted([
      "-p", "-i", "-l", "-o", "-F", "-L", "-R", "-D", "-J", "-c", "-b", "-E", "-W",
    ])
    // What stands before `user@host` in a variable are options.
    if plain.count > 1, plain[1].utf8.contains(UInt8(ascii: "@")), plain[0].hasPrefix("${"),
      plain[0].hasSuffix("}")
    {
      plain.removeFirst()
    }
    guard let host = plain.first else { return nil }
    let text = plain.dropFirst().joined(separator: " ")
    guard !text.isEmpty else { return documents(program) }
    var flow = inner(text, "ssh") ?? ShellFlow(form: "ssh")
    let stores = [
      "cat", "dd", "tee", "tar", "psql", "mysql", "gzip", "gunzip", "pg_restore", "zfs",
    ]
    if flow.sources.isEmpty,
      stores.contains(where: { text.hasPrefix($0) || text.contains(" \($0) ") })
    {
      flow.sink = sinks.sink(host + ":")
      flow.takesInput = true
    }
    return flow
  }

  /// `git push https://…`, and a remote that is pushed to later.
  private func push(_ program: ShellProgram) -> ShellFlow? {
    let (plain, _) = program.parted(["-C", "-c", "--git-dir", "--work-tree", "-o", "--push-option"])
    let isRemote = plain.first == "remote" && ["add", "set-url"].contains(plain.dropFirst().first)
    guard plain.first == "push" || isRemote,
      let address = plain.first(where: {
        $0.contains("://") || $0.contains("@") && $0.contains(":")
      })
    else { return nil }
    let form = isRemote ? "git remote" : "git push"
    return ShellFlow(form: form, sources: ["the repository"], sink: sinks.sink(address))
  }

  private func tee(_ program: ShellProgram) -> ShellFlow? {
    guard let file = program.parted([]).plain.first else { return nil }
    return ShellFlow(form: "tee", sink: sinks.sink(file), takesInput: true)
  }
}
