import Detection
import Syntax

extension BootScript {
  /// What `cloud-init` is told in YAML: commands, accounts and keys are read, the rest is compared as it is.
  mutating func read(
    cloudConfig text: String,
    at place: String,
    _ sinks: SinkReader,
    _ line: (Int) -> Int
  ) {
    guard let documents = try? YAMLReader.read(Array(text.utf8), limits: .small),
      documents.count == 1, let members = documents[0].object
    else { return leave(text) }
    leave("#cloud-config")
    for member in members.sorted(by: { $0.key < $1.key }) {
      let key = member.key
      switch key {
      case "runcmd", "bootcmd":
        leave(key)
        for item in member.value.list { read(command: item, text, at: place, sinks, line) }
      case "users":
        for user in member.value.list { read(user: user, at: place, line) }
      case "ssh_authorized_keys": read(keys: member.value, of: nil, at: place, line)
      case "ssh_pwauth" where member.value.isTrue:
        add(
          BootMeaning(kind: BootKinds.access, severity: .high, noun: "logins by password")
            .fact(of: key, line: line(member.value.position.line), place),
          of: key + ": true"
        )
      default: leave(key + ": " + member.value.canonical)
      }
    }
  }

  private mutating func read(
    command: Node,
    _ text: String,
    at place: String,
    _ sinks: SinkReader,
    _ line: (Int) -> Int
  ) {
    let script = command.array.map { LineExports.quoted($0.compactMap(\.text)) } ?? command.text
    guard let script else { return leave(command.canonical) }
    // A block begins in the line below its sign.
    let isBlock = command.array == nil && script.utf8.contains(0x0A)
    let start = command.position.line - (isBlock ? 0 : 1)
    read(shell: script, at: place, sinks) { line(start + $0) }
  }

  private mutating func read(user: Node, at place: String, _ line: (Int) -> Int) {
    guard let members = user.object, let name = user["name"]?.text else {
      return leave("users: " + user.canonical)
    }
    let number = line(user.position.line)
    func note(_ severity: Severity, _ noun: String, _ text: String) {
      let meaning = BootMeaning(kind: BootKinds.access, severity: severity, noun: noun)
      add(meaning.fact(of: text, line: number, place), of: "users \(name) \(text)")
    }
    note(.high, "account '\(name)'", name)
    for member in members.sorted(by: { $0.key < $1.key }) {
      let text = member.key + ": " + member.value.canonical
      switch member.key {
      case "name": break
      case "sudo" where member.value.bool != false:
        note(.critical, "sudo '\(member.value.compact)' of '\(name)'", text)
      case "groups", "primary_group":
        note(.high, "groups '\(member.value.compact)' of '\(name)'", text)
      case "ssh_authorized_keys", "ssh-authorized-keys", "ssh_import_id":
        read(keys: member.value, of: name, at: place, line)
      default: leave("users \(name) \(text)")
      }
    }
  }

  private mutating func read(
    keys: Node,
    of name: String?,
    at place: String,
    _ line: (Int) -> Int
  ) {
    let noun = name.map { "a key of '\($0)'" } ?? "a key"
    for key in keys.list {
      let meaning = BootMeaning.key(noun)
      add(
        meaning.fact(of: key.canonical, line: line(key.position.line), place),
        of: "key \(name ?? "") \(key.canonical)"
      )
    }
  }
}
