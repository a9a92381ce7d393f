import Syntax

/// Finds what a Python program, mostly a job's, copies, and where to.
struct PythonExports {
  let sinks: SinkReader
  let calls: PythonCalls
  private var report = ExportReport()
  /// What stands for a library or a session that sends requests.
  private let clients: Set<String>
  /// Another server that stands in for a cloud's.
  private let endpoint: String?

  static func report(of bytes: [UInt8], sinks: SinkReader) throws(SyntaxError) -> ExportReport {
    let tokens = try PythonTokens.read(bytes)
    var reader = PythonExports(
      sinks: sinks,
      calls: PythonCalls(tokens),
      clients: PythonClients.names(in: tokens)
    )
    for call in reader.calls.calls { reader.read(call) }
    for token in tokens where token.kind == .string { reader.read(statement: token) }
    let schedule = reader.schedule
    return reader.report.moved(by: 0, schedule: schedule)
  }

  private init(sinks: SinkReader, calls: PythonCalls, clients: Set<String>) {
    self.sinks = sinks
    self.calls = calls
    self.clients = clients
    let endpoints = Set(calls.calls.compactMap { $0.value("endpoint_url")?.text })
    endpoint = endpoints.count == 1 ? endpoints.first : endpoints.isEmpty ? nil : "{endpoint}"
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
    } else if name.hasPrefix("saveAs"), name.hasSuffix("File") {
      readFrame(call)
    } else if ["exec", "eval"].contains(name), call.path.count == 1 {
      guard let text = call.arguments.first, text.raw.has(anyOf: ["("]) else { return }
      report.hide(text.raw, line: call.line, "'\(name)' of a text that is put together")
    } else if ["run", "Popen", "call", "check_call", "check_output", "system"].contains(name),
      ["subprocess", "os"].contains(call.path.first ?? "")
    {
      readCommand(
        call.arguments.first,
        call.line,
        isShell: call.name == "system" || call.named["shell"]?.text == "{True}"
      )
    } else if ["post", "put", "patch"].contains(name), clients.contains(call.path.first ?? "") {
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
    let sink = placed(sink, of: call)
    report.exports.append(
      Export(
        form: form,
        sources: SQLSentence.unique(sources.filter { !$0.isEmpty }).sorted(),
        sink: sink,
        columns: query?.columns ?? call.columns,
        filters: (query?.filters ?? []) + call.restrictions,
        role: role,
        through: calls.given.values(in: sink.text),
        line: call.line
      )
    )
  }

  /// Where it is open to everybody, or another server has it.
  private func placed(_ sink: Sink, of call: PythonCall) -> Sink {
    if call.named.values.contains(where: { $0.raw.has(anyOf: ["public-read", "publicRead"]) }) {
      return Sink(text: "\(sink.text), for everybody to read", reach: .internet)
    }
    guard let endpoint, sink.text.hasPrefix("s3://"), !endpoint.has(anyOf: [".amazonaws.com"])
    else {
      return sink
    }
    return sinks.sink(endpoint).named("\(sink.text) at \(endpoint)")
  }

  // MARK: - Everything else

  mutating func readCommand(_ value: PythonValue?, _ line: Int, isShell: Bool = true) {
    let value = value.flatMap { calls.lists[$0.raw] ?? $0 }
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
    guard
      text.has(anyOf: [
        "UNLOAD", "OUTFILE", "EXPORT DATA", "COPY ", "QUERY_EXPORT_TO_S3", "DIRECTORY",
      ])
    else { return }
    report.append(SQLExports.report(of: token.text, at: token.line, sinks: sinks))
  }
}
