import Detection
import Syntax

/// A key of a pipeline that none of the rules reads, or a switch that loosens or holds what runs.
struct PipelineSetting: Sendable {
  let noun: String
  let text: String
  let line: Int
  var place: String
  /// 1 of what lets more happen, -1 of what holds back, 0 where nobody can tell.
  var rank = 0
  var kind = PipelineSettingRule.setting
  /// A barrier that is new holds back more, whatever its condition is.
  var isOfBarrier = false

  var slot: String { "\(place)\u{0}\(noun)" }

  /// A key whose meaning is not known.
  init(_ key: String, _ node: Node, line: Int, of place: String) {
    self.init("'\(key)'", node.canonical, line: line, of: place)
  }

  init(_ noun: String, _ text: String, line: Int, of place: String, rank: Int = 0) {
    self.noun = noun
    self.text = text
    self.line = line
    self.place = place
    self.rank = rank
  }
}

extension Pipeline {
  /// Notes every member that is neither known to the rules nor harmless.
  mutating func noteRest(of node: Node?, besides known: Set<String>, in place: String) {
    for member in node?.object ?? [] {
      guard !known.contains(member.key), !PipelineSettingRule.harmless.contains(member.key) else {
        continue
      }
      guard !member.key.hasPrefix("x-"), settings.count < 5000 else { continue }
      settings.append(
        PipelineSetting(member.key, member.value, line: member.keyPosition.line, of: place)
      )
    }
  }

  /// A switch that lets more happen where it is on.
  mutating func noteSwitch(_ key: String, in node: Node?, of place: String) {
    guard let flag = node?[key], !flag.isFalse, !flag.isNull else { return }
    settings.append(
      PipelineSetting("'\(key)'", flag.compact, line: flag.position.line, of: place, rank: 1)
    )
  }
}

/// Keys beside those that the other rules know.
enum PipelineSettingRule {
  static let setting = Kind(
    "setting",
    of: .pipeline,
    title: "A pipeline sets something else",
    help:
      "A switch that loosens what runs, or a key that no other rule reads: what it does with the jobs is for a reviewer to say.",
    example: Kind.Example(
      path: ".gitlab-ci.yml",
      old: "deploy:\n  script: [./deploy]\n",
      new: "deploy:\n  script: [./deploy]\n  hooks: {pre_get_sources_script: [./prepare]}\n"
    )
  )
  static let kinds = [setting]

  /// Titles, times and what is kept of a run: nothing of who may do what.
  static let harmless: Set<String> = [
    "name", "displayName", "label", "description", "run-name", "title", "emoji", "$schema",
    "timeout", "timeout-minutes", "timeoutInMinutes", "timeout_in_minutes",
    "cancelTimeoutInMinutes", "no_output_timeout", "max-time", "retry", "retryCountOnTaskFailure",
    "interruptible", "coverage", "cache", "caches", "artifacts", "artifact_paths", "concurrency",
    "concurrency_group", "concurrency_method", "resource_group", "priority", "parallelism", "size",
    "lockBehavior", "batch", "notify", "appendCommitMessageToRunName", "depth", "pull",
  ]

  static func compare(_ old: Pipeline, _ new: Pipeline) -> Findings {
    FactComparison(old: facts(old), new: facts(new)).findings
  }

  private static func facts(_ pipeline: Pipeline) -> Facts {
    var facts = Facts()
    facts.owners = pipeline.barriers
    for setting in pipeline.settings {
      facts.add(
        Fact(
          setting.kind,
          slot: setting.slot,
          rank: setting.rank,
          value: setting.text,
          owner: setting.isOfBarrier ? setting.place : nil,
          setting.rank == 0 ? .medium : .high,
          line: setting.line,
          setting.noun,
          "in \(setting.place)",
          verbs: .sets
        )
      )
    }
    return facts
  }
}
