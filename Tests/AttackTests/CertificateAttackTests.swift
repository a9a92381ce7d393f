import GateTesting
import Testing

@Suite("Certificates at a push")
struct CertificateAttackTests {
  /// A server that trusts an authority for everybody, and alice's new key.
  private static func arena() async throws -> KeyArena {
    try await KeyArena.make { server in
      for name in ["ca", "session"] {
        try await Tool.succeed(
          "ssh-keygen",
          ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", server.scratch.path(name)],
          in: server.scratch.path
        )
      }
      let usual = ["bob", "carol", "dana"].map { server[$0].allowedSigner }.joined()
      let authority = try TestFile.text(server.scratch.path("ca.pub"))
      return ["allowed_signers": Array("\(usual)*@example.com cert-authority \(authority)".utf8)]
    }
  }

  /// Certifies the session key and signs the approval with it.
  private static func leave(
    _ options: [String],
    in arena: KeyArena,
    isGood: Bool = true
  ) async throws {
    let scratch = arena.server.scratch
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-s", "ca", "-I", "id"] + options + ["session.pub"],
      in: scratch.path
    )
    let approval = try await arena.approval()
    let trailer = try await approval.trailer(
      in: arena.clone,
      key: scratch.path("session-cert.pub")
    )
    try await isGood ? arena.leave(trailer) : arena.plant(trailer)
  }

  @Test("a short-lived certificate approves")
  func approves() async throws {
    let arena = try await Self.arena()
    try await Self.leave(["-n", "alice@example.com", "-V", "-1m:+10m"], in: arena)
    try await arena.expectCounted("ssh SHA256:", try await arena.push())
  }

  @Test("'approve' signs with a certificate, as the person that it names")
  func approveCommand() async throws {
    let arena = try await Self.arena()
    let scratch = arena.server.scratch
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-s", "ca", "-I", "id", "-n", "alice@example.com", "session.pub"],
      in: scratch.path
    )
    try await arena.clone.trust()
    let approval = try await arena.clone.countersign(
      "approve",
      "\(arena.start)..HEAD",
      "--target",
      "refs/heads/main",
      "--key",
      scratch.path("session-cert.pub"),
      "--as",
      "note",
      "--push",
      "--yes",
      as: "alice"
    )
    #expect(approval.isSuccess, "\(approval.errorText)")
    try await arena.expectCounted("ssh SHA256:", try await arena.push())
  }

  @Test(
    "attacks 4, 33: certificates for two people, for everybody, with restrictions, out of date",
    arguments: [
      (["-n", "alice@example.com,dana@example.com"], "signature-bad"),
      (["-n", "*"], "signature-bad"), ([], "signature-bad"),
      (["-n", "alice@example.com", "-O", "force-command=git-shell"], "signature-bad"),
      (["-n", "alice@example.com", "-O", "source-address=10.0.0.0/8"], "signature-bad"),
      (["-n", "alice@example.com", "-V", "-2h:-1h"], "key-expired"),
      (["-n", "dana@example.com"], "signature-unknown-key"),
      (["-n", "alice"], "signature-unknown-key"),
    ]
  )
  func refused(_ options: [String], _ code: String) async throws {
    let arena = try await Self.arena()
    try await Self.leave(options, in: arena, isGood: false)
    try await arena.expectIgnored(code, try await arena.push())
  }

  @Test("attack 4: one key with a certificate for each of two people stands for neither")
  func twoCertificates() async throws {
    let arena = try await Self.arena()
    try await Self.leave(["-n", "alice@example.com"], in: arena)
    var other = try await arena.approval()
    other.reviewer = "dana"
    other.email = "dana@example.com"
    let scratch = arena.server.scratch
    try await Tool.succeed(
      "ssh-keygen",
      ["-q", "-s", "ca", "-I", "id", "-n", "dana@example.com", "session.pub"],
      in: scratch.path
    )
    try await arena.leave(
      try await other.trailer(in: arena.clone, key: scratch.path("session-cert.pub"))
    )
    try await arena.expectIgnored("same-person", try await arena.push())
  }
}
