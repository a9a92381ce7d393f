import GateTesting
import Testing

@Suite("From a refusal to an acceptance")
struct EndToEndTests {
  @Test("a sensitive push is refused, approved by another person, and accepted")
  func refusedApprovedAccepted() async throws {
    let server = try await TestServer()
    let clone = try await server.clone()
    try await clone.commit(["README.md": "hello\n"])
    try await clone.trust()
    let first = try await clone.push("HEAD:refs/heads/main")
    #expect(first.code == 1)
    #expect(first.remoteText.contains("'governance' needs 1 of 'security', has none"))
    let approval = try await clone.approve("HEAD", as: "alice")
    #expect(approval.isSuccess, "\(approval.errorText)")
    let second = try await clone.push("HEAD:refs/heads/main")
    #expect(second.isSuccess, "\(second.errorText)")
  }
}
