package import GitObjects

/// A policy with the key files it names, as one thing with one digest.
package struct PolicySet: Sendable {
  package let policy: Policy
  package let keyring: Keyring
  /// The files, the policy first, by the names they have beside each other.
  package let files: [(name: String, bytes: [UInt8])]
  package let digest: Digest

  /// Loads a policy and every file it names.
  ///
  /// `name` is the policy's file name. `services` answer for KRLs and OpenPGP; without, neither is
  /// accepted. `read` gives the content of a file beside the policy; `nil` where there is none.
  package static func load(
    name: String,
    services: KeyServices = .none,
    read: (String) throws(PolicyError) -> [UInt8]?
  ) throws(PolicyError) -> PolicySet {
    guard let bytes = try read(name) else {
      throw PolicyError(
        file: name,
        "there is no such file",
        isMissing: true,
        missingFile: name
      )
    }
    let document = try YAMLReader.read(bytes, file: name)
    let policy = try PolicyDecoder(file: name).policy(document)
    try PolicyValidator(policy: policy, document: document, file: name).validate()
    let policyName = name
    var files = [(name: name, bytes: bytes)]
    func keyFile(_ name: String?) throws(PolicyError) -> [UInt8]? {
      guard let name else { return nil }
      guard let bytes = try read(name) else {
        throw PolicyError(
          file: policyName,
          at: document.position(of: name, below: ["keys"]),
          "there is no file '\(Escaped.text(name))' beside the policy",
          fix: "add it, or take it out of 'keys'",
          missingFile: name
        )
      }
      files.append((name, bytes))
      return bytes
    }
    let signers = try keyFile(policy.keyFiles.ssh)
    let openPGP = try keyFile(policy.keyFiles.openPGP)
    let revoked = try keyFile(policy.keyFiles.revoked)
    let keyring = try Keyring.load(
      policy,
      file: name,
      signers: signers,
      openPGP: openPGP,
      revoked: revoked,
      services: services
    )
    return PolicySet(policy: policy, keyring: keyring, files: files, digest: digest(of: files))
  }

  /// SHA-256 over `countersign policy v1`, then for each file `file LEN:NAME LEN:` and its bytes; see
  /// docs/formats.md.
  static func digest(of files: [(name: String, bytes: [UInt8])]) -> Digest {
    var bytes = Array("countersign policy v1\n".utf8)
    for (name, content) in files {
      bytes += Array("file \(name.utf8.count):\(name) \(content.count):".utf8) + content
      bytes.append(0x0A)
    }
    return Digest(of: bytes)
  }
}

extension Policy {
  /// The policy that a text holds, without the key files it names; `nil` where it would not load.
  package init?(reading bytes: [UInt8]) {
    guard let node = try? YAMLReader.read(bytes, file: ""),
      let policy = try? PolicyDecoder(file: "").policy(node)
    else { return nil }
    self = policy
  }
}
