import GateTesting
import Testing

extension GatedMain {
  /// A gated `main` with a deploy stage's key in its policy, and a trusting clone that has the key.
  static func withStage() async throws -> (gated: GatedMain, stage: TestPerson) {
    let gated = try await GatedMain.make()
    let stage = try await TestPerson("stage", in: gated.server.scratch)
    try gated.server.list(stage: stage.publicKey)
    #expect(try await gated.server.countersign("init").isSuccess)
    try await gated.clone.trust()
    return (gated, stage)
  }
}
