import Detection
import Syntax

/// What steps and jobs leave open that they need not.
struct GitHubOpenings: Sendable {
  static let kind = Kind(
    "step-guard",
    of: .pipeline,
    title: "A step leaves something open, or closes it",
    help:
      "A checkout leaves the job's token in the workspace for whatever comes after, and for whoever gets the workspace, unless it is told not to; old commands let a step's output set the next one's variables; a password in a workflow is everybody's who reads it.",
    example: Kind.Example(
      path: ".github/workflows/test.yml",
      old: PipelineExamples.plain(
        step: "{uses: actions/checkout@v4, with: {persist-credentials: false}}"
      ),
      new: PipelineExamples.plain(step: "uses: actions/checkout@v4")
    )
  )

  private(set) var facts = Facts()
  private var checkouts: [String: Int] = [:]

  private static let token = "persist-credentials"
  private static let commands = "ACTIONS_ALLOW_UNSECURE_COMMANDS"

  /// Inputs and variables that are told here.
  static func isTold(_ key: String) -> Bool { key == token || key == commands }

  mutating func add(step: Node, job: String) {
    add(variables: step["env"], of: job)
    guard step["uses"]?.text?.hasPrefix("actions/checkout@") ?? false else { return }
    let number = checkouts[job, default: 0] + 1
    checkouts[job] = number
    let slot = "\(job)\u{0}checkout \(number)"
    facts.owners.insert(slot)
    guard let flag = step["with"]?[Self.token], flag.isFalse else { return }
    facts.add(
      Fact(
        Self.kind,
        slot: slot,
        rank: -1,
        owner: slot,
        .medium,
        line: flag.position.line,
        "'\(Self.token): false'",
        "at a checkout of job '\(job)'"
      )
    )
  }

  mutating func add(job: Node, named name: String) {
    add(variables: job["env"], of: name)
    let services = job["services"]?.object ?? []
    let places =
      [("container", job["container"])] + services.map { ("service '\($0.key)'", $0.value) }
    for (place, node) in places {
      guard let password = node?[path: "credentials", "password"], let text = password.text,
        !text.isEmpty, !text.contains("${{")
      else { continue }
      facts.add(
        Fact(
          Self.kind,
          slot: "\(name)\u{0}password of \(place)",
          .high,
          line: password.position.line,
          "a password as it is for \(place)",
          "of job '\(name)'",
          verbs: Fact.Verbs(comes: "writes", goes: "no longer writes")
        )
      )
    }
  }

  mutating func add(variables: Node?, of job: String) {
    guard let flag = variables?[Self.commands], flag.isTrue else { return }
    facts.add(
      Fact(
        Self.kind,
        slot: "\(job)\u{0}\(Self.commands)",
        .high,
        line: flag.position.line,
        "'\(Self.commands): true'",
        "for job '\(job)'"
      )
    )
  }
}
