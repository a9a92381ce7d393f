import Syntax

/// Finds what a Python program, mostly a job's, copies, and where to.
struct PythonExports {
  let sinks: SinkReader
  let calls: PythonCalls
  private var report = ExportReport()

  static func report(of bytes: [UInt8], sinks: SinkReader) throws(SyntaxError) -> ExportReport {
    let tokens = try PythonTokens.read(bytes)
    var reader = PythonExports(sinks: sinks, calls: PythonCalls(tokens))
    for call in reader.calls.calls { reader.read(call) }
    for token in tokens where token.kind == .string { reader.read(statement: token) }
    let schedule = reader.schedule
    return reader.report.moved(by: 0, schedule: schedule)
  }

  private init(sinks: SinkReader, calls: PythonCalls) {
    self.sinks = sinks
    self.calls = calls
  }

  /// Of the one DAG in the file.
  private var schedule: String {
    let dags = calls.calls.filter { $0.name == "DAG" || $0.name == "dag" }
    guard dags.count == 1, let value = dags[0].value("schedule", "schedule_interval"),
      value.isString
    else { return "" }
    return value.text
  }

  private mutating func read(_ call: PythonCall) {
    let name = call.name
    if name.hasSuffix("Operator") {
      readOperator(call)
    } else if Self.clientCalls.contains(name) {
      readClient(call)
    } else if name.hasPrefix("to_") || call.path.contains("write")
      || call.path.contains("writeStream")
    {
      readFrame(call)
    } else if ["run", "Popen", "call", "check_call", "check_output", "system"].contains(name),
      ["subprocess", "os"].contains(call.path.first ?? "")
    {
      readCommand(
        call.arguments.first,
        call.line,
        isShell: call.name == "system" || call.named["shell"]?.text == "{True}"
      )
    } else if ["post", "put"].contains(name),
      ["requests", "httpx", "session"].contains(call.path.first ?? "")
    {
      readRequest(call)
    }
  }

  mutating func add(
    _ form: String,
    _ sources: [String],
    _ sink: Sink,
    _ call: PythonCall,
    role: String = "",
    query: SQLQuery? = nil
  ) {
    report.exports.append(
      Export(
        form: form,
        sources: SQLSentence.unique(sources.filter { !$0.isEmpty }).sorted(),
        sink: sink,
        columns: query?.columns ?? [],
        filters: query?.filters ?? [],
        role: role,
        line: call.line
      )
    )
  }

  // MARK: - Airflow

  private mutating func readOperator(_ call: PythonCall) {
    let name = call.name
    if name == "BashOperator" { return readCommand(call.value("bash_command"), call.line) }
    if name == "SSHOperator" { return readCommand(call.value("command"), call.line) }
    if name == "EmailOperator" {
      let to = call.value("to")?.text ?? "{to}"
      return add(name, [call.value("files")?.text ?? "a mail"], sinks.sink(to), call)
    }
    if ["SimpleHttpOperator", "HttpOperator"].contains(name) {
      let address = call.value("endpoint")?.text ?? "{endpoint}"
      let host = call.value("http_conn_id")?.text ?? "http_default"
      let sink = Sink(
        text: "\(host) \(address)",
        reach: address.contains("://") ? sinks.reach(of: address) : .unknown
      )
      return add(name, [call.value("data", "json")?.text ?? "a request"], sink, call)
    }
    guard let place = Self.transfer(name) else { return }
    let sql = call.value("sql", "query", "select_query")?.text
    let query = sql.map { SQLQuery(text: $0) }
    add(
      name,
      Self.sources(call, from: place.0) + (query?.tables ?? []),
      sink(call, to: place.1),
      call,
      role: Self.role(call),
      query: query
    )
  }

  /// `PostgresToGCSOperator` is from Postgres to GCS.
  static func transfer(_ name: String) -> (String, String)? {
    let core = String(name.dropLast(8))
    guard let (from, to) = SinkReader.split(core, at: "To"), !from.isEmpty, !to.isEmpty else {
      return nil
    }
    return (from, to)
  }

  private static func role(_ call: PythonCall) -> String {
    call.value(
      "aws_conn_id",
      "gcp_conn_id",
      "dest_aws_conn_id",
      "sftp_conn_id",
      "impersonation_chain"
    )?
    .text ?? ""
  }

