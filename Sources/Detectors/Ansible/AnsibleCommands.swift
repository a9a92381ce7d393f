import Detection
import Syntax

/// Commands that tasks run, where they give access, open a firewall or fetch what then runs.
enum AnsibleCommands {
  static func facts(_ task: AnsibleTask) -> [Fact] {
    guard ["shell", "command", "raw", "script", "expect"].contains(task.module) else { return [] }
    let text = task["cmd", "command", "_raw_params"] ?? task.freeForm
    let words = task.list("argv").joined(separator: " ")
    guard let commands = try? ShellWords.read(Array((text + words).utf8), limits: .small) else {
      return []
    }
    var facts: [Fact] = []
    var rest = commands[...]
    while let first = rest.first {
      let parts = rest.prefix { $0.pipeline == first.pipeline }
      rest = rest.dropFirst(parts.count)
      let pipeline = ShellPipeline(Array(parts))
      facts += BootCommands.meanings(of: pipeline).map { fact($0, pipeline.text, task) }
    }
    return facts
  }

  private static func fact(_ meaning: BootMeaning, _ text: String, _ task: AnsibleTask) -> Fact {
    let kinds = [
      BootKinds.access: AnsibleAccess.access, BootKinds.download: AnsibleDownload.download,
    ]
    let fact = meaning.fact(of: text, line: task.line, task.place)
    return Fact(
      kinds[meaning.kind] ?? AnsibleFirewall.firewall,
      slot: fact.slot,
      rank: fact.rank,
      fact.severity,
      line: fact.line,
      fact.noun,
      fact.place,
      verbs: fact.verbs
    )
  }
}
