package import SSH

extension PolicySet {
  /// The same policy as if these were its people's keys, for asking what it would say.
  package func assuming(keys: [PersonID: SSHPublicKey]) throws(PolicyError) -> PolicySet {
    let file = "assumed keys"
    let lines = keys.sorted { $0.key < $1.key }.map {
      "\($0) namespaces=\"countersign,git\" \($1.text)\n"
    }
    let signers: AllowedSigners
    do throws(AllowedSigners.Malformed) {
      signers = try AllowedSigners(parsing: Array(lines.joined().utf8))
    } catch {
      throw PolicyError(file: file, error.description)
    }
    let keyring = try Keyring(signers, revoked: .none, policy: policy, file: file)
    return PolicySet(policy: policy, keyring: keyring, files: files, digest: digest)
  }
}
