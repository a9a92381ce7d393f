import GateTesting
import Testing

@Suite("Key rotation, as docs/key-rotation.md has it")
struct KeyRotationTests {
  private func rotate(_ gated: GatedMain, oldUntil: String, newFrom: String) async throws {
    let directory = "\(gated.server.path)/countersign"
    let old = try TestFile.text("\(directory)/signing_key.pub").split(separator: " ").prefix(2)
      .joined(separator: " ")
    let next = try await TestPerson("next", in: gated.server.scratch)
    let keys =
      "server_keys:\n  main: {key: \"\(old)\", valid_to: \(oldUntil)}\n"
      + "  next: {key: \"\(next.publicKey)\", valid_from: \(newFrom)}"
    var lines = try TestFile.text("\(directory)/policy.yaml")
      .split(separator: "\n", omittingEmptySubsequences: false)
    lines = lines.map { $0.hasPrefix("server_keys:") ? Substring(keys) : $0 }
    try TestFile.write(Array(lines.joined(separator: "\n").utf8), to: "\(directory)/policy.yaml")
    try TestFile.write(try TestFile.read(next.key), to: "\(directory)/signing_key", mode: 0o600)
    try TestFile.write(Array("\(next.publicKey) next\n".utf8), to: "\(directory)/signing_key.pub")
  }

  @Test(
    "records of before stay valid, approvals stay used up, and new ones are signed by the new key"
  )
  func rotation() async throws {
    let gated = try await GatedMain.make(trusting: true)
    let first = try await gated.land(["iam/a": "v1\n"])
    try await rotate(gated, oldUntil: "2999-01-01T00:00:00Z", newFrom: "2020-01-01T00:00:00Z")
    let second = try await gated.landHarmless()
    let records = try await gated.server.records(on: second)
    #expect(records.contains("signature next SHA256:") && !records.contains("signature main"))
    let audit = try await gated.verify()
    #expect(audit.isSuccess && audit.words.contains("2 decisions judged again"), "\(audit)")
    // Clones pinned the old key, and are told of the new one.
    try await gated.clone.git("fetch", "--quiet", "origin")
    let explained = try await gated.clone.countersign("explain", "HEAD")
    #expect(
      explained.code == 2 && explained.errorText.contains("countersign trust origin"),
      "\(explained)"
    )
    // The same bytes again, on the approval that is used up.
    try await gated.clone.git("checkout", "--quiet", "--detach", "\(first)^")
    try await gated.clone.commit(["iam/a": "v1\n"], message: "again")
    let push = try await gated.clone.push("+HEAD:refs/heads/main")
    #expect(!push.isSuccess && push.remoteText.contains("approval-spent"), "\(push)")
  }

  @Test("a record by a key outside its dates is a problem")
  func outsideDates() async throws {
    let gated = try await GatedMain.make()
    try await rotate(gated, oldUntil: "2999-01-01T00:00:00Z", newFrom: "2998-01-01T00:00:00Z")
    try await gated.landHarmless()
    let audit = try await gated.verify()
    #expect(
      audit.code == 1 && audit.words.contains("is signed by the key 'next' outside its dates"),
      "\(audit)"
    )
  }
}
