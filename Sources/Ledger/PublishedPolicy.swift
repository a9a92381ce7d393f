package import Git
package import GitObjects
package import Policy
package import SSH

/// The policy as a server publishes it: `refs/countersign/policy`, one signed commit for each digest.
package enum PublishedPolicy {
  /// Adds a commit for this policy, unless the last one is for it already.
  package static func publish(
    _ policies: PolicySet, with recorder: borrowing Recorder, signer: RecordSigner, now: Timestamp
  ) throws {
    let message = "policy sha256:\(policies.digest)\n"
    var parent: ObjectID?
    if case .direct(let tip)? = try recorder.repository.reference(.policy) {
      parent = tip
      if try recorder.repository.commit(tip).message == Array(message.utf8) { return }
    }
    var entries: [TreeEntry] = []
    for (index, file) in policies.files.enumerated() {
      let blob = try recorder.write(.blob, file.bytes)
      let name = index == 0 ? policyName : Array(file.name.utf8)
      entries.append(TreeEntry(mode: .regular, name: name, id: blob))
    }
    let tree = try recorder.write(.tree, TreeEntry.encode(entries))
    var header = Array("tree \(tree)\n".utf8)
    if let parent { header += Array("parent \(parent)\n".utf8) }
    let author = "countersign <countersign@localhost> \(now.seconds) +0000\n"
    header += Array("author \(author)committer \(author)".utf8)
    let body = Array("\n\(message)".utf8)
    let armor = SSHSignature.armor(signer.key.sign(header + body, namespace: "git"))
    let lines = armor.split(separator: 0x0A)
    let gpgsig = Array("gpgsig ".utf8) + lines.joined(separator: Array("\n ".utf8)) + [0x0A]
    let commit = try recorder.write(.commit, header + gpgsig + body)
    try recorder.update(.policy, from: parent, to: commit, message: "countersign: policy")
  }

  /// Reads the policy that a commit of the chain publishes, and whose key signed it.
  package static func read(_ commit: ObjectID, in repository: borrowing Repository) throws
    -> (policies: PolicySet, signer: SSHPublicKey)
  {
    let object = try repository.commit(commit)
    guard let armor = object.signature, let signature = try? SSHSignature(armored: armor),
      signature.check(object.signedBytes, namespace: "git").isGood
    else { throw LedgerError("the published policy is not signed") }
    var files: [String: [UInt8]] = [:]
    for entry in try repository.tree(object.tree) where entry.mode == .regular {
      files[String(decoding: entry.name, as: UTF8.self)] = try repository.object(entry.id).bytes
    }
    let policies = try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in files[name] }
    return (policies, signature.publicKey)
  }

  private static let policyName = Array("policy.yaml".utf8)
}
