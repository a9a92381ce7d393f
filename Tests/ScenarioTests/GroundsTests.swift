import GateTesting
import Testing

@Suite("Why an approval was ignored")
struct GroundsTests {
  private static let file = "iam/deploy.json"

  private static func blob(_ revision: String, _ world: World) async throws -> String {
    String(try await world.clone.git("rev-parse", "\(revision):\(file)").line.prefix(10))
  }

  @Test("the base moved: both sides of what was approved and of what is pushed")
  func movedBase() async throws {
    let world = try await World.make()
    let first = try await world.land([Self.file: "1\n"])
    let approved = try await world.clone.commit([Self.file: "2\n"])
    try await world.approve("\(first)..\(approved)", by: "alice")
    try await world.clone.git("reset", "--quiet", "--hard", first)
    let base = try await world.land([Self.file: "1b\n"])
    let tip = try await world.clone.commit([Self.file: "2\n"])
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", "approval-stale", tip: tip, at: base)
    let (one, two) = (try await Self.blob(first, world), try await Self.blob(tip, world))
    let between = try await Self.blob(base, world)
    let said =
      "'\(Self.file)' was approved from \(one) to \(two), and is pushed from \(between) to \(two)"
    #expect(push.remoteText.unwrapped.contains(said), "\(push.remoteText)")
  }

  @Test("amended since: 'explain' finds the approval on bytes that are not pushed")
  func amended() async throws {
    let world = try await World.make()
    let first = try await world.clone.commit([Self.file: "1\n"])
    try await world.approve("\(world.start)..\(first)", by: "alice")
    try await world.clone.git("reset", "--quiet", "--hard", world.start)
    let tip = try await world.clone.commit([Self.file: "2\n"])
    let explained = try await world.clone.countersign("explain", tip)
    let (one, two) = (try await Self.blob(first, world), try await Self.blob(tip, world))
    let said = "was approved from nothing to \(one), and is pushed from nothing to \(two)"
    #expect(explained.code == 1 && explained.text.unwrapped.contains(said), "\(explained)")
    let json = try await world.clone.countersign("explain", tip, "--format", "json")
    #expect(json.text.contains("\"kind\": \"bytes\"") && json.text.contains(one), "\(json)")
  }

  @Test("whose commit made the signer a contributor, and how")
  func hand() async throws {
    let world = try await World.make()
    let tip = try await world.clone.commit(
      [Self.file: "1\n"],
      message: "change\n\nCo-authored-by: Alice <alice@example.com>\n"
    )
    try await world.approve("\(world.start)..\(tip)", by: "alice")
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(
      push,
      "approval-missing",
      "self-approval",
      tip: tip,
      at: world.start
    )
    let said = "'alice' is a co-author of commit \(tip.prefix(10))"
    #expect(push.remoteText.unwrapped.contains(said), "\(push.remoteText)")
  }

  @Test("which target it named, and when it ended, for programs")
  func json() async throws {
    let world = try await World.make()
    try await world.clone.trust()
    let tip = try await world.clone.commit([Self.file: "1\n"])
    let changes = try await world.clone.changes(from: world.start, to: tip)
    var elsewhere = try await HandApproval(by: "alice", of: changes)
    elsewhere.target = "refs/heads/x"
    try await elsewhere.note(on: tip, in: world.clone)
    var old = try await HandApproval(by: "dana", of: changes)
    (old.issued, old.expires) = ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")
    try await old.note(on: tip, in: world.clone)
    let json = try await world.clone.countersign("explain", tip, "--format", "json").text
    #expect(json.contains("\"target\": \"refs/heads/x\""), "\(json)")
    #expect(json.contains("\"time\": \"2026-01-02T00:00:00Z\""), "\(json)")
  }
}
