internal import Gathering
internal import Git
internal import GitObjects
internal import Hooks
internal import Platform
internal import Policy
internal import Report
internal import SSH

/// The files and settings of `countersign init`, each of which may be there already.
struct ServerSetup: ~Copyable {
  let repository: Repository
  private let directory: [UInt8]

  init(directory: String) throws {
    guard let resolved = Files.resolve(Array(directory.utf8)) else {
      throw Failure(
        "'\(Escaped.text(directory))' is no directory",
        hint: "make it with 'git init --bare'"
      )
    }
    let repository: Repository
    do throws(GitError) {
      repository = try Repository.open(gitDirectory: resolved)
    } catch {
      if error.kind == .unsupported {
        throw Failure("\(error)", hint: Failure.unsupportedRepository)
      }
      throw Failure(
        "'\(Escaped.text(resolved))' is no git repository",
        hint: "make it with 'git init --bare'"
      )
    }
    if try repository.isShallow() {
      throw Failure("the repository is shallow", hint: "run 'git fetch --unshallow'")
    }
    self.directory = repository.commonDirectory
    self.repository = repository
  }

  private func path(_ name: String) -> [UInt8] { Files.join(directory, name) }

  borrowing func makeSigningKey() throws -> SSHPublicKey {
    if let configured = try Configuration(repository).signingKey,
      let present = try Files.read(configured, limit: 1 << 16)
    {
      Setup.say("kept", shown(configured))
      return try SSHSigningKey(openSSHPrivateKey: present).publicKey
    }
    let file = path("countersign/signing_key")
    try Files.makeDirectory(path("countersign"))
    if let present = try Files.read(file, limit: 1 << 16) {
      Setup.say("kept", "countersign/signing_key")
      return try SSHSigningKey(openSSHPrivateKey: present).publicKey
    }
    let key = try SSHSigningKey.generate()
    // The public half first: a crash between the two leaves a key that nothing was signed with.
    try Files.write(
      Array("\(key.publicKey.text) countersign\n".utf8),
      to: file + Array(".pub".utf8)
    )
    try Files.write(key.openSSHPrivateKey(comment: "countersign"), to: file, mode: 0o600)
    Setup.say("made", "countersign/signing_key (\(key.publicKey.fingerprint))")
    return key.publicKey
  }

  /// A policy to begin with, where none is configured or there.
  borrowing func makePolicy(template: String?, key: SSHPublicKey) throws {
    let configured = try Configuration(repository).policy
    guard let file = try newPolicy() else {
      let place =
        if case .file(let name) = configured { shown(Files.join(directory, name)) } else {
          "\(configured)"
        }
      Setup.say("kept", place + (template == nil ? "" : "; '--template' is not used"))
      return
    }
    let text = try text(ofTemplate: template)
    let parent = Files.parent(of: file) ?? directory
    try Files.makeDirectory(parent)
    let signers = Files.join(parent, "allowed_signers")
    if FileStatus(of: signers, followingLinks: false) == nil {
      try Files.write(PolicyTemplate.allowedSigners, to: signers)
      Setup.say("made", shown(signers))
    }
    let filled = PolicyTemplate.filled(text, repository: repositoryName, key: key.text)
    try Files.write(Array(filled.utf8), to: file)
    Setup.say("made", "\(shown(file)) from '\(template ?? PolicyTemplate.first)'")
  }

  /// Where a policy is to be made; `nil` where one is configured or there.
  private borrowing func newPolicy() throws -> [UInt8]? {
    guard case .file(let name) = try Configuration(repository).policy else { return nil }
    let file = Files.join(directory, name)
    return FileStatus(of: file, followingLinks: false) == nil ? file : nil
  }

  private func text(ofTemplate name: String?) throws -> String {
    let name = name ?? PolicyTemplate.first
    guard let text = PolicyTemplate.text(named: name) else {
      throw Failure(
        "'\(Escaped.text(name))' is none of \(PolicyTemplate.names.joined(separator: ", "))",
        hint: "give '--template' one of those"
      )
    }
    return text
  }

  /// Both are said before anything is made: a policy that is there is read, and one that is not is the template's.
  borrowing func check(template: String?, firstPush: String?) throws {
    let text = try text(ofTemplate: template)
    guard let firstPush else { return }
    if try newPolicy() != nil {
      let key = try SSHSigningKey.generate().publicKey.text
      let filled = PolicyTemplate.filled(text, repository: repositoryName, key: key)
      let policies = try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in
        name == "policy.yaml" ? Array(filled.utf8) : PolicyTemplate.allowedSigners
      }
      _ = try FirstPush.person(firstPush, in: policies.policy)
    } else if let policies = try? Configuration(repository).policy.load(from: repository) {
      // One that does not load is told of when the hooks are there: from then on nothing gets past it.
      _ = try FirstPush.person(firstPush, in: policies.policy)
    }
  }

  private var repositoryName: String {
    let parts = directory.split(separator: UInt8(ascii: "/"))
    var name = String(decoding: parts.last ?? [], as: UTF8.self)
    if name == ".git" { name = String(decoding: parts.dropLast().last ?? [], as: UTF8.self) }
    if name.hasSuffix(".git") { name.removeLast(4) }
    let plain = name.utf8.filter {
      (0x21...0x7E).contains($0) && !"%\"\\#:{}[],&*'|>@`!".utf8.contains($0)
    }
    return plain.isEmpty ? "repository" : String(decoding: plain, as: UTF8.self)
  }

  /// What is set stays; an option that says otherwise is an error before anything is done.
  borrowing func check(host: String?) throws {
    guard let host else { return }
    guard HostAdapter(rawValue: host) != nil else {
      let known = HostAdapter.allCases.map(\.rawValue).joined(separator: ", ")
      throw Failure(
        "'\(Escaped.text(host))' is none of \(known)",
        hint: "give '--host' one of those"
      )
    }
    if let set = try repository.config("countersign.host"), set != Array(host.utf8) {
      throw Failure(
        "'countersign.host' is '\(Escaped.text(set))' already",
        hint: "set it anew, and then run 'countersign init' again",
        command:
          "git -C \(ShellWord.quoted(directory) ?? "REPOSITORY") config countersign.host \(host)"
      )
    }
  }

  borrowing func configure(host: String?) throws {
    var values = [
      ("countersign.signingKey", "countersign/signing_key"),
      ("countersign.policy", "file:\(PolicySource.defaultPath)"), ("countersign.mode", "enforce"),
      ("receive.fsckObjects", "true"), ("receive.advertisePushOptions", "true"),
    ]
    if let host { values.insert(("countersign.host", host), at: 0) }
    var set: [String] = []
    let recorder = try Recorder.open(gitDirectory: repository.gitDirectory)
    for (key, value) in values where try repository.config(key) == nil {
      try recorder.setConfig(key, to: Array(value.utf8))
      set.append(key)
    }
    let hidden = try repository.configValues("receive.hideRefs")
    for ref in [RefName.decisions, .refusals] where !hidden.contains(ref.bytes) {
      try recorder.addConfig("receive.hideRefs", value: ref.bytes)
      if set.last != "receive.hideRefs" { set.append("receive.hideRefs") }
    }
    if set.isEmpty {
      Setup.say("kept", "git config")
    } else {
      Setup.say("set", "git config \(Phrase.list(set))")
    }
  }

  /// A path as people know it: from the git directory on, where it lies there.
  private func shown(_ path: [UInt8]) -> String {
    let prefix = Files.join(directory, "")
    return Escaped.text(path.starts(with: prefix) ? Array(path.dropFirst(prefix.count)) : path)
  }
}
