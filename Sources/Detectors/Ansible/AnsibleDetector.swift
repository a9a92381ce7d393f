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
      guard max(old?.nodes.count ?? 0, new?.nodes.count ?? 0) <= AnsibleFile.limit else {
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
      facts.add(AnsibleAccess.facts(task))
      facts.add(AnsibleFirewall.facts(task))
      facts.add(AnsibleDownload.facts(task))
      facts.add(AnsibleGuards.facts(task))
    }
    return facts
  }

  static func example(_ old: String?, _ new: String) -> Kind.Example {
    func text(_ task: String) -> String { "- name: a task\n  \(task)\n" }
    return Kind.Example(path: "roles/web/tasks/main.yml", old: old.map(text), new: text(new))
  }
}
