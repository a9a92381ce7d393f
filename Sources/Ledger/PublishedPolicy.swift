internal import KeyTools
package import Git
package import GitObjects
package import Policy
package import SSH

/// The policy as a server publishes it: `refs/countersign/policy`, one signed commit for each digest.
///
/// The tree holds the policy file and its key files under their own names; the message says which is the
/// policy, what the digest of all is, and where the server reads it from.
package enum PublishedPolicy {
  /// The digest that a commit of the chain says it publishes; `nil` where there is none.
  package static func digest(of commit: CommitObject) -> Digest? { Header(commit.message)?.digest }

  /// A policy that the ledger knows to have been published, and that the chain up to `tip` lacks: whoever set
  /// the reference back brought an older policy into force, signed like the newest.
  package static func missing(
    from tip: ObjectID,
    knownTo ledger: LedgerReader,
    in repository: borrowing Repository
  ) throws -> String? {
    var commits: Set<ObjectID> = []
    var digests: Set<Digest> = []
    var next: ObjectID? = tip
    while let id = next {
      let commit = try repository.commit(id)
      commits.insert(id)
      if let digest = digest(of: commit) { digests.insert(digest) }
      next = commit.parents.first
    }
    for entry in ledger.entries.reversed() {
      if entry.kind == .policy, !commits.contains(entry.object) { return "commit \(entry.object)" }
      if let digest = entry.policy, !digests.contains(digest) { return "sha256:\(digest)" }
    }
    return nil
  }

  /// Where the server reads the policy from that a commit publishes, as `countersign.policy` spells it.
  package static func source(of commit: CommitObject) -> [UInt8]? { Header(commit.message)?.source }

  /// Whether a commit publishes exactly this, signed by this key: after a rotation clones must find the new one.
  package static func isCurrent(
    _ commit: CommitObject,
    for policies: PolicySet,
    from source: String,
    by signer: RecordSigner
  ) -> Bool {
    guard commit.message == Header(policies, source).encoded, let armor = commit.signature,
      let signature = try? SSHSignature(armored: armor)
    else { return false }
    return signature.publicKey == signer.key.publicKey
  }

  /// Adds a commit for this policy, unless the last one is for it already, by this key.
  ///
  /// - Returns: the commit that publishes it, and whether it is new.
  @discardableResult
  package static func publish(
    _ policies: PolicySet,
    from source: String,
    with recorder: borrowing Recorder,
    signer: RecordSigner,
    now: Timestamp
  ) throws -> (commit: ObjectID, isNew: Bool) {
    let header = Header(policies, source)
    var parent: ObjectID?
    if let tip = try recorder.repository.ownTip(.policy) {
      parent = tip
      let last = try recorder.repository.commit(tip)
      if isCurrent(last, for: policies, from: source, by: signer) { return (tip, false) }
    }
    var entries: [TreeEntry] = []
    for file in policies.files {
      let blob = try recorder.write(.blob, file.bytes)
      entries.append(TreeEntry(mode: .regular, name: Array(file.name.utf8), id: blob))
    }
    let tree = try recorder.write(.tree, TreeEntry.encode(entries))
    let bytes = try signedCommit(
      of: tree,
      on: parent,
      message: header.encoded,
      signer: signer,
      now: now
    )
    let commit = try recorder.write(.commit, bytes)
    try recorder.update(.policy, from: parent, to: commit, message: "countersign: policy")
    return (commit, true)
  }

  private static func signedCommit(
    of tree: ObjectID,
    on parent: ObjectID?,
    message: [UInt8],
    signer: RecordSigner,
    now: Timestamp
  ) throws(SSHSigningKey.SigningFailure) -> [UInt8] {
    var head = Array("tree \(tree)\n".utf8)
    if let parent { head += Array("parent \(parent)\n".utf8) }
    let identity = ServerIdentity.line(at: now) + [0x0A]
    head += Array("author ".utf8) + identity + Array("committer ".utf8) + identity
    let body = Array("\n".utf8) + message
    let armor = SSHSignature.armor(try signer.key.sign(head + body, namespace: "git"))
    let lines = armor.split(separator: 0x0A)
    return head + Array("gpgsig ".utf8) + lines.joined(separator: Array("\n ".utf8)) + [0x0A] + body
  }

  /// Reads the policy that a commit of the chain publishes, and whose key signed it.
  ///
  /// - Throws: ``LedgerError`` where it is not signed, or is another policy than it says.
  package static func read(_ commit: ObjectID, in repository: borrowing Repository) throws
    -> (policies: PolicySet, signer: SSHPublicKey)
  {
    let object = try repository.commit(commit)
    guard let armor = object.signature, let signature = try? SSHSignature(armored: armor),
      signature.check(object.signedBytes, namespace: "git").isGood
    else { throw LedgerError("'\(RefName.policy)' holds \(commit.short), which nobody signed") }
    guard let header = Header(object.message) else {
      throw LedgerError("'\(RefName.policy)' holds \(commit.short), which is no published policy")
    }
    var files: [String: [UInt8]] = [:]
    for entry in try repository.tree(object.tree) where entry.mode == .regular {
      files[String(decoding: entry.name, as: UTF8.self)] = try repository.object(entry.id).bytes
    }
    let policies = try PolicySet.load(name: header.file, services: .machine) {
      name throws(PolicyError) in files[name]
    }
    guard policies.digest == header.digest else {
      throw LedgerError("'\(RefName.policy)' holds \(commit.short), which is not what it says")
    }
    return (policies, signature.publicKey)
  }

  /// `policy sha256:DIGEST NAME`, the name being the policy's among the files, an empty line, and
  /// `source SOURCE`.
  private struct Header {
    let digest: Digest
    let file: String
    let source: [UInt8]

    init(_ policies: PolicySet, _ source: String) {
      digest = policies.digest
      file = policies.files.first?.name ?? ""
      self.source = Array(source.utf8)
    }

    init?(_ message: [UInt8]) {
      let lines = message.split(separator: 0x0A)
      guard lines.count == 2, lines[1].starts(with: "source ".utf8) else { return nil }
      let fields = lines[0].split(separator: 0x20, maxSplits: 2)
      guard fields.count == 3, fields[0].elementsEqual("policy".utf8),
        let digest = Heads.digest(fields[1])
      else { return nil }
      self.digest = digest
      file = String(decoding: fields[2], as: UTF8.self)
      source = Array(lines[1].dropFirst(7))
    }

    var encoded: [UInt8] {
      Array("policy sha256:\(digest) \(file)\n\nsource ".utf8) + source + [0x0A]
    }
  }
}
