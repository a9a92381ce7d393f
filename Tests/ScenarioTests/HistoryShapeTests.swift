import GateTesting
import Testing

@Suite("Histories of odd shapes")
struct HistoryShapeTests {
  /// Histories of odd shapes, made in the clone; each ends at a commit that brings `iam/evil.json`.
  static let shapes: [(String, @Sendable (World) async throws -> String)] = [
    (
      "a root commit merged in",
      { world in
        let root = try await orphan(world, ["iam/evil.json": "x\n"])
        try await world.clone.git("checkout", "--quiet", "--detach", world.start)
        try await world.clone.git(
          "merge",
          "--quiet",
          "--allow-unrelated-histories",
          "-m",
          "m",
          root
        )
        return try await world.clone.git("rev-parse", "HEAD").line
      }
    ),
    (
      "a history that is not related",
      { world in try await orphan(world, ["iam/evil.json": "x\n"]) }
    ),
    (
      "an octopus",
      { world in
        var tips: [String] = []
        for name in ["docs/a", "iam/evil.json", "docs/c"] {
          try await world.clone.git("checkout", "--quiet", "--detach", world.start)
          tips.append(try await world.clone.commit([name: "x\n"]))
        }
        try await world.clone.git("checkout", "--quiet", "--detach", world.start)
        try await world.clone.git(
          "merge",
          "--quiet",
          "--no-ff",
          "-m",
          "octopus",
          tips[0],
          tips[1],
          tips[2]
        )
        return try await world.clone.git("rev-parse", "HEAD").line
      }
    ),
    (
      "a merge of main with itself",
      { world in
        let evil = try await world.clone.commit(["iam/evil.json": "x\n"])
        return try await world.clone.git(
          "commit-tree",
          "\(evil)^{tree}",
          "-p",
          world.start,
          "-p",
          evil,
          "-m",
          "m"
        ).line
      }
    ),
    (
      "the same parent twice",
      { world in
        let evil = try await world.clone.commit(["iam/evil.json": "x\n"])
        return try await world.clone.git(
          "commit-tree",
          "\(evil)^{tree}",
          "-p",
          evil,
          "-p",
          evil,
          "-m",
          "m"
        ).line
      }
    ),
  ]

  private static func orphan(_ world: World, _ files: [String: String]) async throws -> String {
    try await world.clone.git("checkout", "--quiet", "--orphan", "orphan")
    try await world.clone.git("rm", "--quiet", "-rf", ".")
    return try await world.clone.commit(files)
  }

  @Test("case 54: histories of odd shapes", arguments: shapes)
  func shape(_ name: String, _ make: @Sendable (World) async throws -> String) async throws {
    let world = try await World.make()
    let tip = try await make(world)
    let push = try await world.clone.push("+\(tip):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.contains("iam/evil.json"), "\(name): \(push.remoteText)")
  }
}
