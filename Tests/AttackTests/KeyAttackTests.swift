import GateTesting
import Testing

@Suite("Keys at a push")
struct KeyAttackTests {
  @Test("attack 28: a key that a KRL revokes, and a KRL that cannot be read")
  func krl() async throws {
    let keys = "keys: {ssh: allowed_signers, revoked: revoked_keys}"
    let arena = try await KeyArena.make(policy: keys) { server in
      let list = server.scratch.path("krl")
      try await Tool.succeed(
        "ssh-keygen",
        ["-q", "-k", "-f", list, "\(server["alice"].key).pub"],
        in: "/"
      )
      return ["revoked_keys": try TestFile.read(list)]
    }
    try await arena.plant(try await arena.approval().trailer(in: arena.clone))
    try await arena.expectIgnored("key-revoked", try await arena.push())
    let file = "\(arena.server.path)/countersign/revoked_keys"
    let krl = try TestFile.read(file)
    try TestFile.write(Array(krl.dropLast(3)), to: file)
    let broken = try await arena.push()
    #expect(
      broken.remoteText.contains("(policy-invalid): revoked_keys: the KRL"),
      "\(broken.errorText)"
    )
    #expect(try await arena.server.tip("refs/heads/main") == arena.start)
    try TestFile.write([], to: file)
    try await arena.expectCounted("ssh SHA256:", try await arena.push())
  }

  @Test("attack 34: programs of the same names on the path and in git's config are not started")
  func replacedPrograms() async throws {
    let keys = "keys: {ssh: allowed_signers, revoked: revoked_keys}"
    let arena = try await KeyArena.make(policy: keys) { server in
      let list = server.scratch.path("krl")
      try await Tool.succeed(
        "ssh-keygen",
        ["-q", "-k", "-f", list, "\(server["alice"].key).pub"],
        in: "/"
      )
      return ["revoked_keys": try TestFile.read(list)]
    }
    let scratch = arena.server.scratch
    for name in ["ssh-keygen", "gpgv"] {
      try scratch.write(
        "#!/bin/sh\ntouch \(scratch.path("started"))\nexit 0\n",
        to: "bin/\(name)",
        mode: 0o755
      )
      try await arena.server.git("config", "gpg.program", scratch.path("bin/gpgv"))
      try await arena.server.git("config", "gpg.ssh.program", scratch.path("bin/ssh-keygen"))
    }
    try await arena.plant(try await arena.approval().trailer(in: arena.clone))
    let path = "\(scratch.path("bin")):\(Tool.environment["PATH"] ?? "")"
    let push = try await Tool.run(
      "git",
      ["push", "origin", "HEAD:refs/heads/main"],
      in: arena.clone.path,
      environment: arena.server["bob"].environment.merging(["PATH": path, "TMPDIR": scratch.path]) {
        $1
      }
    )
    try await arena.expectIgnored("key-revoked", push)
    #expect(!TestFile.exists(scratch.path("started")))
  }

  @Test(
    "attack 32: an RSA key of 1,024 bits and a DSA key count for nothing",
    arguments: [
      ("rsa:1024", "signature-bad"), ("dsa", "approval-unsupported"),
    ]
  )
  func weak(_ type: String, _ code: String) async throws {
    let arena = try await KeyArena.make { server in
      let weak = try await TestPerson("weak", type: type, in: server.scratch)
      let others = ["bob", "carol", "dana"].map { server[$0].allowedSigner }.joined()
      return ["allowed_signers": Array("\(others)alice \(weak.publicKey)\n".utf8)]
    }
    let key = arena.server.scratch.path("keys/weak")
    try await arena.plant(try await arena.approval().trailer(in: arena.clone, key: key))
    try await arena.expectIgnored(code, try await arena.push())
  }

  @Test("attack 27: a key that has expired signs nothing, however the commit is dated")
  func backdated() async throws {
    let arena = try await KeyArena.make { server in
      let others = ["bob", "carol", "dana"].map { server[$0].allowedSigner }.joined()
      let own =
        "alice namespaces=\"countersign,git\",valid-before=\"20240101Z\" \(server["alice"].publicKey)\n"
      return ["allowed_signers": Array((others + own).utf8)]
    }
    let approval = try await arena.approval()
    let trailer = approval.trailer(signature: "commit") + " repository=acme/payments"
    let alice = arena.server["alice"]
    let date = [
      "GIT_AUTHOR_DATE": "2023-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2023-01-01T00:00:00Z",
    ]
    try await Tool.succeed(
      "git",
      [
        "-c", "gpg.format=ssh", "-c", "user.signingKey=\(alice.key)", "commit", "--quiet",
        "--allow-empty", "-S",
        "-m", "Approve\n\n\(trailer)",
      ],
      in: arena.clone.path,
      environment: alice.environment.merging(date) { $1 }
    )
    try await arena.expectIgnored("key-expired", try await arena.push())
  }

  @Test("attack 20: a respelled signature is not a second one")
  func malleated() async throws {
    let two =
      "rules:\n  - name: access\n    classes: [iam]\n    require: {approvals: 2, from: [security]}\n"
    let arena = try await KeyArena.make(policy: two)
    let approval = try await arena.approval()
    let first = try await approval.trailer(in: arena.clone)
    try await arena.leave(first)
    // Another hash, so another signature, over the same statement by the same key.
    let armor = try await Tool.succeed(
      "ssh-keygen",
      [
        "-q", "-Y", "sign", "-n", "countersign", "-O", "hashalg=sha256", "-f",
        arena.server["alice"].key,
      ],
      in: arena.clone.path,
      input: Array(approval.statement.utf8)
    ).text
    let second = armor.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    try await arena.leave(approval.trailer(signature: "ssh:\(second)"))
    let push = try await arena.push()
    #expect(push.code == 1)
    #expect(
      push.remoteText.contains("'access' needs 2 of 'security', has 1 (alice)"),
      "\(push.errorText)"
    )
  }
}
