import GateTesting
import Testing

@Suite("Objects that no git would write")
struct MalformedObjectTests {
  /// Trees that one reader sees otherwise than another.
  enum MalformedTree: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case duplicateEntry, unsorted, slashInName, zeroPaddedMode, modeZero, blobModeOnTree, dotGit,
      dotDot

    var testDescription: String { rawValue }

    /// The entries, each a mode, a name and an id.
    func entries(blob: String, tree: String) -> [(String, String, String)] {
      switch self {
      case .duplicateEntry: [("100644", "iam", blob), ("100644", "iam", blob)]
      case .unsorted: [("100644", "z", blob), ("40000", "iam", tree)]
      case .slashInName: [("100644", "iam/deploy.json", blob)]
      case .zeroPaddedMode: [("040000", "iam", tree)]
      case .modeZero: [("0", "iam", blob)]
      case .blobModeOnTree: [("100644", "iam", tree)]
      case .dotGit: [("40000", ".git", tree)]
      case .dotDot: [("40000", "..", tree)]
      }
    }
  }

  /// Each with git's own check of pushed objects on and off.
  ///
  /// What an entry really leads to (`blobModeOnTree`) only git's check looks at; `doctor` says when
  /// it is off.
  static let trees: [(MalformedTree, Bool)] =
    MalformedTree.allCases.map { ($0, true) }
    + MalformedTree.allCases.filter { $0 != .blobModeOnTree }.map { ($0, false) }

  @Test("attack 56: malformed trees", arguments: trees)
  func malformedTree(_ kind: MalformedTree, isChecked: Bool) async throws {
    let world = try await World.make()
    try await world.server.git("config", "receive.fsckObjects", "\(isChecked)")
    let blob = try await object("blob", Array("evil\n".utf8), world)
    let inner = try await tree([("100644", "deploy.json", blob)], world)
    let outer = try await tree(kind.entries(blob: blob, tree: inner), world)
    let commit = try await self.commit(tree: outer, parent: world.start, world)
    let push = try await rawPush(commit, [blob, inner, outer, commit], world)
    #expect(
      push.text.contains("ng refs/heads/main") || push.text.contains("unpack index-pack"),
      "\(push)"
    )
    #expect(try await world.main == world.start)
    if !isChecked {
      let record = try await world.server.records(on: commit, in: "refusals")
      #expect(record.contains("outcome refused"), "\(push)")
    }
    try await world.expectSound()
  }

  /// Headers that git and libgit2 read differently, and what stands in their place.
  static let headers: [(String, [UInt8])] = {
    let plain = "author Bob <bob@example.com> 1700000000 +0000\n"
    let committer = "committer Bob <bob@example.com> 1700000000 +0000\n"
    let other = "committer Eve <dana@example.com> 1700000000 +0000\n"
    func text(_ lines: String...) -> [UInt8] { Array((lines.joined() + "\nmessage\n").utf8) }
    return [
      ("two authors", text(plain, plain, committer)),
      ("two committers", text(plain, committer, other)),
      (
        "two addresses",
        text("author Bob <bob@example.com> <dana@example.com> 1700000000 +0000\n", committer)
      ),
      ("no author", text(committer)),
      ("no date", text("author Bob <bob@example.com>\n", committer)),
      (
        "attack 30: a NUL in the message",
        text(plain, committer) + [0] + Array("Countersigned-by: x\n".utf8)
      ),
      ("attack 30: two signatures", text(plain, committer, "gpgsig x\n", "gpgsig y\n")),
      ("attack 30: a second kind of signature", text(plain, committer, "gpgsig-sha256 x\n")),
      ("bytes that are no UTF-8", text(plain, committer) + [0xC3, 0x28, 0x0A]),
    ]
  }()

  @Test("attack 12: malformed commits with sensitive changes", arguments: headers)
  func malformedCommit(_ name: String, _ lines: [UInt8]) async throws {
    let world = try await World.make()
    try await world.server.git("config", "receive.fsckObjects", "false")
    let blob = try await object("blob", Array("evil\n".utf8), world)
    let inner = try await tree([("100644", "deploy.json", blob)], world)
    let outer = try await tree([("40000", "iam", inner)], world)
    let head = Array("tree \(outer)\nparent \(world.start)\n".utf8)
    let commit = try await object("commit", head + lines, world)
    let push = try await rawPush(commit, [blob, inner, outer, commit], world)
    #expect(push.text.contains("ng refs/heads/main"), "\(name): \(push)")
    #expect(push.errorText.contains("not accepted"), "\(push)")
    #expect(try await world.main == world.start)
    let record = try await world.server.records(on: commit, in: "refusals")
    #expect(record.contains("reason commit-malformed"), "\(name): \(push)\(record)")
  }

  @Test("a commit whose tree is not there is not accepted")
  func missingObjects() async throws {
    let world = try await World.make()
    try await world.server.git("config", "receive.fsckObjects", "false")
    let blob = try await object("blob", Array("evil\n".utf8), world)
    let inner = try await tree([("100644", "deploy.json", blob)], world)
    let outer = try await tree([("40000", "iam", inner)], world)
    let commit = try await self.commit(tree: outer, parent: world.start, world)
    // The inner tree stays behind.
    let push = try await rawPush(commit, [outer, commit], world)
    #expect(push.text.contains("ng refs/heads/main"), "\(push)")
    #expect(push.errorText.contains("objects-missing"), "\(push)")
    #expect(try await world.main == world.start)
    try await world.expectSound()
  }

  @Test(
    "a gated branch never leads to what is no commit",
    arguments: ["blob", "tree", "tag of a tag of a blob"]
  )
  func notACommit(_ what: String) async throws {
    let world = try await World.make()
    try await world.server.git("update-ref", "refs/tags/v0", world.start)
    try await Tool.succeed(
      Tool.countersign,
      ["init", "--bare", world.server.path],
      in: world.server.path
    )
    let blob = try await object("blob", Array("x\n".utf8), world)
    var pushed = blob
    switch what {
    case "blob": break
    case "tree": pushed = try await tree([("100644", "a", blob)], world)
    default:
      try await world.clone.git("tag", "-a", "-m", "inner", "inner", blob)
      try await world.clone.git("tag", "-a", "-m", "outer", "outer", "inner")
      pushed = try await world.clone.git("rev-parse", "outer").line
    }
    let push = try await world.clone.push("\(pushed):refs/tags/v1")
    try await world.expectRefused(push, "protected-ref", tip: pushed, on: "refs/tags/v1", at: nil)
    #expect(push.remoteText.contains("hint: push a commit there, or a tag of one"), "\(push)")
  }

  // MARK: helpers

  private func object(_ type: String, _ bytes: [UInt8], _ world: World) async throws -> String {
    try await Tool.succeed(
      "git",
      ["hash-object", "--literally", "-w", "-t", type, "--stdin"],
      in: world.clone.path,
      input: bytes
    ).line
  }

  private func tree(_ entries: [(String, String, String)], _ world: World) async throws -> String {
    var bytes: [UInt8] = []
    for (mode, name, id) in entries {
      bytes += Array("\(mode) \(name)".utf8) + [0]
      for index in stride(from: 0, to: id.count, by: 2) {
        let start = id.index(id.startIndex, offsetBy: index)
        bytes.append(UInt8(id[start..<id.index(start, offsetBy: 2)], radix: 16) ?? 0)
      }
    }
    return try await object("tree", bytes, world)
  }

  private func commit(tree: String, parent: String, _ world: World) async throws -> String {
    let who = "Bob <bob@example.com> 1700000000 +0000"
    let text = "tree \(tree)\nparent \(parent)\nauthor \(who)\ncommitter \(who)\n\nchange\n"
    return try await object("commit", Array(text.utf8), world)
  }

  private func rawPush(_ commit: String, _ objects: [String], _ world: World) async throws
    -> Finished
  {
    let pack = try await world.clone.pack(objects: objects)
    return try await RawPush([.init(world.start, commit, "refs/heads/main")], pack: pack).run(
      on: world.server
    )
  }
}
