import Syntax

/// Finds what a shell script's commands copy, and where to.
struct ShellExports {
  let sinks: SinkReader
  let depth: Int
  private var functions: Set<String> = []
  /// A function of the script runs its arguments.
  private var passesOn = false
  var variables: [String: String?] = [:]
  private var trace = ValueTrace()
  /// Whether the script has ended before, or a branch is never taken.
  var ends = ""
  var report = ExportReport()

  static func report(
    of text: String,
    at line: Int = 1,
    sinks: SinkReader,
    depth: Int = 0
  ) -> ExportReport {
    do throws(SyntaxError) {
      let commands = try ShellWords.read(Array(text.utf8), limits: .small)
      return report(of: commands, sinks: sinks, depth: depth).moved(by: line &- 1)
    } catch {
      var report = ExportReport()
      report.hide(text, line: line &+ error.position.line &- 1, "a script that is not read")
      return report
    }
  }

  static func report(
    of commands: [ShellCommand],
    sinks: SinkReader,
    depth: Int = 0
  ) -> ExportReport {
    var reader = ShellExports(sinks: sinks, depth: depth)
    guard commands.count <= 10_000 else {
      let text = commands.map(\.raw).joined(separator: "\n")
      reader.report.hide(text, line: commands[0].position.line, "more than 10000 commands")
      return reader.report
    }
    reader.functions = ShellFunctions.names(in: commands)
    reader.learn(commands)
    // A script within a script is followed there.
    if depth == 0 { reader.report.fetched = FetchedScript.fetches(in: commands) }
    var start = 0
    while start < commands.count {
      var end = start &+ 1
      while end < commands.count, commands[end].pipeline == commands[start].pipeline { end &+= 1 }
      reader.read(pipeline: Array(commands[start..<end]))
      start = end
    }
    return reader.report
  }

  private init(sinks: SinkReader, depth: Int) {
    self.sinks = sinks
    self.depth = depth
  }

  // MARK: - Variables

  /// A variable that is set to one value only stands for it.
  private mutating func learn(_ commands: [ShellCommand]) {
    for command in commands {
      if let name = command.words.first?.raw, ["\"$@\"", "$@", "$*", "\"${@}\""].contains(name) {
        passesOn = true
      }
      for assignment in command.assignments {
        set(assignment.name, to: text(of: assignment.value))
      }
      learnArguments(of: command)
      if ["export", "readonly", "local", "declare", "typeset"].contains(command.name ?? "") {
        for word in command.words.dropFirst() { learn(declared: word) }
      }
      if command.name == "read" || command.name == "for" {
        for word in command.words.dropFirst() {
          if let name = word.literal { variables[name] = .some(nil) }
        }
        let name = command.words.dropFirst().first?.literal ?? ""
        for word in command.words.dropFirst(3) { trace.add(text(of: word), to: name) }
      }
    }
  }

  /// Reads `export NAME=value`.
  private mutating func learn(declared word: ShellWord) {
    guard case .literal(let text)? = word.parts.first, let parts = SinkReader.split(text, at: "="),
      parts.0.utf8.allSatisfy(\.isSQLWord), !parts.0.isEmpty
    else { return }
    let whole = self.text(of: word)
    set(parts.0, to: String(whole.dropFirst(parts.0.count &+ 1)))
  }

  /// What functions of the script are given, by place: a command with arguments may call one.
  private mutating func learnArguments(of command: ShellCommand) {
    guard let name = command.name, functions.contains(name) else { return }
    for (index, word) in command.words.enumerated().dropFirst().prefix(9) {
      trace.add("\(name) \(text(of: word))", to: "\(index)")
    }
  }

  private mutating func set(_ name: String, to value: String) {
    trace.add(value, to: name)
    if let known = variables[name], known != value {
      variables[name] = .some(nil)
    } else {
      variables[name] = value
    }
  }

  func text(of word: ShellWord) -> String {
    var text = ""
    for part in word.parts {
      switch part {
      case .literal(let piece): text += piece
      case .variable(let name):
        if let value = variables[name] ?? nil { text += value } else { text += "${\(name)}" }
      case .opaque(let raw): text += raw
      }
      guard text.utf8.count < 10_000 else { return "${…}" }
    }
    return text
  }

  // MARK: - Pipelines

