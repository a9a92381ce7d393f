import GateTesting
import GitObjects
import Testing

@Suite("Author and committer lines")
struct IdentityTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let line: String
    let name: String?
    let email: String?
    var testDescription: String { line }

    init(_ line: String, _ name: String? = nil, _ email: String? = nil) {
      self.line = line
      self.name = name
      self.email = email
    }
  }

  @Test(
    "reads what has one reading",
    arguments: [
      Case("Alice Ng <alice@example.com> 1763874000 +0100", "Alice Ng", "alice@example.com"),
      Case("<a@b> 0 +0000", "", "a@b"), Case("A <> 1 -0130", "A", ""),
      Case("A <a b> 1 +0000", "A", "a b"),
      Case("É \u{301} <x> 1 +0000", "É \u{301}", "x"), Case("A <a> -5 +0000", "A", "a"),
      // Refused: two addresses, of which git takes the first and libgit2 the second.
      Case("X <bob@x> <dev@x> 1 +0000"), Case("X <a<b> 1 +0000"), Case("X <a>b> 1 +0000"),
      Case("X >a< 1 +0000"), Case("X 1 +0000"), Case("X <a 1 +0000"),
      // Refused: blanks inside the brackets, which git keeps and libgit2 trims.
      Case("X < a> 1 +0000"), Case("X <a > 1 +0000"),
      Case("X<a> 1 +0000"), Case("X <a>1 +0000"), Case("X <a> 1"), Case("X <a> 1 +0000 "),
      Case("X <a>"),
      Case("X <a>  1 +0000"), Case("X <a> 1  +0000"), Case("X <a> 1 0000"), Case("X <a> 1 +000"),
      Case("X <a> 1 +00000000"), Case("X <a> 1a +0000"), Case("X <a> 1 +00:00"),
      Case("X <a> - +0000"),
      Case("X <a> 1234567890123456789 +0000"), Case(""),
    ]
  )
  func parse(_ test: Case) {
    let identity = Identity(parsing: Array(test.line.utf8))
    #expect(identity.map { String(decoding: $0.name, as: UTF8.self) } == test.name)
    #expect(identity.map { String(decoding: $0.email, as: UTF8.self) } == test.email)
    if let identity { #expect(identity.raw == Array(test.line.utf8)) }
  }
}
