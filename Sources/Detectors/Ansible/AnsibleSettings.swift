import Detection
import Syntax

/// How Ansible itself runs tasks, by variables of hosts and by `ansible.cfg`: as whom, and how sure of the host.
enum AnsibleSettings {
  /// `nil` where the file is none of settings.
  static func read(_ pair: FilePair, _ file: FileName) -> Reading? {
    let sides = [pair.old, pair.new].compactMap(\.self)
    let isConfig = file.name == "ansible.cfg"
    let places = ["group_vars", "host_vars", "inventory", "inventories", "vars", "defaults"]
    let isOfHosts =
      file.directories.contains(where: places.contains)
      || ["hosts", "inventory"].contains { file.name.hasPrefix($0) }
    let isOfTasks = file.directories.contains { ["tasks", "handlers"].contains($0) }
    guard isConfig || isOfHosts && !isOfTasks && suffixes.contains(file.suffix),
      isConfig || sides.contains(where: { $0.holds("ansible_") })
    else { return nil }
    do throws(SyntaxError) {
      guard let old = try facts(pair.old, file), let new = try facts(pair.new, file) else {
        return nil
      }
      return FactComparison(old: old, new: new, isTemplate: SystemdUnit.isTemplate).findings.reading
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
  }

  private static let suffixes: Set<String> = ["", "yml", "yaml", "json", "ini", "cfg"]

  /// `nil` where the text is a list, of plays or of tasks.
  private static func facts(_ bytes: [UInt8]?, _ file: FileName) throws(SyntaxError) -> Facts? {
    var facts = Facts()
    guard let bytes else { return facts }
    if file.name == "ansible.cfg" {
      for line in try INILines.read(bytes).lines {
        add(line.key, line.value, in: "", line.position.line, to: &facts)
      }
    } else if ["yml", "yaml", "json"].contains(file.suffix) {
      for document in try YAMLReader.read(bytes, limits: .bundle) {
        if document.array != nil { return nil }
        collect(document, in: "", to: &facts)
      }
    } else {
      try SyntaxLimits.small.check(bytes)
      collect(lines: String(decoding: bytes, as: UTF8.self), to: &facts)
    }
    return facts
  }

  /// `host ansible_become=true`, and `[group:vars]` with one on each line.
  private static func collect(lines text: String, to facts: inout Facts) {
    var section = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let words = line.split { $0.isWhitespace }.map(String.init)
      guard let first = words.first, !first.hasPrefix("#"), !first.hasPrefix(";") else { continue }
      if first.hasPrefix("[") { section = first }
      let host = first.contains("=") ? section : "\(section) \(first)"
      for word in words {
        let halves = word.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2, halves[0].hasPrefix("ansible_") else { continue }
        add(halves[0], halves[1].filter { !"\"'".contains($0) }, in: host, index + 1, to: &facts)
      }
    }
  }

  /// Depth is bounded by the reader that made the tree.
  private static func collect(_ node: Node, in place: String, to facts: inout Facts) {
    for member in node.object ?? [] {
      if member.key.hasPrefix("ansible_") {
        let value = member.value.text ?? member.value.canonical
        add(member.key, value, in: place, member.keyPosition.line, to: &facts)
      } else {
        collect(member.value, in: "\(place) \(member.key)", to: &facts)
      }
    }
  }

  private static func add(
    _ key: String,
    _ value: String,
    in place: String,
    _ line: Int,
    to facts: inout Facts
  ) {
    let name = key.hasPrefix("ansible_") ? String(key.dropFirst(8)) : key
    let isOn = SystemdUnit.flag(value)
    let rank: Int
    let kind: Kind
    switch name {
    case "become": (kind, rank) = (AnsiblePower.power, isOn == false ? 0 : 1)
    case "host_key_checking": (kind, rank) = (AnsibleGuards.guards, isOn == false ? 1 : 0)
    case "become_user", "become_method", "become_exe", "become_flags", "become_ask_pass":
      (kind, rank) = (AnsiblePower.power, 0)
    case "ssh_args", "ssh_common_args", "ssh_extra_args", "ssh_executable", "connection",
      "python_interpreter", "vault_password_file", "vault_identity_list", "private_key_file",
      "ssh_private_key_file", "remote_user", "no_log", "winrm_server_cert_validation",
      "callback_plugins", "library", "action_plugins", "server", "url", "validate_certs":
      (kind, rank) = (AnsibleGuards.guards, 0)
    default: return
    }
    // What is said to be as it is without a word is no more than that.
    if isOn != nil, rank == 0, ["become", "host_key_checking"].contains(name) { return }
    facts.add(
      Fact(
        kind,
        slot: "\(place) \(name)",
        rank: rank,
        value: value,
        .high,
        line: line,
        "'\(key)'",
        place.isEmpty ? "" : "of '\(ScriptText.trimmed(place[...]))'",
        verbs: .sets
      )
    )
  }
}
