package import GitObjects
internal import SSH

/// A policy with the key files it names, as one thing with one digest.
package struct PolicySet: Sendable {
  package let policy: Policy
  package let keyring: Keyring
  /// The files, the policy first, by the names they have beside each other.
  package let files: [(name: String, bytes: [UInt8])]
  package let digest: Digest

  /// Loads a policy and every file it names.
  ///
  /// - Parameters:
  ///   - name: the policy's file name.
  ///   - read: the content of a file beside the policy; `nil` where there is none.
  package static func load(
    name: String,
    read: (String) throws(PolicyError) -> [UInt8]?
  ) throws(PolicyError) -> PolicySet {
    guard let bytes = try read(name) else {
      throw PolicyError(
        file: name,
        "there is no such file",
        fix: "run 'countersign init'",
        isMissing: true
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
          fix: "add it, or take it out of 'keys'"
        )
      }
      files.append((name, bytes))
      return bytes
    }
    let signers = try keyFile(policy.keyFiles.ssh)
    _ = try keyFile(policy.keyFiles.openPGP)
    let revoked = try keyFile(policy.keyFiles.revoked)
    let keyring = try keyring(policy, signers: signers, revoked: revoked)
    return PolicySet(policy: policy, keyring: keyring, files: files, digest: digest(of: files))
  }

  private static func keyring(_ policy: Policy, signers: [UInt8]?, revoked: [UInt8]?)
    throws(PolicyError) -> Keyring
  {
    guard let signers, let file = policy.keyFiles.ssh else { return Keyring() }
    var list = RevokedKeys.none
    if let revoked {
      do throws(RevokedKeys.Malformed) {
        list = try RevokedKeys(parsing: revoked)
      } catch {
        throw PolicyError(
          file: policy.keyFiles.revoked ?? "",
          at: Position(line: error.line, column: 1),
          error.reason
        )
      }
    }
    let entries: AllowedSigners
    do throws(AllowedSigners.Malformed) {
      entries = try AllowedSigners(parsing: signers)
    } catch {
      throw PolicyError(file: file, at: Position(line: error.line, column: 1), error.reason)
    }
    return try Keyring(entries, revoked: list, policy: policy, file: file)
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
