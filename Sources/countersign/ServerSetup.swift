internal import Gathering
internal import Git
internal import GitObjects
internal import Hooks
internal import Ledger
internal import Platform
internal import Policy
internal import SSH

/// The steps of `countersign init`, each of which may be done already.
struct ServerSetup: ~Copyable {
  private let repository: Repository
  private let directory: [UInt8]

  init(directory: String) throws {
    guard let resolved = Files.resolve(Array(directory.utf8)) else {
      throw Failure("'\(Escaped.text(directory))' is no directory", hint: "make it with 'git init --bare'")
    }
    let repository: Repository
    do throws(GitError) {
      repository = try Repository.open(gitDirectory: resolved)
    } catch {
      if error.kind == .unsupported {
        throw Failure("\(error)", hint: "use a repository with SHA-1 ids and files for its references")
      }
      throw Failure("'\(Escaped.text(resolved))' is no git repository", hint: "make it with 'git init --bare'")
    }
    if repository.isShallow { throw Failure("the repository is shallow", hint: "run 'git fetch --unshallow'") }
    self.directory = repository.commonDirectory
    self.repository = repository
  }

  private func path(_ name: String) -> [UInt8] { Files.join(directory, name) }

  private static func say(_ verb: String, _ what: String) { Streams.write("countersign: \(verb) \(what)\n") }

  // MARK: hooks

  borrowing func installHooks(chain: Bool) throws {
    let binary = try Self.binary()
    try Files.makeDirectory(path("hooks"))
    for hook in Hook.allCases {
      let file = path("hooks/\(hook.rawValue)")
      let ours = Self.script(hook, binary: binary, chained: nil)
      let chained = Self.script(hook, binary: binary, chained: file + Array(".chained".utf8))
      let present = try Files.read(file, limit: 1 << 20)
      if present == ours || present == chained {
        Self.say("kept", "hooks/\(hook.rawValue)")
        continue
      }
      var script = ours
      if let present, !Self.isOurs(present) {
        guard chain else {
          throw Failure(
            "'hooks/\(hook.rawValue)' is somebody else's", hint: "run 'countersign init --chain' to run it before ours")
        }
        try Files.write(present, to: file + Array(".chained".utf8), mode: 0o755)
        script = chained
      }
      try Files.write(script, to: file, mode: 0o755)
      Self.say("made", "hooks/\(hook.rawValue)")
    }
  }

  borrowing func removeHooks() throws {
    for hook in Hook.allCases {
      let file = path("hooks/\(hook.rawValue)")
      guard let present = try Files.read(file, limit: 1 << 20), Self.isOurs(present) else {
        Self.say("kept", "hooks/\(hook.rawValue), which is not ours")
        continue
      }
      let chained = file + Array(".chained".utf8)
      if let old = try Files.read(chained, limit: 1 << 20) {
        try Files.write(old, to: file, mode: 0o755)
        try Files.remove(chained)
        Self.say("restored", "hooks/\(hook.rawValue)")
      } else {
        try Files.remove(file)
        Self.say("removed", "hooks/\(hook.rawValue)")
      }
    }
  }

  private static let mark = "# Installed by countersign init."

  private static func isOurs(_ script: [UInt8]) -> Bool {
    script.split(separator: 0x0A).contains { $0.elementsEqual(mark.utf8) }
  }

  /// A hook that does anything after the binary could turn its crash into an acceptance; so it is replaced.
  private static func script(_ hook: Hook, binary: [UInt8], chained: [UInt8]?) -> [UInt8] {
    var text = Array("#!/bin/sh\n\(mark)\n".utf8)
    let command = quoted(binary) + Array(" hook \(hook.rawValue)\n".utf8)
    if let chained {
      text += Array("set -e\ninput=$(mktemp)\ncat >\"$input\"\n".utf8)
      text += quoted(chained) + Array(" \"$@\" <\"$input\" || { rm -f \"$input\"; exit 1; }\n".utf8)
      text += Array("exec <\"$input\"\nrm -f \"$input\"\n".utf8)
    }
    return text + Array("SWIFT_BACKTRACE=enable=no exec ".utf8) + command
  }

