import GateTesting
import GitObjects
import Testing

@Suite("Commits")
struct CommitObjectTests {
  static let tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
  static let who = "A U Thor <author@example.com> 1763874000 +0100"
  static let signature = "-----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----"
  static let head = "tree \(tree)\nauthor \(who)\ncommitter \(who)\n"

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let error: CommitObject.Malformed?

    init(_ what: String, _ text: String, _ error: CommitObject.Malformed?) {
      testDescription = what
      bytes = Array(text.utf8)
      self.error = error
    }
  }

  @Test(
    "what two readers could read differently is malformed",
    arguments: [
      Case("plain", "\(head)\nmessage\n", nil), Case("without a message", "\(head)\n", nil),
      Case("signed", "\(head)gpgsig \(signature)\n\nmessage\n", nil),
      Case("encoding that changes nothing", "\(head)encoding UTF-8\n\nx", nil),
      Case("two mergetags", "\(head)mergetag a\n b\nmergetag c\n\nx", nil),
      Case("NUL in the message", "\(head)\nmess\0age", .nul),
      Case("NUL in the header", "tree \(tree)\nauthor A\0\(who)\n\n", .nul),
      Case(
        "two authors",
        "tree \(tree)\nauthor \(who)\nauthor \(who)\ncommitter \(who)\n\n",
        .committer
      ),
      Case(
        "two committers",
        "\(head)committer \(who)\n\nx",
        .unknownHeader(Array("committer".utf8))
      ),
      Case(
        "two signatures",
        "\(head)gpgsig \(signature)\ngpgsig \(signature)\n\nx",
        .repeatedHeader(Array("gpgsig".utf8))
      ),
      Case(
        "a second signature under the other name",
        "\(head)gpgsig \(signature)\ngpgsig-sha256 x\n\nx",
        .unknownHeader(Array("gpgsig-sha256".utf8))
      ),
      Case("another encoding", "\(head)encoding IBM037\n\nx", .encoding),
      Case(
        "an encoding twice",
        "\(head)encoding UTF-8\nencoding utf8\n\nx",
        .repeatedHeader(Array("encoding".utf8))
      ),
      Case("an unknown header", "\(head)x-hidden 1\n\nx", .unknownHeader(Array("x-hidden".utf8))),
      Case("a header without a value", "\(head)gpgsig\n\nx", .unknownHeader(Array("gpgsig".utf8))),
      Case(
        "a header in another case",
        "\(head)GPGSIG x\n\nx",
        .unknownHeader(Array("GPGSIG".utf8))
      ),
      Case("a late parent", "\(head)parent \(tree)\n\nx", .unknownHeader(Array("parent".utf8))),
      Case(
        "a short parent",
        "tree \(tree)\nparent 4b825dc\nauthor \(who)\ncommitter \(who)\n\n",
        .parent
      ),
      Case(
        "an uppercase tree",
        "tree \(tree.uppercased())\nauthor \(who)\ncommitter \(who)\n\n",
        .tree
      ),
      Case("no tree", "author \(who)\ncommitter \(who)\n\n", .tree),
      Case("two trees", "tree \(tree)\ntree \(tree)\nauthor \(who)\ncommitter \(who)\n\n", .author),
      Case("committer first", "tree \(tree)\ncommitter \(who)\nauthor \(who)\n\n", .author),
      Case(
        "an author of two addresses",
        "tree \(tree)\nauthor X <a@x> <b@x> 1 +0000\ncommitter \(who)\n\n",
        .author
      ),
      Case("no committer", "tree \(tree)\nauthor \(who)\n\nx", .committer),
      Case("no end of the header", "\(head)", .noHeaderEnd),
      Case(
        "a header line that never ends",
        "tree \(tree)\nauthor \(who)\ncommitter \(who)",
        .noHeaderEnd
      ),
      Case(
        "a tree that continues",
        "tree \(tree)\n more\nauthor \(who)\ncommitter \(who)\n\n",
        .tree
      ),
      Case(
        "a carriage return after the author",
        "tree \(tree)\nauthor \(who)\r\ncommitter \(who)\n\n",
        .author
      ),
      Case("a continuation of nothing", " x\ntree \(tree)\n\n", .continuation),
      Case("nothing", "", .noHeaderEnd),
    ]
  )
  func parse(_ test: Case) throws {
    #expect(
      try thrownError(as: CommitObject.Malformed.self, by: try CommitObject(parsing: test.bytes))
        == test.error
    )
  }

  @Test("a message that is not UTF-8 is malformed")
  func notUTF8() {
    #expect(throws: CommitObject.Malformed.notUTF8) {
      try CommitObject(parsing: Array("\(Self.head)\ncaf".utf8) + [0xE9])
    }
  }

  @Test("the signature is taken out of the signed bytes, its folds out of the signature")
  func signedBytes() throws {
    let signed = "\(Self.head)gpgsig \(Self.signature)\nencoding UTF-8\n\nmessage\n"
    let commit = try CommitObject(parsing: Array(signed.utf8))
    #expect(commit.signedBytes == Array("\(Self.head)encoding UTF-8\n\nmessage\n".utf8))
    #expect(
      commit.signature
        == Array("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----".utf8)
    )
    #expect(commit.message == Array("message\n".utf8))
  }

  @Test("a gpgsig in the message is text, and an unsigned commit is signed over as it is")
  func signatureInMessage() throws {
    let text = "\(Self.head)\ngpgsig \(Self.signature)\n"
    let commit = try CommitObject(parsing: Array(text.utf8))
    #expect(commit.signature == nil)
    #expect(commit.signedBytes == Array(text.utf8))
  }

  @Test("300 parents are 300 parents")
  func octopus() throws {
    let parents = String(repeating: "parent \(Self.tree)\n", count: 300)
    let text = "tree \(Self.tree)\n\(parents)author \(Self.who)\ncommitter \(Self.who)\n\n"
    #expect(try CommitObject(parsing: Array(text.utf8)).parents.count == 300)
  }
}
