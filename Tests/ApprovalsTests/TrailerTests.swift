import Approvals
import GateTesting
import GitObjects
import Testing

@Suite("The words of a trailer")
struct TrailerTests {
  private static let change = String(repeating: "1", count: 64)
  private static let other = String(repeating: "2", count: 64)
  private static let good =
    "A <a@b> v1 reviewer=alice target=refs/heads/main classes=iam,meta issued=2026-11-23T05:00:00Z "
    + "expires=2026-12-07T05:00:00Z change=\(change) change=\(other) signature=ssh:AAAA"

  struct Case: CustomTestStringConvertible, Sendable {
    let from: String
    let to: String
    let error: String?
    var testDescription: String { "\(from) → \(to)" }

    init(_ from: String, _ to: String, _ error: String?) {
      self.from = from
      self.to = to
      self.error = error
    }
  }

  @Test(
    "one word changed",
    arguments: [
      Case("A <", "A <", nil), Case("A <a@b>", "<a@b>", nil), Case(" v1", "  v1", nil),
      Case("ssh:AAAA", "openpgp:AAAA", nil),
      Case("signature=ssh:AAAA", "signature=commit", "it has no 'repository'"),
      Case("signature=ssh:AAAA", "repository=acme/payments signature=commit", nil),
      Case("A <a@b>", "A a@b", "it does not begin with 'NAME <EMAIL>'"),
      Case("A <a@b>", "A >a@b<", "it does not begin with 'NAME <EMAIL>'"),
      Case("v1", "v2", "it is of another version than v1"),
      Case("v1 ", "", "it is of another version than v1"),
      Case("v1", "v1 urgent", "'urgent' is not KEY=VALUE"),
      Case("v1", "v1 urgent=1", "'urgent' is not a word of a trailer"),
      Case("v1", "v1 Reviewer=x", "'Reviewer' is not a word of a trailer"),
      Case("v1", "v1 reviewer=bob", "'reviewer' stands in it twice"),
      Case("v1", "v1 signature=commit", "'signature' stands in it twice"),
      Case("reviewer=alice ", "", "it has no 'reviewer'"),
      Case("reviewer=alice", "reviewer=", "it has no 'reviewer'"),
      Case("target=refs/heads/main ", "", "it has no 'target'"),
      Case("target=refs/heads/main", "target=", "it has no 'target'"),
      Case("refs/heads/main", "refs%2Fheads/main", "'target' is not percent-encoded as it must be"),
      Case("refs/heads/main", "refs/heads/%c3%a9", "'target' is not percent-encoded as it must be"),
      Case("refs/heads/main", "refs/heads/%C3%A9", nil),
      Case("refs/heads/main", "refs/heads/a+b", "'target' is not percent-encoded as it must be"),
      Case("iam,meta", "meta,iam", "'classes' is not in order"),
      Case("iam,meta", "iam,iam", "'classes' is not in order"),
      Case("iam,meta", "iam,", "'classes' has an empty name"),
      Case("classes=iam,meta ", "", "it has no 'classes'"),
      Case(
        "05:00:00Z expires",
        "05:00:00z expires",
        "'issued' is no time such as 2026-11-23T05:00:00Z"
      ),
      Case("expires=2026-12-07T05:00:00Z ", "", "it has no 'expires'"),
      Case(
        "change=\(change) change=\(other)",
        "change=\(other) change=\(change)",
        "its changes are not in order"
      ),
      Case(
        "change=\(change) change=\(other)",
        "change=\(change) change=\(change)",
        "its changes are not in order"
      ),
      Case("change=\(change)", "change=1111", "a 'change' is not 64 hex digits"),
      Case("change=\(change) change=\(other) ", "", "it does not name what an approval is about"),
      Case("v1", "v1 statement=sha256:\(change)", "it does not name what an approval is about"),
      Case("v1", "v1 kind=veto", nil), Case("v1", "v1 kind=approval", "its kind is not known"),
      Case("v1", "v1 kind=nod", "its kind is not known"),
      Case("v1", "v1 kind=revocation", "it does not name what a revocation is about"),
      Case("v1", "v1 kind=break-glass", "a break-glass needs its reason"),
      Case("v1", "v1 kind=break-glass reason=x", nil),
      Case("v1", "v1 tree=x", "'tree' is no object id"), Case("v1", "v1 repository=x", nil),
      Case("ssh:AAAA", "ssh:AAA", "its signature is not KIND:BASE64"),
      Case("ssh:AAAA", "ssh:", "its signature is not KIND:BASE64"),
      Case("ssh:AAAA", "x509:AAAA", "its signature is neither ssh, openpgp nor commit"),
      Case("ssh:AAAA", "AAAA", "its signature is not KIND:BASE64"),
    ]
  )
  func words(_ test: Case) throws {
    let value = Self.good.replacing(test.from, with: test.to, maxReplacements: 1)
    let error = try thrownError(
      as: Trailer.Malformed.self,
      by: try Trailer(parsing: Array(value.utf8), repository: Array("acme/payments".utf8))
    )
    #expect(error?.description == test.error)
  }

  @Test("at most 16 KiB")
  func size() throws {
    let padding = String(repeating: " ", count: Trailer.sizeLimit - Self.good.utf8.count)
    let longest = Self.good.replacing(" v1", with: "\(padding) v1")
    #expect((try? Trailer(parsing: Array(longest.utf8), repository: [])) != nil)
    #expect(throws: Trailer.Malformed.self) {
      try Trailer(parsing: Array("\(longest) ".utf8), repository: [])
    }
  }
}