  private static func quoted(_ path: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    return [quote] + path.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] } + [quote]
  }

  private static func binary() throws -> [UInt8] {
    guard let path = Files.resolve(Array("/proc/self/exe".utf8)) else {
      throw Failure("cannot find the path of this program")
    }
    return path
  }

  // MARK: key, policy, config

  borrowing func makeSigningKey() throws -> SSHSigningKey {
    let file = path("countersign/signing_key")
    try Files.makeDirectory(path("countersign"))
    if let present = try Files.read(file, limit: 1 << 16) {
      Self.say("kept", "countersign/signing_key")
      return try SSHSigningKey(openSSHPrivateKey: present)
    }
    let key = try SSHSigningKey.generate()
    try Files.write(key.openSSHPrivateKey(comment: "countersign"), to: file, mode: 0o600)
    try Files.write(Array("\(key.publicKey.text) countersign\n".utf8), to: file + Array(".pub".utf8))
    Self.say("made", "countersign/signing_key (\(key.publicKey.fingerprint))")
    return key
  }

  borrowing func makePolicy(template: String, key: SSHSigningKey) throws {
    guard let text = PolicyTemplate.text(named: template) else {
      throw Failure("'\(Escaped.text(template))' is none of \(PolicyTemplate.names.joined(separator: ", "))")
    }
    let file = path("countersign/policy.yaml")
    if FileStatus(of: file) == nil {
      try Files.write(
        Array(PolicyTemplate.filled(text, repository: repositoryName, key: key.publicKey.text).utf8), to: file)
      Self.say("made", "countersign/policy.yaml from '\(template)'")
    } else {
      Self.say("kept", "countersign/policy.yaml")
    }
    let signers = path("countersign/allowed_signers")
    if FileStatus(of: signers) == nil {
      try Files.write(Array(PolicyTemplate.allowedSigners.utf8), to: signers)
      Self.say("made", "countersign/allowed_signers")
    } else {
      Self.say("kept", "countersign/allowed_signers")
    }
  }

  private var repositoryName: String {
    let parts = directory.split(separator: UInt8(ascii: "/"))
    var name = String(decoding: parts.last ?? [], as: UTF8.self)
    if name == ".git" { name = String(decoding: parts.dropLast().last ?? [], as: UTF8.self) }
    if name.hasSuffix(".git") { name.removeLast(4) }
    let plain = name.utf8.filter { (0x21...0x7E).contains($0) && !"%\"\\#:{}[],&*'|>@`!".utf8.contains($0) }
    return plain.isEmpty ? "repository" : String(decoding: plain, as: UTF8.self)
  }

  borrowing func configure(host: String?, firstPush: String?) throws {
    if let host { try repository.setConfig("countersign.host", to: Array(host.utf8)) }
    if let firstPush { try repository.setConfig("countersign.firstPush", to: Array(firstPush.utf8)) }
    for (key, value) in [
      ("countersign.signingKey", "countersign/signing_key"),
      ("countersign.policy", "file:\(PolicySource.defaultPath)"), ("countersign.mode", "enforce"),
      ("receive.fsckObjects", "true"), ("receive.advertisePushOptions", "true"),
    ] where try repository.config(key) == nil {
      try repository.setConfig(key, to: Array(value.utf8))
    }
    for ref in [RefName.decisions, .refusals] {
      try repository.addConfig("receive.hideRefs", value: ref.bytes)
    }
    Self.say("set", "git config countersign.* and receive.*")
  }

  // MARK: the ledger

  /// Publishes the policy and takes what gated references already have as given.
  borrowing func begin() throws {
    let server = try Server.open(gitDirectory: directory)
    let writer = try server.writer()
    try PublishedPolicy.publish(
      server.policies, with: writer.recorder, signer: server.signer, now: server.now)
    Self.say("published", "the policy as refs/countersign/policy")
    var entries: [LedgerWriter.Entry] = []
    let decisions = try server.decisions()
    for (name, id) in try server.repository.references() {
      guard server.policies.policy.target(for: name) != nil,
        try decisions?.isLanded(id, on: name, in: server.repository) != true,
        try decisions?.hasHistory(of: name, at: id, in: server.repository) != true
      else { continue }
      var draft = RecordDraft(.baseline, at: server.now, repository: server.policies.policy.repository)
      draft.add("target", name.bytes)
      draft.add("new", "\(id)")
      entries.append(.init(draft, on: id))
      Self.say("recorded", "the baseline of '\(name)' at \(id.short)")
    }
    try writer.append(entries, to: .decisions)
  }

  var nextSteps: String {
    """
    countersign: next: put your people, groups and targets into
    countersign:   \(Escaped.text(path("countersign/policy.yaml")))
    countersign: and their keys into
    countersign:   \(Escaped.text(path("countersign/allowed_signers")))
    countersign: then run 'countersign policy lint' there; until they have keys,
    countersign: nobody can approve yet, and sensitive pushes are refused

    """
  }
}
