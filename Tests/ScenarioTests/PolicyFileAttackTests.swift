import GateTesting
import Testing

@Suite("Attacks on the files that a policy names")
struct PolicyFileAttackTests {
  private static let signers = ".countersign/signers_2027"

  /// An ordinary file with mallory's key as alice's, which nobody has to approve.
  private func plant(_ world: World) async throws -> String {
    let mallory = try await TestPerson("mallory", in: world.server.scratch)
    let known = try TestFile.text("\(world.clone.path)/.countersign/allowed_signers")
    let forged = known + "alice namespaces=\"countersign,git\" \(mallory.publicKey)\n"
    try await world.clone.commit([Self.signers: forged])
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    return forged
  }

  private func naming(_ world: World) throws -> String {
    let text = try TestFile.text("\(world.clone.path)/\(PolicyAttackTests.path)")
    return text.replacing("{ssh: allowed_signers}", with: "{ssh: signers_2027}")
  }

  @Test(
    "a key that was smuggled in as an ordinary file is not named later, whatever is done to its file then",
    arguments: ["untouched", "a line appended", "a mode changed", "removed and brought back"]
  )
  func smuggledKey(_ how: String) async throws {
    let world = try await PolicyAttackTests.governed()
    let forged = try await plant(world)
    let start = try await world.clone.git("rev-parse", "HEAD").line
    switch how {
    case "a line appended":
      try await world.clone.commit([
        PolicyAttackTests.path: try naming(world), Self.signers: forged + "# end\n",
      ])
    case "a mode changed":
      try await world.clone.git("update-index", "--chmod=+x", Self.signers)
      try await world.clone.commit([PolicyAttackTests.path: try naming(world)])
    case "removed and brought back":
      try await world.clone.commit([Self.signers: ""])
      try await world.clone.commit([
        PolicyAttackTests.path: try naming(world), Self.signers: forged,
      ])
    default: try await world.clone.commit([PolicyAttackTests.path: try naming(world)])
    }
    let tip = try await world.clone.git("rev-parse", "HEAD").line
    try await world.approve("\(start)..\(tip)", by: "alice")
    let push = try await world.clone.push("HEAD:refs/heads/main")
    try await world.expectRefused(push, "policy-invalid", tip: tip, at: start)
    #expect(push.remoteText.contains("the policy would name"), "\(push.errorText)")
    let check = try await world.clone.countersign(
      "check",
      "--from",
      start,
      "--to",
      tip,
      "--target",
      "main"
    )
    #expect(check.code == 1, "\(check)")
    #expect("\(check)".contains("policy-invalid"), "\(check)")
  }

  @Test("a key file that is new with the policy that names it is shown whole, and lands")
  func newFile() async throws {
    let world = try await PolicyAttackTests.governed()
    let known = try TestFile.text("\(world.clone.path)/.countersign/allowed_signers")
    let eve = try await TestPerson("eve", in: world.server.scratch)
    let tip = try await world.clone.commit([
      PolicyAttackTests.path: try naming(world),
      Self.signers: known + "bob namespaces=\"countersign,git\" \(eve.publicKey)\n",
    ])
    try await world.clone.trust()
    let approval = try await world.clone.approve("\(tip)^..\(tip)", as: "alice")
    #expect(approval.isSuccess, "\(approval)")
    #expect("\(approval)".contains("+bob namespaces="), "\(approval)")
    #expect("\(approval)".contains("+alice"), "\(approval)")
    try await world.expectAccepted(try await world.clone.push("HEAD:refs/heads/main"))
    try await world.expectAudit()
  }
}
