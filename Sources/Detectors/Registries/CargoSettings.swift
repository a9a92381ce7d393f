import Syntax

/// Settings of Cargo.
enum CargoSettings {
  static func all(_ root: Node) -> [RegistrySetting] {
    var settings: [RegistrySetting] = []
    func add(_ meaning: RegistrySetting.Meaning, _ name: String, _ node: Node?) {
      guard let node else { return }
      let value = node.text ?? node.canonical
      settings.append(RegistrySetting(meaning, name, value, line: node.position.line))
    }
    for member in root["source"]?.object ?? [] {
      for key in ["replace-with", "registry", "git", "directory", "local-registry"] {
        add(.place, "source \(member.key) \(key)", member.value[key])
      }
    }
    for member in root["registries"]?.object ?? [] {
      add(.place, "registry \(member.key)", member.value["index"])
      add(.secret, "registry \(member.key) token", member.value["token"])
      add(.other, "registry \(member.key) program", member.value["credential-provider"])
    }
    for key in ["default", "index"] { add(.place, "registry \(key)", root["registry"]?[key]) }
    add(.secret, "registry token", root["registry"]?["token"])
    for key in ["proxy", "cainfo", "ssl-version"] { add(.place, "http \(key)", root["http"]?[key]) }
    if let node = root[path: "http", "check-revoke"], node.isFalse {
      add(.opens, "'http.check-revoke = false'", node)
    }
    for key in ["rustc", "rustc-wrapper", "rustc-workspace-wrapper", "rustflags", "rustdoc"] {
      add(.opens, "build \(key)", root["build"]?[key])
    }
    for member in root["target"]?.object ?? [] {
      for key in ["linker", "runner", "rustflags"] {
        add(.opens, "target \(member.key) \(key)", member.value[key])
      }
    }
    for member in root["patch"]?.object ?? [] {
      for package in member.value.object ?? [] {
        add(.opens, "patch \(member.key) \(package.key)", package.value)
      }
    }
    return settings + rest(root)
  }

  /// By the tables that are judged, and the keys in them.
  private static func rest(_ root: Node) -> [RegistrySetting] {
    let judged: [String: Set<String>] = [
      "registry": ["default", "index", "token"],
      "http": ["proxy", "cainfo", "ssl-version", "check-revoke"],
      "build": ["rustc", "rustc-wrapper", "rustc-workspace-wrapper", "rustflags", "rustdoc"],
    ]
    let tables = judged.flatMap { table, keys -> [RegistrySetting] in
      root[table].map { inner in
        RegistryResidue.settings(of: inner, but: keys).map { setting in
          RegistrySetting(.other, "\(table) \(setting.name)", setting.value, line: setting.line)
        }
      } ?? []
    }
    let others = Set(judged.keys).union(["source", "registries", "target", "patch"])
    return tables + RegistryResidue.settings(of: root, but: others)
  }
}

/// Repositories within the repository.
enum Submodules {
  static func all(_ lines: [INILines.Line]) -> [RegistrySetting] {
    lines.compactMap { line in
      let key = line.key.lowercased()
      let section = line.section.replacing("\"", with: "'")
      let name = section.isEmpty ? key : "\(section) \(key)"
      let number = line.position.line
      switch key {
      case "ignore", "shallow", "fetchrecursesubmodules": return nil
      // A command of the superproject, which git refuses to take from here today.
      case "update" where line.value.hasPrefix("!"):
        return RegistrySetting(.opens, name, line.value, line: number)
      // The address, the branch, and whatever git learns to read from here.
      default: return RegistrySetting(.place, name, line.value, line: number)
      }
    }
  }
}
