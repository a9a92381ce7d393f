import GateTesting
import Testing

extension GatedMain {
  /// A gated `main` with a deploy stage's key in its policy, and a trusting clone that has the key.
  static func withStage() async throws -> (gated: GatedMain, stage: TestPerson) {
    let gated = try await GatedMain.make()
    let stage = try await TestPerson("stage", in: gated.server.scratch)
    let key = try TestFile.text("\(gated.server.path)/countersign/signing_key.pub")
      .split(separator: " ").prefix(2).joined(separator: " ")
    let file = "\(gated.server.path)/countersign/policy.yaml"
    let listed =
      "server_keys:\n  main: {key: \"\(key)\"}\n"
      + "  stage: {key: \"\(stage.publicKey)\", ledgers: [deployments]}"
    var lines = try TestFile.text(file).split(separator: "\n", omittingEmptySubsequences: false)
    lines = lines.map { $0.hasPrefix("server_keys:") ? Substring(listed) : $0 }
    try TestFile.write(Array(lines.joined(separator: "\n").utf8), to: file)
    #expect(try await gated.server.countersign("init").isSuccess)
    try await gated.clone.trust()
    return (gated, stage)
  }
}