  private static let sourceNames = [
    "table", "source_table", "dynamodb_table_name", "schema", "source_project_dataset_table",
    "source_bucket", "bucket_name", "source_object", "s3_key", "source_path", "source_bucket_key",
    "source_bucket_name", "source_bucket_key", "table_name", "collection", "mongo_collection",
    "source_objects", "s3_bucket", "prefix",
  ]

  private static func sources(_ call: PythonCall, from place: String) -> [String] {
    let found = sourceNames.compactMap { name in
      isTarget(name, of: call, from: place) ? nil : call.value(name)?.text
    }
    return found.isEmpty && call.value("sql", "query") == nil ? [place] : found
  }

  /// In `SqlToS3` the bucket is where it goes, in `S3ToSFTP` where it comes from.
  private static func isTarget(_ name: String, of call: PythonCall, from place: String) -> Bool {
    guard name == "s3_bucket" || name == "bucket_name" || name == "s3_key" || name == "prefix"
    else {
      return false
    }
    return !["S3", "GCS", "GoogleCloudStorage"].contains(place)
  }

  private func sink(_ call: PythonCall, to place: String) -> Sink {
    let key = call.value("s3_key", "dest_key", "filename", "destination_object", "key")?.text ?? ""
    if let address = call.value(
      "destination_cloud_storage_uris",
      "dest_gcs",
      "dest_s3_key",
      "dest_bucket_key",
      "dest_s3",
      "destination_path_uri"
    )?.text, address.contains("://") {
      return sinks.sink(address)
    }
    let bucket = call.value(
      "s3_bucket",
      "s3_bucket_name",
      "bucket",
      "bucket_name",
      "dest_bucket",
      "destination_bucket",
      "dest_bucket_name",
      "container_name",
      "dest_s3_bucket"
    )?.text
    switch place {
    case "S3": return sinks.sink("s3://\(bucket ?? "{bucket}")/\(key)")
    case "GCS", "GoogleCloudStorage": return sinks.sink("gs://\(bucket ?? "{bucket}")/\(key)")
    case "Local", "LocalFilesystem":
      return Sink(
        text: call.value("filename", "dst", "local_path")?.text ?? "a file",
        reach: .local
      )
    case "SFTP", "FTP":
      let path =
        call.value("sftp_path", "destination_path", "ftp_path", "remote_filepath")?.text ?? ""
      return Sink(
        text: "\(call.value("sftp_conn_id", "ftp_conn_id")?.text ?? place) \(path)",
        reach: .unknown
      )
    default:
      let name = call.value(
        "destination_project_dataset_table",
        "table",
        "target_table",
        "snowflake_table",
        "postgres_table",
        "mysql_table",
        "blob_name",
        "folder_id",
        "spreadsheet_id"
      )?.text
      return Sink(
        text: "\(place) \(name ?? bucket ?? "")",
        reach: bucket.map { sinks.reach(named: $0, else: .outside) } ?? .inside
      )
    }
  }

  // MARK: - Everything else

  private mutating func readCommand(_ value: PythonValue?, _ line: Int, isShell: Bool = true) {
    guard let value, value.isString else {
      if isShell, let value {
        report.hide(value.raw, line: line, "a command that is put together")
      }
      return
    }
    let script = value.items.isEmpty ? value.text : LineExports.quoted(value.items)
    // What a format string fills in, no shell knows.
    let plain = script.replacing("{{", with: "${").replacing("}}", with: "}")
    report.append(ShellExports.report(of: Self.variables(plain), at: line, sinks: sinks, depth: 1))
  }

  /// `{name}` as a shell's variable.
  private static func variables(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "{"), result.last != UInt8(ascii: "$") {
        result.append(UInt8(ascii: "$"))
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func readRequest(_ call: PythonCall) {
    guard let files = call.value("files", "data", "content"),
      !files.isString || call.named["files"] != nil,
      let address = call.value("url", at: 0)
    else { return }
    add("\(call.path.first ?? "").\(call.name)", [files.text], sinks.sink(address.text), call)
  }

  /// A string that is a statement of SQL which copies out.
  private mutating func read(statement token: PythonToken) {
    guard token.text.utf8.count > 12 else { return }
    let words = token.text.utf8.prefix(60_000)
    let text = String(decoding: Array(words), as: UTF8.self).asciiCapitals
    guard text.has(anyOf: ["UNLOAD", "OUTFILE", "EXPORT DATA", "COPY ", "QUERY_EXPORT_TO_S3"])
    else { return }
    report.append(SQLExports.report(of: token.text, at: token.line, sinks: sinks))
  }
}
