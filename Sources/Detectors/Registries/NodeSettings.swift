import Syntax

/// Settings of npm and Yarn.
enum NodeSettings {
  static func npm(_ lines: [INILines.Line]) -> [RegistrySetting] {
    // Of a key that stands twice the last one holds.
    Dictionary(lines.map { ($0.key, $0) }) { $1 }.values.flatMap { npm($0) }
  }

  private static func npm(_ line: INILines.Line) -> [RegistrySetting] {
    let number = line.position.line
    let isOff = SystemdUnit.flag(line.value) == false
    let isOn = SystemdUnit.flag(line.value) == true
    switch line.key {
    case "registry",
      _ where line.key.hasSuffix(":registry"):
      return [RegistrySetting(.place, line.key, line.value, line: number)]
    case "strict-ssl", "audit", "package-lock", "engine-strict", "sign-git-tag":
      let isGuard = line.key == "strict-ssl" || line.key == "audit" || line.key == "package-lock"
      return isOff && isGuard
        ? [RegistrySetting(.opens, "'\(line.key)=false'", line: number)] : []
    case "ignore-scripts":
      return isOn ? [RegistrySetting(.guards, "'ignore-scripts=true'", line: number)] : []
    case "script-shell", "node-options", "git", "shell", "init-module", "prefix", "viewer":
      return [RegistrySetting(.opens, line.key, line.value, line: number)]
    case "proxy", "https-proxy", "http-proxy", "ca", "ca[]", "cafile", "noproxy":
      return [RegistrySetting(.place, line.key, line.value, line: number)]
    case _ where secrets.contains { line.key.hasSuffix($0) }:
      let secret = RegistrySetting(.secret, line.key, line.value, line: number)
      return [secret] + (recipient(line).map { [$0] } ?? [])
    case "min-release-age", "minimum-release-age":
      return line.value == "0"
        ? [] : [RegistrySetting(.guards, line.key, line.value, line: number)]
    default:
      return RegistryResidue.isCareful(line.key)
        ? [RegistrySetting(.other, line.key, line.value, line: number)] : []
    }
  }

  /// Whom a token is sent to.
  private static func recipient(_ line: INILines.Line) -> RegistrySetting? {
    guard line.key.hasPrefix("//"), let end = line.key.firstRange(of: "/:") else { return nil }
    let host = line.key[..<end.lowerBound].dropFirst(2)
    return RegistrySetting(.opens, "credentials for \(host)", line: line.position.line)
  }

  private static let secrets = [
    "_authToken", "_auth", "_password", ":key", "_authtoken", "npmAuthToken",
  ]

  static func yarn(_ root: Node?) -> [RegistrySetting] {
    guard let root else { return [] }
    var settings = scope(root, "")
    for (group, prefix) in [("npmScopes", "@"), ("npmRegistries", "")] {
      for member in root[group]?.object ?? [] {
        settings += scope(member.value, "\(prefix)\(member.key) ")
      }
    }
    for item in root["unsafeHttpWhitelist"]?.items ?? [] {
      let name = "unsafeHttpWhitelist \(item.text ?? "")"
      settings.append(RegistrySetting(.opens, name, line: item.position.line))
    }
    for plugin in root["plugins"]?.items ?? [] {
      let source = plugin["spec"]?.text ?? plugin["path"]?.text ?? plugin.text ?? "?"
      settings.append(
        RegistrySetting(.opens, "plugin \(source)", line: plugin.position.line)
      )
    }
    let groups = [
      "npmScopes", "npmRegistries", "unsafeHttpWhitelist", "plugins", "npmMinimalAgeGate",
    ]
    return settings
      + RegistryResidue.settings(of: root, but: Set(groups).union(places).union(judged))
  }

  private static let places = [
    "npmRegistryServer", "npmPublishRegistry", "httpProxy", "httpsProxy", "httpsCaFilePath",
    "caFilePath",
  ]
  private static let judged = [
    "npmAuthToken", "npmAuthIdent", "yarnPath", "enableStrictSsl", "checksumBehavior",
    "enableScripts", "enableHardenedMode",
  ]

  private static func scope(_ node: Node, _ prefix: String) -> [RegistrySetting] {
    func setting(_ meaning: RegistrySetting.Meaning, _ key: String, _ name: String? = nil)
      -> RegistrySetting?
    {
      node[key].map { value in
        let text = name == nil ? value.text ?? value.canonical : nil
        return RegistrySetting(meaning, name ?? prefix + key, text, line: value.position.line)
      }
    }
    var settings = places.map { setting(.place, $0) }
    settings += ["npmAuthToken", "npmAuthIdent"].map { setting(.secret, $0) }
    settings.append(setting(.opens, "yarnPath"))
    if node["enableStrictSsl"]?.isFalse ?? false {
      settings.append(setting(.opens, "enableStrictSsl", "'enableStrictSsl: false'"))
    }
    if let word = node["checksumBehavior"]?.text, word != "throw" {
      settings.append(setting(.opens, "checksumBehavior"))
    }
    if node["enableScripts"]?.isFalse ?? false {
      settings.append(setting(.guards, "enableScripts", "'enableScripts: false'"))
    }
    if node["enableHardenedMode"]?.isTrue ?? false {
      settings.append(setting(.guards, "enableHardenedMode", "'enableHardenedMode: true'"))
    }
    if let age = node["npmMinimalAgeGate"]?.text, age != "0" {
      settings.append(setting(.guards, "npmMinimalAgeGate"))
    }
    return settings.compactMap(\.self)
  }
}
