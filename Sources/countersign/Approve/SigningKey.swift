internal import GitObjects
internal import Platform
internal import Report
internal import SSH

/// The reviewer's own key, in whichever of git's forms it is named: a private key file, a public one whose
/// private half an agent or the file beside it has, or `key::ssh-ed25519 AAAA…`.
struct SigningKey {
  enum Form {
    case file(String)
    /// The public key's text; an agent has the private half.
    case literal(String)
  }

  let form: Form
  /// A certificate's own bytes where the key is named by one.
  let publicKey: SSHPublicKey

  /// What a signature by it names as its key.
  private var signer: SSHPublicKey { (try? SSHCertificate(blob: publicKey.blob))?.key ?? publicKey }

  /// `--key`, else git's `user.signingKey`.
  static func find(_ option: String?) async throws -> SigningKey {
    if let option { return try await read(option) }
    let configured = try? await ChildProcess.line("git", ["config", "user.signingKey"])
    guard let configured, !configured.isEmpty else {
      throw Failure(
        "there is no key to sign with",
        hint: "give '--key ~/.ssh/id_ed25519', or set git's user.signingKey"
      )
    }
    if literal(configured) != nil { return try await read(configured) }
    return try await read(
      try await ChildProcess.line("git", ["config", "--type=path", "user.signingKey"])
    )
  }

  private static func literal(_ text: String) -> String? {
    if text.hasPrefix("key::") { return String(text.dropFirst(5)) }
    return ["ssh-", "ecdsa-", "sk-"].contains { text.hasPrefix($0) } ? text : nil
  }

  private static func read(_ text: String) async throws -> SigningKey {
    if let literal = literal(text) {
      guard let key = try? SSHPublicKey(authorizedKeysText: Array(literal.utf8)) else {
        throw Failure("'\(Escaped.text(text))' is no SSH public key")
      }
      return SigningKey(form: .literal(key.text), publicKey: key)
    }
    return SigningKey(form: .file(text), publicKey: try await publicKey(of: text))
  }

  private static func publicKey(of path: String) async throws -> SSHPublicKey {
    guard let content = try Files.read(Array(path.utf8), limit: 1 << 16) else {
      throw Failure(
        "there is no key '\(Escaped.text(path))'",
        hint: "give '--key ~/.ssh/id_ed25519', or set git's user.signingKey"
      )
    }
    if let key = try? SSHPublicKey(authorizedKeysText: content) { return key }
    if let beside = try Files.read(Array("\(path).pub".utf8), limit: 1 << 16),
      let key = try? SSHPublicKey(authorizedKeysText: beside)
    {
      return key
    }
    let text = try await ChildProcess.output(
      "ssh-keygen",
      ["-y", "-f", path],
      failure: Failure(
        "'ssh-keygen' cannot read the key '\(Escaped.text(path))'",
        hint: "give '--key' another, or put its public half beside it as '.pub'"
      )
    )
    guard let key = try? SSHPublicKey(authorizedKeysText: text) else {
      throw Failure("'\(Escaped.text(path))' is no SSH key")
    }
    return key
  }

  /// As git's `user.signingKey` spells it.
  var gitValue: String {
    switch form {
    case .file(let path): path
    case .literal(let text): "key::\(text)"
    }
  }

  /// That it made no signature; the program that was asked for it has said why.
  var failure: Failure {
    let name =
      switch form {
      case .file(let path): path
      case .literal: "\(publicKey.fingerprint)"
      }
    return Failure(
      "signing with '\(Escaped.text(name))' failed",
      hint: "'ssh-add -L' lists the keys that an agent has for you; '--key FILE' signs with another"
    )
  }

  /// Signs through `ssh-keygen`, so that agents, passphrases and hardware keys work.
  func sign(_ message: [UInt8]) async throws -> [UInt8] {
    switch form {
    case .file(let path): return try await sign(message, with: ["-f", path])
    case .literal(let text):
      let directory = try TemporaryDirectory()
      let file = try directory.write(Array("\(text)\n".utf8), as: "key.pub")
      return try await sign(message, with: ["-U", "-f", String(decoding: file, as: UTF8.self)])
    }
  }

  private func sign(_ message: [UInt8], with key: [String]) async throws -> [UInt8] {
    let armor = try await ChildProcess.output(
      "ssh-keygen",
      ["-Y", "sign", "-q", "-n", "countersign"] + key,
      input: message,
      failure: failure
    )
    let lines = armor.split(separator: 0x0A).filter { !$0.starts(with: "-----".utf8) }
    guard let blob = Base64.decode(Array(lines.joined())),
      let signature = try? SSHSignature(blob: blob),
      signature.publicKey == signer
    else { throw Failure("'ssh-keygen' made no signature by \(publicKey.fingerprint)") }
    return blob
  }
}
