import Syntax

/// Settings that nobody here knows, and whose names say that they may matter: another value is another access.
enum RegistryResidue {
  /// Below a tree, but for the keys at its top that are judged already.
  static func settings(of root: Node, but judged: Set<String>) -> [RegistrySetting] {
    var settings: [RegistrySetting] = []
    for member in root.object ?? [] where !judged.contains(member.key) {
      collect(member.value, member.key, &settings)
    }
    return settings
  }

  /// Depth is bounded by the reader that made the tree.
  private static func collect(_ node: Node, _ name: String, _ settings: inout [RegistrySetting]) {
    if let members = node.object, !members.isEmpty {
      for member in members { collect(member.value, "\(name).\(member.key)", &settings) }
    } else if isCareful(name) {
      settings.append(
        RegistrySetting(.other, name, node.canonical, line: node.position.line)
      )
    }
  }

  static func isCareful(_ name: String) -> Bool {
    !harmless.contains(name) && KeyWords.words(of: name).contains(where: words.contains)
  }

  private static let harmless: Set<String> = [
    "save-exact", "prefer-offline", "package-import-method", "update-notifier", "cache-dir",
    "build.target-dir", "build.jobs", "build.target", "registry.protocol",
    "link-workspace-packages", "git-tag-version",
  ]

  private static let words: Set<String> = [
    "pnpmfile", "hook", "hooks", "plugin", "plugins", "script", "scripts", "shell", "exec",
    "command", "alias", "env", "include", "path", "paths", "source", "url", "mirror", "proxy",
    "registry", "registries", "index", "requirement", "constraint", "token", "auth", "credential",
    "credentials", "password", "keyring", "cert", "certfile", "certificate", "ca", "ssl", "tls",
    "insecure", "unsafe", "dangerously", "trust", "trusted", "verify", "verification", "signature",
    "signatures", "checksum", "integrity", "provenance", "allow", "allowed", "immutable", "built",
    "builds", "age", "gate", "release", "unstable", "wrapper", "runner", "flags", "hardened", "otp",
  ]
}
