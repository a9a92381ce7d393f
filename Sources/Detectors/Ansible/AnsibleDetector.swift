package import Detection
import Syntax

/// What tasks of Ansible give, open and fetch on the machines that they run on.
package struct AnsibleDetector: Detector {
  package init() {}

  package var kinds: [Kind] {
    [
      AnsibleAccess.access, AnsiblePower.power, AnsibleFirewall.firewall, AnsibleDownload.download,
      AnsibleGuards.guards,
    ]
  }

  package func read(_ pair: FilePair) -> Reading {
    let file = FileName(pair.path)
    if let settings = AnsibleSettings.read(pair, file) { return settings }
    guard ["yml", "yaml"].contains(file.suffix) else { return .foreign }
    let isOfRole = file.directories.contains { ["tasks", "handlers"].contains($0) }
    let sides = [pair.old, pair.new].compactMap(\.self)
    let marks = ["tasks:", "roles:", "handlers:"]
    guard isOfRole || sides.contains(where: { side in marks.contains(where: side.holds) }) else {
      return .foreign
    }
    do throws(SyntaxError) {
      let old = try Self.file(pair.old, isOfRole)
      let new = try Self.file(pair.new, isOfRole)
      guard old != nil || new != nil else { return .foreign }
      guard max(old?.size ?? 0, new?.size ?? 0) <= AnsibleFile.limit else {
        return .unreadable(line: nil, reason: "more than \(AnsibleFile.limit) tasks")
      }
      return FactComparison(old: Self.facts(old), new: Self.facts(new)).findings.reading
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static func file(_ bytes: [UInt8]?, _ isOfRole: Bool) throws(SyntaxError) -> AnsibleFile?
  {
    guard let bytes else { return nil }
    return AnsibleFile(try YAMLReader.read(bytes, limits: .small), isOfRole: isOfRole)
  }

  private static func facts(_ file: AnsibleFile?) -> Facts {
    var facts = Facts()
    guard let file else { return facts }
    facts.add(AnsiblePower.facts(file))
    for task in file.tasks {
      facts.owners.insert(task.name)
      let told =
        AnsibleAccess.facts(task) + AnsibleFirewall.facts(task) + AnsibleDownload.facts(task)
        + AnsibleGuards.facts(task) + AnsibleCommands.facts(task)
      facts.add(told)
      for fact in told where fact.rank > 0 { add(circumstancesOf: fact, task, to: &facts) }
    }
    return facts
  }

  /// What gives something gives it elsewhere, or at other times, where what it hangs on is something else.
  private static func add(circumstancesOf fact: Fact, _ task: AnsibleTask, to facts: inout Facts) {
    let slot = "circumstances of \(fact.slot)"
    facts.owners.insert(slot)
    guard !task.circumstances.isEmpty else { return }
    facts.add(
      Fact(
        fact.kind,
        slot: slot,
        rank: 0,
        value: task.circumstances,
        owner: slot,
        fact.severity,
        line: task.line,
        "what hangs on conditions, \(fact.noun),",
        task.place
      )
    )
  }

  static func example(_ old: String?, _ new: String) -> Kind.Example {
    func text(_ task: String) -> String { "- name: a task\n  \(task)\n" }
    return Kind.Example(path: "roles/web/tasks/main.yml", old: old.map(text), new: text(new))
  }
}
