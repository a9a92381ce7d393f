import GateTesting
import Testing

@Suite("A server that cannot write")
struct FailingDiskTests {
  @Test(
    "attack 68: on a full disk nothing goes through unjudged, and room mends it",
    .enabled(if: SmallDisk.isPossible, "needs root, to mount a small disk")
  )
  func fullDisk() async throws {
    let disk = try await SmallDisk(megabytes: 6)
    do {
      try await fill(disk)
    } catch {
      try await disk.unmount()
      throw error
    }
    try await disk.unmount()
  }

  private func fill(_ disk: SmallDisk) async throws {
    let server = try await TestServer(
      seed: ["README.md": "hello\n"],
      scratch: disk.scratch,
      name: "disk/payments.git"
    )
    let clone = try await server.clone()
    let start = try await clone.git("rev-parse", "HEAD").line
    let ballast = "\(disk.path)/ballast"
    _ = try await Tool.run("dd", ["if=/dev/zero", "of=\(ballast)", "bs=1k"], in: disk.path)
    try await clone.commit(["README.md": "more\n"])
    for _ in 0..<3 {
      let push = try await clone.push("HEAD:refs/heads/main")
      #expect(!push.isSuccess)
      #expect(try await server.tip("refs/heads/main") == start)
    }
    // Room for git to take the objects in, and for little more.
    try await shrink(ballast, of: disk)
    _ = try await clone.push("HEAD:refs/heads/main")
    try TestFile.remove(ballast)
    if try await server.tip("refs/heads/main") == start {
      let push = try await clone.push("HEAD:refs/heads/main")
      #expect(push.isSuccess, "\(push)")
    }
    let fsck = try await Tool.run("git", ["fsck", "--strict", "--no-dangling"], in: server.path)
    #expect(fsck.isSuccess && fsck.errorText.isEmpty, "\(fsck)")
    #expect(try await server.countersign("reconcile").isSuccess)
    let audit = try await server.countersign("audit", "verify")
    #expect(audit.isSuccess, "\(audit)")
  }

  private func shrink(_ ballast: String, of disk: SmallDisk) async throws {
    try await Tool.succeed("truncate", ["-s", "-48K", ballast], in: disk.path)
  }

  @Test(
    "attack 68: a lock that a crash left stops the push and is named",
    arguments: ["decisions", "refusals"]
  )
  func staleLock(_ ledger: String) async throws {
    let gated = try await GatedMain.make()
    try await gated.server.git("config", "countersign.timeout", "1")
    let lock = "\(gated.server.path)/refs/notes/countersign/\(ledger).lock"
    try TestFile.write([], to: lock)
    let isRefused = ledger == "refusals"
    try await gated.clone.commit([isRefused ? "iam/a" : "README.md": "more\n"])
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(!push.isSuccess)
    #expect(
      push.remoteText.contains("\(ledger).lock") || push.remoteText.contains("remove it"),
      "\(push)"
    )
    // A refusal stays one, and says that it is not on record.
    #expect(push.remoteText.contains("could not be recorded") == isRefused, "\(push)")
    #expect(try await gated.main == gated.start)
    try TestFile.remove(lock)
    let again = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(again.isSuccess == !isRefused, "\(again)")
    #expect(try await gated.verify().isSuccess)
  }

  @Test("attack 68: another process holds the ledger: no push waits for ever")
  func heldLock() async throws {
    let gated = try await GatedMain.make()
    try await gated.server.git("config", "countersign.timeout", "1")
    let lock = "\(gated.server.path)/countersign/ledger.lock"
    try await gated.clone.commit(["README.md": "more\n"])
    async let holder = Tool.run("flock", [lock, "sleep", "4"], in: gated.server.path)
    try await Task.sleep(for: .milliseconds(300))
    let push = try await gated.clone.push("HEAD:refs/heads/main")
    #expect(!push.isSuccess && push.remoteText.contains("another process holds it"), "\(push)")
    #expect(try await gated.main == gated.start)
    _ = try await holder
    #expect(try await gated.clone.push("HEAD:refs/heads/main").isSuccess)
  }

  static let isRoot = TestFile.exists("/usr/bin/setpriv") && TestFile.isRoot

  @Test(
    "attack 68: a repository that the hook may only read, or that belongs to somebody else",
    .enabled(if: isRoot, "needs root, to act as other users"),
    arguments: ["read-only", "foreign"]
  )
  func otherOwner(_ what: String) async throws {
    let gated = try await GatedMain.make()
    let commit = try await gated.clone.commit(["README.md": "more\n"])
    #expect(try await gated.clone.push("HEAD:refs/heads/feature").isSuccess)
    try await Tool.succeed("chmod", ["-R", "a+rX", gated.server.scratch.path], in: "/")
    try await Tool.succeed(
      "chmod",
      ["a+r", "\(gated.server.path)/countersign/signing_key"],
      in: "/"
    )
    let line = Array("\(gated.start) \(commit) refs/heads/main\n".utf8)
    var command = [Tool.countersign, "hook", "pre-receive"]
    if what == "read-only" {
      command = ["setpriv", "--reuid", "65534", "--clear-groups"] + command
    } else {
      try await Tool.succeed("chown", ["-R", "65534", gated.server.path], in: "/")
    }
    let hook = try await Tool.run(
      command[0],
      Array(command.dropFirst()),
      in: gated.server.path,
      environment: ["COUNTERSIGN_PUSHER": "bob"],
      input: line
    )
    if what == "read-only" {
      #expect(hook.code == 2 && hook.errorText.hasSuffix("countersign: not accepted\n"), "\(hook)")
      #expect(try await !gated.server.records(on: commit).contains("decision"))
    } else {
      #expect(hook.code == 0, "\(hook)")
      // What was written belongs to whoever ran the hook, and is readable to the owner.
      let tip = "refs/notes/countersign/decisions"
      let text = try await Tool.run(
        "setpriv",
        ["--reuid", "65534", "--clear-groups", "git", "log", "-1", "--format=%s", tip],
        in: gated.server.path
      )
      #expect(text.line == "countersign: decision", "\(text)")
    }
  }
}
