import GateTesting
import Testing

@Suite("Names and numbers of references that a push chooses")
struct ManyReferencesTests {
  private func pending(_ world: World) async throws -> [String] {
    let path = "\(world.server.path)/countersign/pending"
    guard TestFile.exists(path) else { return [] }
    return try await Tool.run("ls", [path], in: "/").text.split(separator: "\n").map(String.init)
  }

  @Test(
    "a creation that git cannot carry out beside another reference is refused, not left open for ever",
    arguments: ["refs/heads/release/x/n", "refs/heads/release"]
  )
  func nameInTheWay(_ ref: String) async throws {
    let targets = "targets: [{ref: \"refs/heads/release*\", environment: production}]"
    let world = try await World.make(policy: targets)
    try await world.baseline("refs/heads/release/x", at: world.start)
    let push = try await world.clone.push("HEAD:\(ref)")
    try await world.expectRefused(push, "protected-ref", tip: world.start, on: ref, at: nil)
    #expect(push.remoteText.contains("cannot exist beside"), "\(push)")
    #expect(try await pending(world) == [])
    try await world.expectAudit()
  }

  @Test("a reference that the push takes out of the way is not in the way")
  func removedFirst() async throws {
    let targets = "targets: [{ref: \"refs/heads/*/deep\", environment: production}]"
    let world = try await World.make(policy: targets)
    try await world.baseline("refs/heads/x/deep", at: world.start)
    try await world.server.git("update-ref", "refs/heads/y", world.start)
    let blocked = try await world.clone.push("HEAD:refs/heads/y/deep")
    #expect(blocked.remoteText.contains("cannot exist beside"), "\(blocked)")
    try await world.expectAccepted(
      try await world.clone.push(":refs/heads/y", "HEAD:refs/heads/y/deep")
    )
    #expect(try await world.server.refs()["refs/heads/y/deep"] == world.start)
  }

  @Test("one of several in the way that stays is in the way", arguments: ["a", "b"])
  func removedInPart(_ leaving: String) async throws {
    let targets = "targets: [{ref: \"refs/heads/*/deep\", environment: production}]"
    let world = try await World.make(policy: targets)
    for name in ["a", "b"] {
      try await world.server.git("update-ref", "refs/heads/y/deep/\(name)", world.start)
    }
    let push = try await world.clone.push(
      ":refs/heads/y/deep/\(leaving)",
      "HEAD:refs/heads/y/deep"
    )
    #expect(push.remoteText.contains("cannot exist beside"), "\(push)")
    #expect(try await pending(world) == [])
  }

  @Test("'reconcile' settles a creation whose name was taken meanwhile")
  func takenMeanwhile() async throws {
    let world = try await World.make()
    try await world.baseline("refs/heads/release/1", at: world.start)
    let hook = "\(world.server.path)/hooks/update"
    try TestFile.write(Array("#!/bin/sh\nexit 1\n".utf8), to: hook, mode: 0o755)
    #expect(try await world.clone.push("HEAD:refs/heads/release/y/1").code == 1)
    #expect(try await pending(world).count == 1)
    try await Tool.succeed("rm", [hook], in: "/")
    #expect(try await world.server.countersign("reconcile").isSuccess)
    #expect(try await pending(world).count == 1)
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/release/y"))
    #expect(try await world.server.countersign("reconcile").isSuccess)
    #expect(try await pending(world) == [])
    let records = try await world.server.records(on: world.start)
    #expect(records.contains("countersign settled v1"), "\(records)")
    try await world.expectAudit()
  }

  @Test("attack 60: more references at once than there is time for")
  func manyReferences() async throws {
    let world = try await World.make()
    try await world.server.git("config", "countersign.timeout", "1")
    let refs = (0..<6000).map { "create refs/heads/free/\($0) \(world.start)\n" }.joined()
    try await Tool.succeed(
      "git",
      ["update-ref", "--stdin"],
      in: world.clone.path,
      input: Array(refs.utf8)
    )
    let push = try await world.clone.push("refs/heads/free/*")
    #expect(!push.isSuccess)
    #expect(push.remoteText.contains("limit-exceeded"), "\(push.errorText.suffix(500))")
    #expect(try await world.server.refs() == ["refs/heads/main": world.start])
  }
}
