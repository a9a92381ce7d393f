import GateTesting
import Testing

@Suite("doctor")
struct DoctorTests {
  @Test("a server as init leaves it is fine, and the canary is refused")
  func fine() async throws {
    let server = try await TestServer()
    let result = try await server.countersign("doctor", "--canary")
    #expect(result.code == 0, "\(result)")
    #expect(result.text.contains("the canary was refused, as it must be"))
    #expect(!result.text.contains("FAIL") && !result.text.contains("warn"), "\(result.text)")
    #expect(try await server.tip("refs/countersign/canary") == nil)
  }

  struct Damage: Sendable, CustomTestStringConvertible {
    let script: String
    let says: String
    let mend: String
    var code: Int32 = 1
    var testDescription: String { script }
  }

  @Test(
    "what is wrong is said, with the command that mends it",
    arguments: [
      Damage(script: "chmod -x hooks/pre-receive", says: "is not executable", mend: "chmod +x"),
      Damage(
        script: "rm hooks/pre-receive",
        says: "is missing: pushes are not judged",
        mend: "countersign init"
      ),
      Damage(
        script: "ln -sf /nowhere hooks/pre-receive",
        says: "a link that leads nowhere",
        mend: "countersign init"
      ),
      Damage(
        script: "printf '#!/bin/sh\\nexit 0\\n' >hooks/pre-receive",
        says: "does not run countersign",
        mend: "--chain"
      ),
      Damage(
        script: "echo 'exit 0' >>hooks/pre-receive",
        says: "does not end by replacing itself",
        mend: "countersign init"
      ),
      Damage(
        script: "sed -i 's/^SWIFT/# &/' hooks/pre-receive",
        says: "does not end by replacing itself",
        mend: "countersign init"
      ),
      Damage(
        script: "sed -i '2d; s/^SWIFT/  # &/' hooks/pre-receive",
        says: "does not run countersign",
        mend: "--chain"
      ),
      Damage(
        script: "sed -i '2a exit 0' hooks/pre-receive",
        says: "is not what 'countersign init' wrote",
        mend: "countersign init"
      ),
      Damage(
        script: "sed -i '2c exit 0' hooks/pre-receive",
        says: "whether each push is judged is not to be seen in it",
        mend: "countersign doctor --canary",
        code: 2
      ),
      Damage(
        script: "sed -i '1s/$/ -n/; 2d' hooks/pre-receive",
        says: "whether each push is judged is not to be seen in it",
        mend: "countersign doctor --canary",
        code: 2
      ),
      Damage(
        script: "printf 'exec ${X:-true}${IFS}/countersign hook pre-receive\\n' >hooks/pre-receive",
        says: "does not end by replacing itself",
        mend: "countersign init"
      ),
      Damage(
        script: "git config core.hooksPath /nowhere",
        says: "'core.hooksPath' is '/nowhere'",
        mend: "--unset core.hooksPath"
      ),
      Damage(
        script: "rm countersign/signing_key",
        says: "there is no signing key",
        mend: "countersign init"
      ),
      Damage(
        script: "chmod 644 countersign/signing_key",
        says: "others can read the signing key",
        mend: "chmod 600",
        code: 0
      ),
      Damage(
        script: "chmod 666 countersign/policy.yaml",
        says: "anybody on this machine can write",
        mend: "chmod o-w"
      ),
      Damage(
        script: "echo 'x: [' >countersign/policy.yaml",
        says: "no push is let through",
        mend: "countersign policy lint"
      ),
      Damage(
        script: "git config countersign.mode observe",
        says: "THE GATE ONLY OBSERVES",
        mend: "countersign.mode enforce",
        code: 0
      ),
      Damage(
        script: "git config countersign.mode off",
        says: "'countersign.mode' is 'off'",
        mend: "git config --edit"
      ),
      Damage(
        script: "git config --unset countersign.host",
        says: "'countersign.host' is not set",
        mend: "countersign.host ssh",
        code: 0
      ),
      Damage(
        script: "git config countersign.host sourceforge",
        says: "no push is let through",
        mend: "use one of"
      ),
      Damage(
        script: "git config receive.fsckObjects false",
        says: "git takes malformed objects",
        mend: "receive.fsckObjects true",
        code: 0
      ),
      Damage(
        script: "git config receive.shallowUpdate true",
        says: "make the repository shallow",
        mend: "--unset receive.shallowUpdate"
      ),
      Damage(
        script: "git config --unset-all receive.hideRefs",
        says: "is not hidden from pushes",
        mend: "--add receive.hideRefs",
        code: 0
      ),
      Damage(
        script: "git config --add receive.hideRefs refs/notes",
        says: "reviewers cannot push approvals",
        mend: "git config --edit"
      ),
      Damage(
        script: "git config receive.procReceiveRefs refs/for",
        says: "what that hook does is not judged",
        mend: "receive.procReceiveRefs",
        code: 0
      ),
      Damage(
        script: "git symbolic-ref refs/heads/alias refs/heads/main",
        says: "is symbolic and moves",
        mend: "symbolic-ref -d refs/heads/alias",
        code: 0
      ),
      Damage(
        script: "touch refs/notes/countersign/decisions.lock",
        says: "a crash left it",
        mend: "rm 'refs/notes",
        code: 0
      ),
      Damage(
        script: "touch info/grafts",
        says: "another history than the gate judges",
        mend: "remove it"
      ),
    ]
  )
  func damage(_ damage: Damage) async throws {
    let server = try await TestServer()
    try await Tool.succeed("sh", ["-c", damage.script], in: server.path)
    let result = try await server.countersign("doctor")
    #expect(result.code == damage.code, "\(result)")
    #expect(result.words.contains(damage.says), "\(result.text)")
    #expect(result.words.contains(damage.mend), "\(result.text)")
  }