  private mutating func read(pipeline: [ShellCommand]) {
    var carried: ShellFlow?
    for (index, command) in pipeline.enumerated() {
      noteEnd(command)
      readTexts(of: command, after: pipeline[..<index])
      readSocket(command, carried)
      let isFed = index > 0 || command.redirections.contains { $0.sign == "<" }
      guard let program = program(of: command) else { continue }
      if let wrapper = ShellSecrets.encryption(program) {
        if carried == nil {
          carried = ShellFlow(form: program.name, sources: [output(pipeline[0])])
        }
        carried?.protection = wrapper
      }
      let recogniser = ShellRecogniser(
        sinks: sinks,
        depth: depth,
        command: command,
        endpoint: endpoint(of: command)
      )
      if let name = ShellFilters.name(program), carried != nil { carried?.filters.append(name) }
      if var flow = recogniser.flow(of: program) {
        report.append(flow.inner.moved(by: 0))
        if flow.takesInput, isFed { feed(&flow, from: carried, command, pipeline) }
        let isNote = flow.takesInput && carried == nil && flow.sink?.reach == .local
        if let sink = flow.sink, !flow.sources.isEmpty, !isNote {
          add(flow, to: sink, command)
          carried = nil
        } else if flow.sink == nil, !flow.sources.isEmpty {
          carried = flow
        }
      }
      if let flow = carried {
        redirect(flow, command, isLast: index == pipeline.count &- 1, &carried)
      }
    }
  }

  /// What a command reads from its input.
  private func feed(
    _ flow: inout ShellFlow,
    from carried: ShellFlow?,
    _ command: ShellCommand,
    _ pipeline: [ShellCommand]
  ) {
    if let carried {
      flow.sources = carried.sources
      flow.filters += carried.filters
      if flow.protection.isEmpty { flow.protection = carried.protection }
      flow.form = "\(carried.form) | \(flow.form)"
    } else if flow.sources.isEmpty {
      let file = command.redirections.first { $0.sign == "<" }.map { text(of: $0.target) }
      flow.sources = [file ?? output(pipeline[0])]
    }
  }

  func output(_ command: ShellCommand) -> String {
    let words = command.words.prefix(4).map(text)
    return "the output of '\(words.joined(separator: " "))'"
  }

  private mutating func redirect(
    _ flow: ShellFlow,
    _ command: ShellCommand,
    isLast: Bool,
    _ carried: inout ShellFlow?
  ) {
    if let out = command.redirections.last(where: { [">", ">>", ">|", "&>"].contains($0.sign) }) {
      let target = text(of: out.target)
      let isSocket = target.hasPrefix("/dev/tcp/") || target.hasPrefix("/dev/udp/")
      if target != "/dev/null", !isSocket { add(flow, to: sinks.sink(target), command) }
      carried = nil
    } else if isLast {
      add(flow, to: Sink(text: "standard output", reach: .local), command)
      carried = nil
    }
  }

  mutating func add(_ flow: ShellFlow, to sink: Sink, _ command: ShellCommand) {
    report.exports.append(
      Export(
        form: flow.form,
        sources: SQLSentence.unique(flow.sources).sorted(),
        sink: sink,
        filters: flow.filters,
        role: flow.role,
        protection: flow.protection,
        through: trace.values(in: sink.text) + ends,
        line: command.position.line
      )
    )
  }

  // MARK: - Programs

  /// The program that a command runs in the end; opaque commands are noted.
  private mutating func program(of command: ShellCommand) -> ShellProgram? {
    guard let first = command.words.first else { return nil }
    var words = command.words.flatMap(split)
    guard !words.isEmpty else { return nil }
    if first.literal == nil, SinkReader.isUnresolved(ShellWrappers.base(words[0]).utf8) {
      guard !words[0].utf8.elementsEqual("${@}".utf8) else { return nil }
      report.hide(command.raw, line: command.position.line, "a command whose name is not told")
      return nil
    }
    ShellWrappers.unwrap(&words, always: passesOn)
    guard let name = words.first else { return nil }
    let program = ShellProgram(name: ShellWrappers.base(name), arguments: Array(words.dropFirst()))
    if program.name == "eval", command.words.dropFirst().contains(where: { $0.literal == nil }) {
      report.hide(command.raw, line: command.position.line, "'eval' of a text that is put together")
    }
    return program
  }
}
