import Detection
import Syntax

/// Knows the commands that give access, fetch what then runs, and open a machine.
enum BootCommands {
  static func meanings(of pipeline: ShellPipeline) -> [BootMeaning] {
    let firewall = pipeline.words.compactMap(BootFirewall.meaning)
    return access(pipeline) + firewall + (download(pipeline).map { [$0] } ?? [])
  }

  // MARK: - What runs

  private static let fetching: Set<String> = ["curl", "wget"]
  private static let shells: Set<String> = [
    "sh", "bash", "zsh", "dash", "ksh", "python", "python3", "perl", "node", "ruby",
  ]

  private static func download(_ pipeline: ShellPipeline) -> BootMeaning? {
    let names = pipeline.words.map { $0.first ?? "" }
    let address = pipeline.words.joined().first { $0.contains("://") }
    if names.contains(where: fetching.contains), names.contains(where: shells.contains) {
      return runs(address ?? pipeline.text)
    }
    for (words, part) in zip(pipeline.words, pipeline.parts) {
      guard let name = words.first else { continue }
      // `bash <(curl …)`, `eval "$(curl …)"`, `. <(wget …)`
      let isRun = shells.contains(name) || ["eval", "source", "."].contains(name)
      let inner = part.words.flatMap(\.parts).compactMap { part in
        if case .opaque(let raw) = part { raw } else { nil }
      }.first { raw in fetching.contains { raw.contains("\($0) ") } }
      if isRun, let inner { return runs(inner) }
      if name == "git", words.dropFirst().first == "clone" || words.contains("clone") {
        return fetches(words.first { $0.contains("://") || $0.contains("@") } ?? pipeline.text)
      }
      if fetching.contains(name), let address, !isLocal(address), !sends(words) {
        return fetches(address)
      }
    }
    return nil
  }

  private static func runs(_ what: String) -> BootMeaning {
    BootMeaning(
      kind: BootKinds.download,
      severity: .high,
      noun: "'\(what)' unseen",
      verbs: .runs
    )
  }

  private static func fetches(_ what: String) -> BootMeaning {
    BootMeaning(
      kind: BootKinds.download,
      severity: .medium,
      noun: "'\(what)'",
      verbs: Fact.Verbs(comes: "fetches", goes: "no longer fetches")
    )
  }

  /// The machine's own, and the cloud's word on it.
  private static func isLocal(_ address: String) -> Bool {
    ["://169.254.169.254/", "://localhost", "://127.0.0.1", "://metadata.google.internal/"]
      .contains { address.contains($0) }
  }

  /// What is sent is judged with the exports.
  private static func sends(_ words: [String]) -> Bool {
    words.contains { word in
      ["-T", "-F", "-d", "-X"].contains { word.hasPrefix($0) }
        || ["--data", "--form", "--upload-file", "--request", "--post"].contains {
          word.hasPrefix($0)
        }
    }
  }

  // MARK: - Who gets in

  private static let mighty: Set<String> = [
    "sudo", "wheel", "admin", "root", "docker", "lxd", "disk", "shadow", "adm", "google-sudoers",
  ]

  private static func access(_ pipeline: ShellPipeline) -> [BootMeaning] {
    let accounts = pipeline.words.compactMap(account)
    guard let file = written(pipeline) else { return accounts }
    if file.contains("authorized_keys") { return accounts + [.key("a key in \(file)")] }
    if file.hasPrefix("/etc/sudoers") {
      return accounts + [
        BootMeaning(kind: BootKinds.access, severity: .critical, noun: "sudo rights in \(file)")
      ]
    }
    return accounts
  }

  private static func account(_ words: [String]) -> BootMeaning? {
    guard let name = words.first, let last = words.last, words.count > 1 else { return nil }
    let isMighty = words.dropFirst().contains { word in
      word.split(separator: ",").contains { mighty.contains(String($0)) }
    }
    let severity: Severity = isMighty ? .critical : .high
    switch name {
    case "useradd", "adduser":
      return BootMeaning(kind: BootKinds.access, severity: severity, noun: "account '\(last)'")
    case "usermod", "gpasswd":
      guard words.contains(where: { $0.hasPrefix("-") && $0.contains("G") || $0 == "-a" }) else {
        return nil
      }
      let groups = words.dropFirst().joined(separator: " ")
      return BootMeaning(kind: BootKinds.access, severity: severity, noun: "groups by '\(groups)'")
    case "ssh-import-id":
      return .key("the keys of '\(last)'")
    default: return nil
    }
  }

  /// The file that a pipeline writes: by a redirection, or by `tee`.
  private static func written(_ pipeline: ShellPipeline) -> String? {
    for part in pipeline.parts {
      for out in part.redirections where [">", ">>", ">|"].contains(out.sign) {
        let file = out.target.literal ?? out.target.raw
        if file.contains("authorized_keys") || file.hasPrefix("/etc/sudoers") { return file }
      }
    }
    for words in pipeline.words where words.first == "tee" {
      if let file = words.dropFirst().first(where: { !$0.hasPrefix("-") }) { return file }
    }
    return nil
  }
}
