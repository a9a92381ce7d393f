import GateTesting
import Testing

// Attack 57 (logic that is imported from a file of no class) is out of reach of classes by path: a policy names
// what deploys read. Attack 58 (approvals by patch id) has no target here: an approval names whole blobs; case 36
// tries it.

@Suite("Attacks by content")
struct ContentAttackTests {
  // MARK: merges

  @Test("attack 51: a change that only the merge makes")
  func evilMerge() async throws {
    let world = try await World.make()
    let (a, b) = try await twoBranches(world)
    try await world.clone.git("checkout", "--quiet", "--detach", a)
    try await world.clone.git("merge", "--quiet", "--no-ff", "--no-commit", b)
    let merge = try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: merge, at: world.start)
  }

  @Test("attack 51: an octopus that makes a change of its own")
  func octopus() async throws {
    let world = try await World.make()
    var tips: [String] = []
    for name in ["a", "b", "c"] {
      try await world.clone.git("checkout", "--quiet", "--detach", world.start)
      tips.append(try await world.clone.commit(["docs/\(name).md": "x\n"]))
    }
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    try await Tool.succeed(
      "git",
      ["merge", "--quiet", "--no-ff", "-m", "octopus"] + tips,
      in: world.clone.path,
      environment: world.server["bob"].environment
    )
    try TestFile.write(Array("evil\n".utf8), to: "\(world.clone.path)/iam/deploy.json")
    try await world.clone.git("add", "iam")
    try await world.clone.git("commit", "--quiet", "--amend", "--no-edit")
    let merge = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: merge, at: world.start)
  }

  @Test("attack 51: a merge that throws one side away", arguments: ["ours", "foxtrot"])
  func discardingMerge(_ how: String) async throws {
    let world = try await World.make()
    let strict = try await world.land(["iam/deploy.json": "strict\n"])
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    let side = try await world.clone.commit(["docs/b.md": "x\n"])
    if how == "ours" {
      try await world.clone.git("merge", "--quiet", "-s", "ours", "-m", "merge", strict)
    } else {
      let tree = try await world.clone.git("rev-parse", "\(side)^{tree}").line
      let merge = try await world.clone.git(
        "commit-tree",
        tree,
        "-p",
        strict,
        "-p",
        side,
        "-m",
        "merge"
      ).line
      try await world.clone.git("checkout", "--quiet", "--detach", merge)
    }
    let merge = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: merge, at: strict)
    #expect(push.remoteText.contains("deletes iam/deploy.json"))
  }

  @Test("attack 52: added and taken back in one push")
  func addThenRemove() async throws {
    let world = try await World.make()
    try await world.clone.commit(["iam/deploy.json": "evil\n"])
    let tip = try await world.clone.commit(["iam/deploy.json": ""])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  @Test("attack 53: renamed out of the class, edited, and back")
  func renameOutAndBack() async throws {
    let world = try await World.make()
    let landed = try await world.land(["iam/deploy.json": "v1\n"])
    try await world.clone.git("mv", "iam/deploy.json", "notes.txt")
    try await world.clone.commit([:])
    try await world.clone.commit(["notes.txt": "evil\n"])
    try TestFile.makeDirectory("\(world.clone.path)/iam")
    try await world.clone.git("mv", "notes.txt", "iam/deploy.json")
    let tip = try await world.clone.commit([:])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: landed)
    #expect(push.remoteText.contains("deletes iam/deploy.json"))
  }

  // MARK: kinds of entries

  @Test("attack 54: a directory of the class becomes a symlink")
  func directoryToSymlink() async throws {
    let world = try await World.make()
    let landed = try await world.land(["iam/deploy.json": "v1\n"])
    try await world.clone.git("mv", "iam", "elsewhere")
    try await Tool.succeed("ln", ["-s", "elsewhere", "iam"], in: world.clone.path)
    try await world.clone.git("add", "iam")
    let tip = try await world.clone.commit([:])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: landed)
    #expect(push.remoteText.contains("iam (iam)"), "\(push.remoteText)")
  }

  @Test("attack 54: a symlink above what a class names, where nothing was")
  func symlinkAboveClass() async throws {
    let world = try await World.make(policy: Self.deepPolicy)
    try await Tool.succeed("ln", ["-s", "docs", "config"], in: world.clone.path)
    try await world.clone.git("add", "config")
    let tip = try await world.clone.commit([:])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  @Test(
    "attack 54: a submodule inside, and above, what a class names",
    arguments: ["iam/sub", "iam", "k8s/README.md"]
  )
  func gitlink(_ path: String) async throws {
    let world = try await World.make()
    try await world.clone.git(
      "update-index",
      "--add",
      "--cacheinfo",
      "160000,\(world.start),\(path)"
    )
    let tip = try await world.clone.commit([:])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    let says = "adds the submodule \(path) ("
    #expect(push.remoteText.unwrapped.contains(says), "\(push.remoteText)")
  }

  @Test(
    "attack 54: what decides how other files are read",
    arguments: [
      ".gitattributes", ".gitmodules", "docs/.gitattributes", ".mailmap", "CODEOWNERS",
      ".github/workflows/deploy.yml", ".gitlab-ci.yml", "Jenkinsfile",
    ]
  )
  func metaFiles(_ path: String) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit([path: "x\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.contains("(meta)"))
  }

  @Test("attack 54: a pointer in place of a file of the class")
  func largeFilePointer() async throws {
    let world = try await World.make()
    let landed = try await world.land(["iam/deploy.json": "v1\n"])
    let pointer = """
      version https://git-lfs.github.com/spec/v1
      oid sha256:\(String(repeating: "a", count: 64))
      size 12345

      """
    let tip = try await world.clone.commit(["iam/deploy.json": pointer])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: landed)
  }

  // MARK: names

  @Test(
    "attack 55: twins of a class path are in the class",
    arguments: [
      "IAM/deploy.json", "Iam/deploy.json", "iam /deploy.json", "iam./deploy.json",
      "ia\u{200B}m/deploy.json",
      "\u{FF49}am/deploy.json", "\u{0456}am/deploy.json", "i\u{430}m/deploy.json", "main.TF",
      "deploy.PEM ",
    ]
  )
  func twins(_ path: String) async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit([path: "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    #expect(push.code == 1, "\(push)")
    #expect(try await world.main == world.start)
    #expect(try await world.server.records(on: tip, in: "refusals").contains("outcome refused"))
  }

  @Test("attack 55: composed and decomposed letters are one name")
  func normalForms() async throws {
    let world = try await World.make(
      policy: "classes:\n  iam: {paths: [\"r\u{F4}les/\"]}\n" + Self.accessOnly
    )
    let tip = try await world.clone.commit(["ro\u{302}les/deploy.json": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
  }

  @Test("attack 59: escape sequences and overrides in a path do not reach the terminal")
  func terminalSequences() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(["iam/\u{1B}[2K\u{202E}gpj.exe\nx": "evil\n"])
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(!push.errorText.contains("\u{1B}[2K"))
    #expect(!push.errorText.contains("\u{202E}"))
    #expect(!push.errorText.contains("remote: x "))
  }

  @Test("attack 59: an encoding header that shows people other text")
  func encodingHeader() async throws {
    let world = try await World.make()
    try TestFile.write(Array("evil\n".utf8), to: "\(world.clone.path)/iam/deploy.json")
    try await world.clone.git("add", "iam")
    try await world.clone.git("-c", "i18n.commitEncoding=IBM037", "commit", "--quiet", "-m", "x")
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "commit-malformed", tip: tip, at: world.start)
  }

  // MARK: helpers

  private func twoBranches(_ world: World) async throws -> (String, String) {
    let a = try await world.clone.commit(["docs/a.md": "x\n"])
    try await world.clone.git("checkout", "--quiet", "--detach", world.start)
    return (a, try await world.clone.commit(["docs/b.md": "x\n"]))
  }

  static let accessOnly = """
    rules:
      - name: access
        classes: [iam]
        require: {approvals: 1, from: [security]}
    """

  static let deepPolicy = "classes:\n  iam: {paths: [\"/config/iam/\"]}\n" + accessOnly
}
