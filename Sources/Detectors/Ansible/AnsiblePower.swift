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
    file.plays.flatMap { play -> [Fact] in
      let hosts = play["hosts"]?.compact ?? "?"
      return facts(play, "play on '\(hosts)'")
        + (play["roles"]?.array ?? []).flatMap { role in
          facts(role, "role '\(role["role"]?.text ?? role["name"]?.text ?? "?")' on '\(hosts)'")
        }
    } + file.nodes.flatMap { facts($0, "task '\($0["name"]?.text ?? "?")'") }
  }

  private static func facts(_ node: Node, _ what: String) -> [Fact] {
    let flags = ["become", "ansible_become", "sudo"].compactMap { node[$0] }
    return (flags + [node["vars"]?["ansible_become"]].compactMap(\.self)).compactMap { flag in
      isOff(flag)
        ? nil
        : Fact(
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

  static func isOff(_ flag: Node) -> Bool {
    ["false", "no", "off", "0"].contains(flag.text?.lowercased() ?? "")
  }
}
