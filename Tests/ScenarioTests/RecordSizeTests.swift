import GateTesting
import Testing

@Suite("Pushes that would leave more than can be read again")
struct RecordSizeTests {
  private static let freely = """
    rules:
      - {name: anything, classes: [iam, infrastructure, keys, meta], allow: nobody is asked}

    """

  /// One commit of files in a class, with paths as long as git takes them.
  private func longPaths(_ count: Int, in world: World) async throws -> String {
    let directory = Array(repeating: String(repeating: "d", count: 250), count: 15)
      .joined(separator: "/")
    var stream = "commit refs/heads/big\ncommitter Bob <bob@example.com> 1700000000 +0000\n"
    stream += "data 3\nbig\nfrom \(world.start)\n"
    for number in 0..<count {
      stream += "M 100644 inline iam/\(directory)/\(number)\ndata 2\nx\n\n"
    }
    try await Tool.succeed(
      "git",
      ["fast-import", "--quiet"],
      in: world.clone.path,
      input: Array(stream.utf8)
    )
    return try await world.clone.git("rev-parse", "refs/heads/big").line
  }

  @Test("what would be let go and could not be kept is refused, and the next push is judged")
  func tooLongToKeep() async throws {
    let world = try await World.make(policy: Self.freely)
    let tip = try await longPaths(5000, in: world)
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "limit-exceeded", tip: tip, at: world.start)
    #expect(push.remoteText.contains("push in smaller steps"), "\(push.remoteText)")
    try await world.clone.commit(["iam/a.json": "x\n"])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }

  @Test("a long refusal is kept in short, and says what it leaves out")
  func longRefusal() async throws {
    let world = try await World.make()
    let tip = try await longPaths(1000, in: world)
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    let record = try await world.server.records(on: tip, in: "refusals")
    #expect(record.utf8.count < 256 << 10, "\(record.utf8.count) bytes")
    let findings = record.split(separator: "\n").count { $0.hasPrefix("finding ") }
    #expect(record.contains("omitted finding \(1000 - findings)\n"), "\(findings) are there")
    try await world.expectAudit()
  }
}
