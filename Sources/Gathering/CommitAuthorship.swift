internal import Gate
internal import GitObjects
internal import Policy
internal import SSH

/// Reads who a commit names and whose key signed it.
struct CommitAuthorship {
  let policies: PolicySet
  let now: Timestamp

  func authorship(of commit: CommitObject) -> Authorship {
    let lines = Declarations.lines(of: commit.message)
    return Authorship(
      author: mailbox(commit.author), committer: mailbox(commit.committer),
      coAuthors: Declarations.coAuthors(in: lines), trailers: lines, signer: signer(of: commit))
  }

  private func mailbox(_ identity: Identity) -> Mailbox {
    Mailbox(name: identity.name, email: identity.email)
  }

  /// The server's clock decides whether a key is in date: the commit's own date is its author's to choose.
  private func signer(of commit: CommitObject) -> Authorship.Signer {
    guard let armor = commit.signature else { return .unsigned }
    guard let signature = try? SSHSignature(armored: armor) else {
      return .unverified("its signature is not one by an SSH key")
    }
    let lines = policies.keyring.lines(for: signature.publicKey)
    guard let key = lines.first(where: { $0.serves("git") && $0.isValid(at: now) }) else {
      return .unverified("its key is nobody's now")
    }
    guard signature.check(commit.signedBytes, namespace: "git").isGood else {
      return .unverified("its signature is bad")
    }
    return .person(key.owner)
  }
}
