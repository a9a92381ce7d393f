import GateTesting
import Testing

@Suite("OpenPGP at a push")
struct OpenPGPAttackTests {
  /// The usual policy, with an OpenPGP key for alice and none of SSH.
  private static func arena(_ fingerprint: String, _ ring: [UInt8]) async throws -> KeyArena {
    let policy = """
      people:
        alice: {name: Alice Ng, emails: [alice@example.com], openpgp: [\(fingerprint)]}
        bob: {name: Bob Roy, emails: [bob@example.com]}
        carol: {name: Carol Wu, emails: [carol@example.com]}
        dana: {name: Dana Ek, emails: [dana@example.com]}
        deploy-bot: {kind: automation, operator: alice, emails: [deploy-bot@example.com]}
      keys: {ssh: allowed_signers, openpgp: reviewers.gpg}
      """
    return try await KeyArena.make(policy: policy) { server in
      let others = ["bob", "carol", "dana"].map { server[$0].allowedSigner }.joined()
      return ["allowed_signers": Array(others.utf8), "reviewers.gpg": ring]
    }
  }

  @Test("a detached OpenPGP signature approves, and the record names the primary key")
  func approves() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let key = try await gpg.makeKey("alice")
      let arena = try await Self.arena(key, try await gpg.export())
      let approval = try await arena.approval()
      let forged = try await gpg.sign(Array("another statement\n".utf8), by: key)
      try await arena.plant(approval.trailer(signature: "openpgp:\(Wire.base64(forged))"))
      try await arena.expectIgnored("signature-bad", try await arena.push())
      let blob = try await gpg.sign(Array(approval.statement.utf8), by: key)
      try await arena.leave(approval.trailer(signature: "openpgp:\(Wire.base64(blob))"))
      try await arena.expectCounted("openpgp \(key) ", try await arena.push())
    }
  }

  @Test("attack 29: gpgv ends with 0 for an expired and for a revoked key, and neither approves")
  func expiredAndRevoked() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let expired = try await gpg.makeKey("alice", expires: "1y", at: "20200101T000000")
      let arena = try await Self.arena(expired, try await gpg.export())
      let approval = try await arena.approval()
      let blob = try await gpg.sign(
        Array(approval.statement.utf8),
        by: expired,
        at: "20200201T000000"
      )
      try await arena.plant(approval.trailer(signature: "openpgp:\(Wire.base64(blob))"))
      try await arena.expectIgnored("key-expired", try await arena.push())
    }
    try await GnuPG.with(Scratch()) { gpg in
      let revoked = try await gpg.makeKey("alice")
      let keyring = try await gpg.export()
      let arena = try await Self.arena(revoked, keyring)
      let approval = try await arena.approval()
      let blob = try await gpg.sign(Array(approval.statement.utf8), by: revoked)
      try await gpg.revoke(revoked)
      try TestFile.write(
        try await gpg.export(),
        to: "\(arena.server.path)/countersign/reviewers.gpg"
      )
      try await arena.plant(approval.trailer(signature: "openpgp:\(Wire.base64(blob))"))
      try await arena.expectIgnored("key-revoked", try await arena.push())
    }
  }

  @Test("an approval commit signed with OpenPGP, by git itself, approves")
  func approvalCommit() async throws {
    try await GnuPG.with(Scratch()) { gpg in
      let key = try await gpg.makeKey("alice")
      let arena = try await Self.arena(key, try await gpg.export())
      let trailer =
        try await arena.approval().trailer(signature: "commit") + " repository=acme/payments"
      let alice = arena.server["alice"].environment.merging(gpg.environment) { $1 }
      try await Tool.succeed(
        "git",
        [
          "-c", "user.signingKey=\(key)", "commit", "--quiet", "--allow-empty", "-S", "-m",
          "Approve\n\n\(trailer)",
        ],
        in: arena.clone.path,
        environment: alice
      )
      try await arena.expectCounted("openpgp \(key) ", try await arena.push())
    }
  }
}
