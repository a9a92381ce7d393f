/// Somebody with a name, an e-mail and a real SSH key.
package struct TestPerson: Sendable {
  package let id: String
  package let email: String
  /// The private key's path; the public one is beside it.
  package let key: String
  package let publicKey: String

  /// `type` is as `ssh-keygen -t` takes it, with the size after a colon: `rsa:3072`.
  package init(_ id: String, email: String? = nil, type: String = "ed25519", in scratch: Scratch)
    async throws
  {
    self.id = id
    self.email = email ?? "\(id)@example.com"
    key = scratch.path("keys/\(id)")
    try TestFile.makeDirectory(scratch.path("keys"))
    let parts = type.split(separator: ":").map(String.init)
    let size = parts.count > 1 ? ["-b", parts[1]] : []
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-t", parts[0]] + size + ["-N", "", "-C", id, "-f", key],
      in: scratch.path
    )
    let words = try TestFile.text("\(key).pub").split(separator: " ")
    publicKey = "\(words[0]) \(words[1])"
  }

  /// A line of an allowed-signers file.
  package var allowedSigner: String { "\(id) namespaces=\"countersign,git\" \(publicKey)\n" }

  /// How git and the `ssh` host adapter see them.
  package var environment: [String: String] {
    [
      "GIT_AUTHOR_NAME": id, "GIT_AUTHOR_EMAIL": email, "GIT_COMMITTER_NAME": id,
      "GIT_COMMITTER_EMAIL": email, "COUNTERSIGN_PUSHER": id,
    ]
  }
}
