import Syntax

/// Reads a Jenkinsfile line by line.
///
/// Groovy is a language of its own: every line that is no comment counts as something that runs.
struct JenkinsPipeline {
  private(set) var pipeline = Pipeline()
  private var stages = 0
  private var depth = 0
  /// The depth at which the stages that are open began.
  private var open: [(index: Int, depth: Int)] = []

  init(_ bytes: [UInt8]) {
    var head = PipelineJob("pipeline", line: 1)
    head.privilege = "sets up all stages"
    head.order = 0
    pipeline.jobs = [head]
    let text = Self.withoutComments(String(decoding: bytes, as: UTF8.self))
    var script: (lines: [String], line: Int, end: String)?
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, raw) in lines.enumerated() {
      let line = ScriptText.trimmed(raw)
      if let end = script?.end {
        guard let close = line.firstRange(of: end) else {
          script?.lines.append(line)
          continue
        }
        let rest = line[close.upperBound...].drop { $0 == ")" }
        script?.lines.append(String(line[..<close.lowerBound]) + rest)
        if let script { add(script.lines.joined(separator: "\n"), script.line) }
        script = nil
        continue
      }
      guard !line.isEmpty else { continue }
      if let (start, end) = Self.openScript(line) {
        script = ([start], index + 1, end)
      } else {
        read(line, index + 1)
      }
    }
    if let script { add(script.lines.joined(separator: "\n"), script.line) }
    finish()
  }

  private var current: Int { open.last?.index ?? 0 }

  /// A script in triple quotes that goes on over several lines.
  private static func openScript(_ line: String) -> (String, String)? {
    for quotes in ["'''", "\"\"\""] {
      guard let start = line.firstRange(of: quotes) else { continue }
      let rest = line[start.upperBound...]
      if rest.firstRange(of: quotes) == nil {
        return (String(line[..<start.lowerBound]) + rest, quotes)
      }
    }
    return nil
  }

  private mutating func read(_ line: String, _ number: Int) {
    if let name = Self.argument(of: "stage", in: line), stages <= PipelineComparison.maximum {
      stages += 1
      var job = PipelineJob(name, line: number)
      job.order = stages
      job.stage = stages
      open.append((pipeline.jobs.count, depth))
      pipeline.jobs.append(job)
    } else {
      note(line, number)
      if !Self.isFrame(line) { add(line, number) }
    }
    for character in line {
      if character == "{" { depth += 1 }
      guard character == "}" else { continue }
      depth -= 1
      if let last = open.last, depth <= last.depth { open.removeLast() }
    }
  }

  /// Words around steps that do nothing by themselves, and the question that is an approval.
  private static func isFrame(_ line: String) -> Bool {
    let word = line.filter { $0 != "{" && $0 != "}" && $0 != " " }
    return word.isEmpty || line.hasPrefix("input ") || line.hasPrefix("input(")
      || frames.contains(word)
  }

  private static let frames: Set<String> = [
    "pipeline", "stages", "steps", "script", "post", "always", "success", "failure", "options",
    "agentany", "agentnone", "environment", "parallel", "tools", "when",
  ]

  /// What a line says beside what it runs.
  private mutating func note(_ line: String, _ number: Int) {
    let job = current
    let first = line.prefix { $0.isLetter || $0 == "_" }
    switch first {
    case "input":
      pipeline.jobs[job].approval = PipelineNote("input", line: number)
    case "when", "expression", "branch", "allOf", "anyOf", "not":
      let before = pipeline.jobs[job].condition?.text ?? ""
      // What is beyond still counts as a line that runs.
      guard before.utf8.count < 1000 else { break }
      pipeline.jobs[job].condition = PipelineNote(before + line + " ", line: number)
    case "catchError", "warnError":
      pipeline.jobs[job].optional = PipelineNote(String(first), line: number)
    default: break
    }
    for marker in ["credentials(", "credentialsId:"] {
      guard let range = line.firstRange(of: marker) else { continue }
      let quoted = line[range.upperBound...].drop { $0 == " " }
      let name = quoted.dropFirst().prefix { $0 != "'" && $0 != "\"" }
      pipeline.jobs[job].secrets.append(PipelineNote(String(name), line: number))
    }
    if let image = Self.argument(of: "image", in: line) {
      pipeline.images.append(
        RunImage(
          identity: "\(pipeline.jobs[job].name)\u{0}image",
          image: image,
          line: number,
          place: "in stage '\(pipeline.jobs[job].name)'",
          environments: []
        )
      )
    }
    if line.hasPrefix("@Library"), let range = line.firstRange(of: "(") {
      let text = line[range.upperBound...].filter {
        $0 != "'" && $0 != "\"" && $0 != ")" && $0 != "_"
      }
      let parts = text.split(separator: "@", maxSplits: 1)
      pipeline.parts.append(
        PipelinePart(
          identity: parts.first.map(String.init) ?? "",
          name: "library \(parts.first ?? "")",
          version: parts.count == 2 ? ScriptText.trimmed(parts[1]) : "",
          line: number,
          place: "in the pipeline"
        )
      )
    }
  }

  private mutating func add(_ line: String, _ number: Int) {
    var step = PipelineStep(String(ScriptText.lines(line).first?.prefix(60) ?? ""), line: number)
    step.script = Self.command(line)
    if line.contains("returnStatus: true") {
      step.optional = PipelineNote("returnStatus: true", line: number)
    }
    pipeline.jobs[current].steps.append(step)
  }

  /// The commands that a step gives to a shell, else the line itself.
  private static func command(_ line: String) -> String {
    for verb in ["sh", "bat", "powershell", "pwsh"] where line.hasPrefix(verb) {
      let rest = line.dropFirst(verb.count)
      guard let next = rest.first, !next.isLetter else { continue }
      let inner = rest.drop { $0 == " " || $0 == "(" }
      guard let quote = inner.first, quote == "'" || quote == "\"" else {
        // Named arguments, or a script whose quotes are gone already.
        guard let named = inner.firstRange(of: "script:") else { return String(inner) }
        return unquoted(inner[named.upperBound...])
      }
      return unquoted(inner)
    }
    return line
  }

  private static func unquoted(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    guard let quote = start.first, quote == "'" || quote == "\"" else { return String(start) }
    let inner = start.drop { $0 == quote }
    guard let end = inner.lastIndex(of: quote) else { return String(inner) }
    var result = inner[..<end]
    while result.last == quote { result = result.dropLast() }
    return String(result)
  }

  private static func argument(of verb: String, in line: String) -> String? {
    guard line.hasPrefix(verb) else { return nil }
    let rest = line.dropFirst(verb.count).drop { $0 == " " || $0 == "(" }
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    return String(rest.dropFirst().prefix { $0 != quote })
  }

  private mutating func finish() {
    pipeline.spreadApprovals()
    for index in pipeline.jobs.indices.dropFirst() {
      var job = pipeline.jobs[index]
      job.secrets += job.steps.flatMap { step in
        SecretNames.inVariables(step.script).map { PipelineNote($0, line: step.line) }
      }
      if let secret = job.secrets.first {
        job.privilege = "holds secret '\(secret.text)'"
      } else if job.approval != nil {
        job.privilege = "waits for somebody's go-ahead"
      } else if DeployWords.areIn(job.name) {
        job.privilege = "deploys"
      } else if job.asksGate {
        job.privilege = PipelineJob.forGate
      }
      pipeline.jobs[index] = job
    }
  }

  /// Comments become spaces; quoted text stays.
  private static func withoutComments(_ text: String) -> String {
    var result: [UInt8] = []
    var quote: UInt8?
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let (byte, next) = (bytes[index], index + 1 < bytes.count ? bytes[index + 1] : 0)
      if let open = quote {
        if byte == open || byte == 0x0A { quote = nil }
        result.append(byte)
        index += 1
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      } else if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") {
        index += 2
        while index < bytes.count,
          !(bytes[index] == 0x2A && index + 1 < bytes.count && bytes[index + 1] == 0x2F)
        {
          if bytes[index] == 0x0A { result.append(0x0A) }
          index += 1
        }
        index += 2
      } else {
        if byte == 0x22 || byte == 0x27 { quote = byte }
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
