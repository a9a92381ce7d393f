package import GitObjects
internal import OpenPGP
package import Policy
internal import SSH

/// The signature that a trailer offers, read, and the bytes it must be over.
struct OfferedSignature {
  enum Form {
    case ssh(SSHSignature, namespace: String)
    case openPGP(OpenPGPSignature)
  }

  let form: Form
  let message: [UInt8]

  init(_ trailer: Trailer, in commit: ApprovalCommit?, reviewer: Person) throws(ApprovalProblem) {
    switch trailer.signature {
    case .ssh(let blob):
      form = .ssh(
        try Self.read { () throws(SSHSignature.Malformed) in try SSHSignature(blob: blob) },
        namespace: "countersign"
      )
      message = trailer.statement.encoded
    case .openPGP(let blob):
      form = .openPGP(
        try Self.read { () throws(OpenPGPSignature.Malformed) in try OpenPGPSignature(blob: blob) }
      )
      message = trailer.statement.encoded
    case .commit:
      guard let commit else {
        throw ApprovalProblem(.approvalMalformed, "'signature=commit' stands outside a commit")
      }
      form = try Self.form(of: try Self.armor(of: commit, reviewer: reviewer))
      message = commit.commit.signedBytes
    }
  }

  /// A commit's signature, by its armor.
  static func form(of armor: [UInt8]) throws(ApprovalProblem) -> Form {
    guard OpenPGPSignature.isArmored(armor) else {
      return .ssh(
        try read { () throws(SSHSignature.Malformed) in try SSHSignature(armored: armor) },
        namespace: "git"
      )
    }
    return .openPGP(
      try read { () throws(OpenPGPSignature.Malformed) in try OpenPGPSignature(armored: armor) }
    )
  }

  private static func read<Form, Malformed: Error & CustomStringConvertible>(
    _ form: () throws(Malformed) -> Form
  ) throws(ApprovalProblem) -> Form {
    do throws(Malformed) {
      return try form()
    } catch {
      throw ApprovalProblem(.signatureBad, "its signature cannot be read: \(error)")
    }
  }

  /// Only an empty commit that is the reviewer's own from end to end is an approval: a rebased copy
  /// has another committer line, and somebody else's commit another author.
  private static func armor(of approval: ApprovalCommit, reviewer: Person) throws(ApprovalProblem)
    -> [UInt8]
  {
    let commit = approval.commit
    guard commit.parents.count == 1, approval.parentTree == commit.tree else {
      throw ApprovalProblem(
        .approvalMalformed,
        "an approval commit has one parent and changes nothing"
      )
    }
    guard commit.author.raw == commit.committer.raw,
      reviewer.emails.contains(ASCII.lowercased(commit.author.email))
    else {
      throw ApprovalProblem(
        .approvalMalformed,
        "the approval commit is not by '\(reviewer.id)' as author and committer"
      )
    }
    guard let armor = commit.signature else {
      throw ApprovalProblem(.signatureBad, "the approval commit is not signed")
    }
    return armor
  }
}

extension SignerCheck {
  /// Whose key a commit's own signature is by.
  package func signer(ofCommit commit: CommitObject, signature armor: [UInt8])
    throws(ApprovalProblem) -> VerifiedSigner
  {
    // Where the policy lists no OpenPGP key, such signatures are not even read: a history may hold thousands of them.
    if keyring.openPGP.isEmpty, OpenPGPSignature.isArmored(armor) { throw .nobodysOpenPGPKey }
    switch try OfferedSignature.form(of: armor) {
    case .ssh(let form, let namespace):
      return try signer(of: form, over: commit.signedBytes, namespace: namespace)
    case .openPGP(let form): return try signer(of: form, over: commit.signedBytes)
    }
  }

  /// Whose key a commit's signature says it is by, in date or not, good or not.
  ///
  /// Such a signature proves nothing, so it is only held against somebody: the owner has a hand in the change.
  package func claimedOwner(ofCommitSignature armor: [UInt8]) -> PersonID? {
    guard let signature = try? SSHSignature(armored: armor) else { return nil }
    return keyring.lines(for: signature.publicKey).first?.owner
  }
}