  @Test(
    "a repository of somebody else's",
    .enabled("only root may give files away") { TestFile.isRoot }
  )
  func owner() async throws {
    let server = try await TestServer()
    try await Tool.succeed("chown", ["-R", "nobody", "."], in: server.path)
    for command in [["doctor"], ["audit", "log"], ["policy", "lint"], ["explain"]] {
      let result = try await Tool.run(Tool.countersign, command, in: server.path)
      #expect(result.code == 2, "\(result)")
      #expect(result.words.contains("'\(server.path)' belongs to user 65534 (nobody)"), "\(result)")
      #expect(result.words.contains("run it as that user"), "\(result)")
    }
    let named = try await server.countersign("doctor", "--bare", ".")
    #expect(named.words.contains("(nobody), and this runs as user 0 (root)"), "\(named)")
  }

  @Test("a repository that cannot be opened is a finding, named or not")
  func unsupported() async throws {
    let scratch = try Scratch()
    try await Tool.succeed(
      "git",
      ["init", "--quiet", "--bare", "--object-format=sha256", "."],
      in: scratch.path
    )
    for arguments in [["doctor"], ["doctor", "--bare", "."]] {
      let result = try await Tool.run(Tool.countersign, arguments, in: scratch.path)
      #expect(result.code == 1, "\(result)")
      #expect(result.words.contains("use a repository with SHA-1 ids"), "\(result)")
    }
    let lint = try await Tool.run(Tool.countersign, ["policy", "lint"], in: scratch.path)
    #expect(lint.code == 2 && lint.words.contains("use a repository with SHA-1 ids"), "\(lint)")
  }

  @Test("attack 66: the canary lands where no hook runs, and is taken away again")
  func canary() async throws {
    let server = try await TestServer()
    try await Tool.succeed("chmod", ["-x", "hooks/pre-receive"], in: server.path)
    let result = try await server.countersign("doctor", "--canary")
    #expect(result.code == 1 && result.text.contains("the canary LANDED"), "\(result)")
    #expect(try await server.tip("refs/countersign/canary") == nil)
  }

  @Test("a clone: what it lacks before trust, and what is left to send after an approval")
  func clone() async throws {
    let site = try await Site.make()
    let fresh = try await site.server.clone("fresh")
    let before = try await fresh.countersign("doctor")
    #expect(before.code == 1 && before.text.contains("countersign trust origin"), "\(before)")
    try await site.clone.git("config", "user.signingKey", "\(site.server["alice"].key).pub")
    let after = try await site.run(["doctor"], as: "alice")
    #expect(after.code == 0 && after.words.contains("can approve"), "\(after)")
    try await site.clone.commit(["iam/a.json": "1\n"])
    #expect(try await site.approve("--yes", as: "alice").isSuccess)
    let unsent = try await site.run(["doctor"], as: "alice")
    #expect(unsent.text.contains("git push origin refs/notes/countersign/approvals"), "\(unsent)")
  }
}
