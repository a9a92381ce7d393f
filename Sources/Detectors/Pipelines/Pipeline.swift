import Syntax

/// A pipeline, as far as every system has the same notions.
struct Pipeline: Sendable {
  var jobs: [PipelineJob] = []
  var triggers: [PipelineTrigger] = []
  /// Pieces of pipelines that come from elsewhere.
  var parts: [PipelinePart] = []
  var images: [RunImage] = []
  /// Keys that no other rule reads, and switches.
  var settings: [PipelineSetting] = []
  /// Places of waits and blocks, whose conditions are settings.
  var barriers: Set<String> = []
  /// Where a job that does not run holds nobody back, and a job is called what its title says.
  var goesOnPastSkipped = false
  var isNamedByTitles = false
  var doubts: [(line: Int, reason: String)] = []
  /// What steps leave open, and what strangers write into them.
  var openings = Facts()

  subscript(name: String) -> PipelineJob? { jobs.first { $0.name == name } }
}

struct PipelineJob: Sendable {
  var name: String
  let line: Int
  var steps: [PipelineStep] = []
  /// Jobs that end well before this one begins.
  var needs: [PipelineNote] = []
  /// Where it stands among the stages.
  var order: Int?
  /// Begins when all jobs of a lower stage have ended well; `nil` where only `needs` counts.
  var stage: Int?
  /// What has to be so for it to run, with what makes its failure count for nothing.
  var condition: PipelineNote?
  var optional: PipelineNote?
  /// What lets it run though a job that it waits for has failed.
  var heedless: PipelineNote?
  /// Whether jobs of later stages wait for it to end well.
  var holdsNextStage = true
  var approval: PipelineNote?
  /// Who may give the approval; anybody who can start a run where nobody is named.
  var approvers: [String]?
  var environment: PipelineNote?
  var secrets: [PipelineNote] = []
  /// A runner that is the organisation's own machine.
  var runner: PipelineNote?
  /// Variables and the like that reach every step.
  var surroundings = ""
  /// Why it matters what the job runs; `nil` where it holds nothing.
  var privilege: String?

  init(_ name: String, line: Int) {
    self.name = name
    self.line = line
  }

  /// Of the jobs before it those whose failure keeps it from running.
  var held: [String] {
    let names = needs.map(\.text)
    guard let heedless else { return names }
    return names.filter { StatusCondition.asks(for: $0, in: heedless) }
  }

  var holdsEverySecret: Bool { secrets.contains(where: \.isEverySecret) }

  /// All that it does and asks, whatever it is called.
  var content: String {
    let notes = [condition, optional, heedless, approval, environment, runner].map {
      $0?.text ?? ""
    }
    return (steps.map(\.signature) + notes + secrets.map(\.text) + [surroundings])
      .joined(separator: "\u{1}")
  }

  static let forStrangers = "strangers can start"
  static let forGate = "asks the gate"
}

/// A text and where it stands.
struct PipelineNote: Hashable, Sendable {
  let text: String
  let line: Int

  init(_ text: String, line: Int) {
    self.text = text
    self.line = line
  }

  init?(_ node: Node?) {
    guard let node, !node.isNull else { return nil }
    text = node.canonical
    line = node.position.line
  }

  /// Of a secret, whether it stands for all there are.
  var isEverySecret: Bool { text.hasPrefix("every ") }
}

struct PipelineStep: Sendable {
  let name: String
  let line: Int
  /// Commands, or the name of what the step uses.
  var script = ""
  var uses: String?
  var condition: PipelineNote?
  var optional: PipelineNote?
  /// What lets it run though a step before it has failed.
  var heedless: PipelineNote?
  /// Whether it comes when all is over: its failure stops nothing.
  var isAftermath = false
  /// Whatever else the step says: inputs, variables, shell.
  var surroundings = ""

  init(_ name: String, line: Int) {
    self.name = name
    self.line = line
  }

  /// The same for steps that do the same, whatever they are called.
  var signature: String {
    [deed, condition?.text ?? "", heedless == nil ? "" : "goes on"].joined(separator: "\u{0}")
  }

  /// The same for steps that do the same, whenever they do it.
  var deed: String {
    [ScriptText.normalized(script), uses ?? "", surroundings, optional?.text ?? ""]
      .joined(separator: "\u{0}")
  }
}

struct PipelineTrigger: Sendable {
  let name: String
  let line: Int
  /// Branches and tags that it is held to; `nil` where there are none.
  var branches: [String]?
  /// Other lists by their names, such as those of paths.
  var lists: [String: Set<String>] = [:]
  var rest = ""
  /// Whether a file without a word of it runs on every such occasion.
  var isOnUnlessSaid = false
}

/// An action, orb, plugin or included file, at some version.
struct PipelinePart: Sendable {
  var identity: String
  let name: String
  let version: String
  let line: Int
  let place: String
  /// Whether it may bring jobs of its own, such as a scan: what goes with it is not known.
  var bringsJobs = false

  /// A commit names one content forever.
  var isPinned: Bool {
    let text = version.hasPrefix("sha256:") ? String(version.dropFirst(7)) : version
    return text.count >= 40 && text.allSatisfy(\.isHexDigit)
  }

  /// An image without a tag is the latest one, whatever that is.
  var isFloating: Bool { name.hasPrefix("docker://") && ["", "latest"].contains(version) }
}

/// Shell text as far as its layout does not matter.
enum ScriptText {
  /// Without blank lines, comments and the space around lines.
  static func normalized(_ script: String) -> String {
    lines(script).joined(separator: "\n")
  }

  static func lines(_ script: String) -> [String] {
    joined(script).map { trimmed($0) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }

  /// Lines that a backslash continues are one.
  static func joined(_ script: String) -> [Substring] {
    var result: [Substring] = []
    var open: Substring?
    for line in script.split(separator: "\n", omittingEmptySubsequences: false) {
      let whole = open.map { $0 + " " + line.drop { $0 == " " || $0 == "\t" } } ?? line
      open = nil
      if whole.hasSuffix("\\") {
        open = trimmedEnd(whole.dropLast())
      } else {
        result.append(whole)
      }
    }
    if let open { result.append(open) }
    return result
  }

  private static func trimmedEnd(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(trimmedEnd(Substring(start)))
  }
}
