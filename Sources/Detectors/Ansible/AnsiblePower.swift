import Detection
import Syntax

/// Plays, blocks and tasks that run as root, or as somebody else.
enum AnsiblePower {
  static let power = Kind(
    "ansible-become",
    of: .iam,
    title: "Tasks run as root, or no longer",
    help: "With 'become' all that a play, block or task runs acts as root or as the user named.",
    example: AnsibleDetector.example("command: id", "command: id\n  become: true")
  )

  static func facts(_ file: AnsibleFile) -> [Fact] {
    file.plays.compactMap { fact($0, "play on '\($0["hosts"]?.compact ?? "?")'") }
      + file.nodes.compactMap { fact($0, "task '\($0["name"]?.text ?? "?")'") }
  }

  private static func fact(_ node: Node, _ what: String) -> Fact? {
    guard let flag = node["become"],
      !["false", "no", "off"].contains(flag.text?.lowercased() ?? "")
    else { return nil }
    return Fact(
      power,
      slot: what,
      value: node["become_user"]?.text,
      .high,
      line: flag.position.line,
      "become",
      "for \(what)",
      verbs: .sets
    )
  }
}
