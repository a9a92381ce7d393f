import GateTesting
import Testing

@Suite("Many records at once")
struct ManyRecordsTests {
  @Test("more sensitive commits at once than a process may have files open")
  func manyRecords() async throws {
    let world = try await World.make()
    let hook = "\(world.server.path)/hooks/pre-receive"
    let script = try TestFile.text(hook)
    try TestFile.write(
      Array(script.replacing("SWIFT_BACKTRACE", with: "ulimit -n 200; SWIFT_BACKTRACE").utf8),
      to: hook,
      mode: 0o755
    )
    var stream = ""
    for number in 0..<300 {
      stream +=
        "commit refs/heads/many\ncommitter Bob <bob@example.com> 17000\(10000 + number) +0000\n"
      stream += "data 1\nx\n" + (number == 0 ? "from \(world.start)\n" : "")
      stream += "M 100644 inline iam/\(number).json\ndata 2\n1\n\n"
    }
    try await Tool.succeed(
      "git",
      ["fast-import", "--quiet"],
      in: world.clone.path,
      input: Array(stream.utf8)
    )
    try await world.expectAccepted(try await world.clone.push("refs/heads/many"))
    let first = try await world.clone.git("rev-parse", "many~299").line
    #expect(try await world.server.records(on: first).contains("countersign introduced v1"))
    try await world.expectAudit()
  }
}
