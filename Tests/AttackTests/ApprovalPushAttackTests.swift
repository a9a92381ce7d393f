import GateTesting
import Testing

@Suite("Approvals that a push may not add")
struct ApprovalPushAttackTests {
  private let approvals = TestClone.approvals

  /// A change by bob that waits for alice.
  private func waiting() async throws -> (main: GatedMain, tip: String, approval: HandApproval) {
    let main = try await GatedMain.make()
    let tip = try await main.clone.commit(["iam/deploy.json": "v1\n"])
    let changes = try await main.clone.changes(from: main.start, to: tip)
    return (main, tip, try await HandApproval(by: "alice", of: changes))
  }

  private func expectRefused(_ main: GatedMain, _ code: String) async throws {
    let before = try await main.server.tip(approvals)
    let push = try await main.clone.push(approvals, as: "carol")
    #expect(push.code == 1, "\(push)")
    #expect(push.remoteText.contains(code), "\(push.errorText)")
    #expect(try await main.server.tip(approvals) == before)
  }

  @Test("what nobody of the policy signed, or what was signed for something else, is not kept")
  func notTheirs() async throws {
    let (main, tip, approval) = try await waiting()
    let mallory = try await TestPerson("mallory", in: main.server.scratch)
    var stranger = approval
    stranger.reviewer = "mallory"
    var elsewhere = approval
    elsewhere.repository = "acme/other"
    let good = try await approval.trailer(in: main.clone)
    let blob = good.split(separator: "signature=")[1]
    var other = approval
    other.classes = "iam,policy"
    for (trailer, code) in [
      (try await approval.trailer(in: main.clone, key: mallory.key), "signature-unknown-key"),
      (try await stranger.trailer(in: main.clone, key: mallory.key), "reviewer-not-authorized"),
      (try await elsewhere.trailer(in: main.clone), "approval-wrong-repository"),
      (other.trailer(signature: String(blob)), "signature-bad"),
    ] {
      try await main.clone.note(trailer, on: tip)
      try await expectRefused(main, code)
      try await main.clone.git("update-ref", "-d", approvals)
    }
    try await approval.note(on: tip, in: main.clone)
    #expect(try await main.clone.push("HEAD:refs/heads/main").isSuccess)
  }

  @Test("one object has one note: a second layout is refused, whoever signed it")
  func secondLayout() async throws {
    let (main, tip, approval) = try await waiting()
    try await approval.note(on: tip, in: main.clone)
    var second = approval
    second.classes = "iam,infrastructure"
    let trailer = try await second.trailer(in: main.clone)
    let deep = "\(tip.prefix(2))/\(tip.dropFirst(2).prefix(2))/\(tip.dropFirst(4))"
    let parent = try #require(try await main.server.tip(approvals))
    let there = try await main.server.git("ls-tree", "-r", "--name-only", approvals).text
    let path = there.contains(deep) ? tip : deep
    let stream =
      "commit \(approvals)\ncommitter Alice <alice@example.com> 1700000001 +0000\ndata 1\nx\n"
      + "from \(parent)\nM 100644 inline \(path)\ndata \(trailer.utf8.count + 1)\n\(trailer)\n\n"
    try await Tool.succeed(
      "git",
      ["fast-import", "--quiet", "--force"],
      in: main.clone.path,
      input: Array(stream.utf8)
    )
    try await expectRefused(main, "second note")
  }

  @Test("more bytes than one object may have, and more at a time by one reviewer")
  func tooMuch() async throws {
    let (main, tip, approval) = try await waiting()
    try await main.server.git("config", "countersign.maxNote", "1000")
    var lines: [String] = []
    for number in 0..<3 {
      var one = approval
      one.reason = "n\(number)"
      lines.append(try await one.trailer(in: main.clone))
    }
    try await main.clone.note(lines.joined(separator: "\n"), on: tip)
    try await expectRefused(main, "limit-exceeded")
    try await main.server.git("config", "countersign.maxNote", "1000000")
    for number in 3..<258 {
      var one = approval
      one.reason = "n\(number)"
      lines.append(try await one.trailer(in: main.clone))
    }
    try await main.clone.note(lines.dropFirst(3).joined(separator: "\n"), on: tip)
    try await expectRefused(main, "that have not run out")
    // Another reviewer is not kept out by it.
    try await main.clone.git("update-ref", "-d", approvals)
    try await main.clone.note(lines.dropLast(2).joined(separator: "\n"), on: tip)
    #expect(try await main.clone.push(approvals, as: "carol").isSuccess)
    var dana = approval
    dana.reviewer = "dana"
    dana.email = "dana@example.com"
    dana.signer = "dana"
    try await dana.note(on: tip, in: main.clone)
    #expect(try await main.clone.push("HEAD:refs/heads/main").isSuccess)
  }

  @Test("a decision carries the approval that was pushed with it, and git did not take")
  func lostApproval() async throws {
    let (main, tip, approval) = try await waiting()
    try await main.clone.note(try await approval.trailer(in: main.clone), on: tip)
    let before = try await main.server.tip(approvals)
    // Somebody else moves the approvals at that moment.
    let lock = "\(main.server.path)/\(approvals).lock"
    try TestFile.makeDirectory("\(main.server.path)/refs/notes/countersign")
    try TestFile.write([], to: lock)
    let push = try await main.clone.push("HEAD:refs/heads/main", approvals)
    #expect(!push.isSuccess)
    try await Tool.succeed("rm", [lock], in: "/")
    #expect(try await main.main == tip)
    #expect(try await main.server.tip(approvals) == before)
    #expect(try await main.server.records(on: tip).contains("\ntrailer \(tip) alice%20"))
    let audit = try await main.verify()
    #expect(audit.isSuccess, "\(audit)")
  }

  @Test("a decision does not repeat an approval that the server has")
  func keptApproval() async throws {
    let (main, tip, approval) = try await waiting()
    try await approval.note(on: tip, in: main.clone)
    #expect(try await main.clone.push("HEAD:refs/heads/main", approvals).isSuccess)
    #expect(try await !main.server.records(on: tip).contains("\ntrailer "))
  }
}
