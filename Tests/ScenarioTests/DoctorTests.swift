import GateTesting
import Testing

/// Where git runs no hook, no hook can refuse: `doctor` sees it beforehand, `audit` afterwards.
@Suite("What doctor sees")
struct DoctorTests {
  /// States of a server in which pushes land unjudged, as a shell command in its repository.
  static let open: [(String, String)] = [
    ("not executable", "chmod -x hooks/pre-receive"),
    ("gone", "rm hooks/pre-receive"),
    ("a link that leads nowhere", "ln -sf /no/such/hook hooks/pre-receive"),
    ("empty", ": >hooks/pre-receive"),
    ("somebody else's", "printf '#!/bin/sh\\nexit 0\\n' >hooks/pre-receive"),
    ("exits with 256", "printf '#!/bin/bash\\nexit 256\\n' >hooks/pre-receive"),
    (
      "goes on after a crash",
      "sed -i 's/exec //; $a exit 0' hooks/pre-receive; sed -i \"s,/countersign' hook,/none' hook,\" hooks/pre-receive"
    ),
    ("is a comment", "sed -i 's/^SWIFT/# &/' hooks/pre-receive"),
    ("exits before", "sed -i '2a exit 0' hooks/pre-receive"),
    ("hooks are elsewhere", "mkdir other && git config core.hooksPath other"),
    ("hooks are nowhere", "git config core.hooksPath /no/such/directory"),
  ]

  @Test("attack 66: where no hook judges, doctor and audit say so", arguments: open)
  func unjudged(_ name: String, _ command: String) async throws {
    let world = try await World.make()
    try await Tool.succeed("sh", ["-c", command], in: world.server.path)
    let diagnosis = try await world.server.countersign("doctor", "--canary")
    #expect(diagnosis.code == 1, "\(name): \(diagnosis)")
    #expect("\(diagnosis)".contains("LANDED"), "\(name): \(diagnosis)")
    #expect(try await world.server.tip("refs/countersign/canary") == nil)
    let evil = try await world.clone.commit(["iam/a.json": "evil\n"])
    _ = try await world.clone.push("HEAD:refs/heads/main")
    // This is git's doing, and why doctor is there.
    #expect(try await world.main == evil, "\(name): git runs a hook here after all")
    try await world.expectAudit(finds: evil)
  }

  /// States that hold every push, or weaken something, and a word of what doctor says.
  static let other: [(String, String, String)] = [
    (
      "the program is gone", "sed -i \"s,/countersign' hook,/none' hook,\" hooks/pre-receive",
      "not there"
    ),
    ("shallow pushes", "git config receive.shallowUpdate true", "receive.shallowUpdate"),
    (
      "approvals are hidden", "git config --add receive.hideRefs refs/notes/countersign/approvals",
      "approvals"
    ),
    ("a broken policy", "echo mood: good >>countersign/policy.yaml", "mood"),
    ("no policy", "rm countersign/policy.yaml", "policy"),
    (
      "the ledger's lock was left", ": >refs/notes/countersign/decisions.lock",
      "'refs/notes/countersign/decisions.lock' was left behind"
    ),
    ("no key to sign with", "rm countersign/signing_key", "no signing key"),
    (
      "records that are no commits",
      "git rev-parse HEAD:README.md >refs/notes/countersign/decisions",
      "refs/notes/countersign/decisions"
    ),
  ]

  @Test("doctor says what is wrong, and exits with 1", arguments: other)
  func wrong(_ name: String, _ command: String, _ word: String) async throws {
    let world = try await World.make()
    try await Tool.succeed("sh", ["-c", command], in: world.server.path)
    let diagnosis = try await world.server.countersign("doctor")
    #expect(diagnosis.code == 1, "\(name): \(diagnosis)")
    #expect(diagnosis.words.contains(word), "\(name): \(diagnosis)")
  }

  /// States that people should know of.
  static let warnings: [(String, String, String)] = [
    ("only observing", "git config countersign.mode observe", "ONLY OBSERVES"),
    ("a symbolic branch", "git symbolic-ref refs/heads/alias refs/heads/main", "refs/heads/alias"),
    (
      "a proc-receive hook", "git config receive.procReceiveRefs refs/for",
      "receive.procReceiveRefs"
    ),
    ("nobody says who pushes", "git config --unset countersign.host", "countersign.host"),
    ("no check of objects", "git config receive.fsckObjects false", "receive.fsckObjects"),
    ("a key that others can read", "chmod 644 countersign/signing_key", "others can read"),
    ("a lock that was left", ": >packed-refs.lock", ".lock"),
  ]

  @Test("doctor warns", arguments: warnings)
  func warns(_ name: String, _ command: String, _ word: String) async throws {
    let world = try await World.make()
    try await Tool.succeed("sh", ["-c", command], in: world.server.path)
    let diagnosis = try await world.server.countersign("doctor")
    #expect("\(diagnosis)".contains(word), "\(name): \(diagnosis)")
  }

  @Test("doctor finds nothing wrong with what init made")
  func fine() async throws {
    let world = try await World.make()
    let diagnosis = try await world.server.countersign("doctor", "--canary")
    #expect(diagnosis.code == 0, "\(diagnosis)")
    #expect("\(diagnosis)".contains("the canary was refused"), "\(diagnosis)")
    try await world.expectAudit()
  }

  @Test("a foreign hook is kept, and runs first with --chain")
  func chainedHook() async throws {
    let world = try await World.make()
    let hook = "\(world.server.path)/hooks/pre-receive"
    try TestFile.write(
      Array("#!/bin/sh\ncat >&2\ntest ! -e refuse\n".utf8),
      to: hook,
      mode: 0o755
    )
    let plain = try await world.server.countersign("init")
    #expect(plain.code == 2, "\(plain)")
    #expect(plain.errorText.contains("--chain"))
    let chained = try await world.server.countersign("init", "--chain")
    #expect(chained.isSuccess, "\(chained)")
    let evil = try await world.clone.commit(["iam/a.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: evil, at: world.start)
    #expect(push.remoteText.contains("\(world.start) \(evil) refs/heads/main"))
    // What the first refuses stays refused.
    try TestFile.write([], to: "\(world.server.path)/refuse")
    try await world.clone.commit(["iam/a.json": ""])
    try await world.clone.git("reset", "--quiet", "--hard", world.start)
    try await world.clone.commit(["README.md": "more\n"])
    let second = try await world.clone.push("HEAD:refs/heads/main")
    #expect(second.code == 1, "\(second)")
    #expect(try await world.main == world.start)
    // Taken away again, the old one is back.
    let removed = try await world.server.countersign("uninstall")
    #expect(removed.isSuccess, "\(removed)")
    #expect(try TestFile.text(hook).contains("test ! -e refuse"))
  }
}
