import GateTesting
import GitObjects
import Testing

@Suite("Reference names")
struct RefNameTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: [UInt8]
    let error: RefName.Invalid?
    var testDescription: String { Escaped.text(name) }

    init(_ name: String, _ error: RefName.Invalid? = nil) {
      self.name = Array(name.utf8)
      self.error = error
    }
  }

  @Test(
    "one error for each way to be wrong",
    arguments: [
      Case("refs/heads/main"), Case("refs/heads/-"), Case("refs/heads/--all"), Case("refs/heads/@"),
      Case("refs/heads/refs/heads/main"), Case("refs/heads/a.lockx"), Case("refs/stash"),
      Case("refs/heads/\u{e9}"), Case("main", .notUnderRefs), Case("HEAD", .notUnderRefs),
      Case("", .notUnderRefs), Case("refs", .notUnderRefs), Case("refsx/heads/main", .notUnderRefs),
      Case("refs/", .emptyComponent), Case("refs//heads/main", .emptyComponent),
      Case("refs/heads/main/", .emptyComponent), Case("refs/heads/.main", .dotComponent),
      Case("refs/heads/../heads/main", .dotComponent), Case("refs/heads/x.lock", .lockSuffix),
      Case("refs/x.lock/main", .lockSuffix), Case("refs/heads/a..b", .doubleDot),
      Case("refs/heads/main.", .trailingDot), Case("refs/heads/a@{b", .atBrace),
      Case("refs/heads/a b", .forbiddenByte(0x20)),
      Case("refs/heads/x\n0 0 refs/heads/main", .forbiddenByte(0x0A)),
      Case("refs/heads/\u{1b}[2K", .forbiddenByte(0x1B)),
      Case("refs/heads/a\u{7f}", .forbiddenByte(0x7F)),
      Case("refs/heads/a\0b", .forbiddenByte(0)), Case("refs/heads/*", .forbiddenByte(0x2A)),
      Case("refs/heads/a\\b", .forbiddenByte(0x5C)),
    ]
  )
  func validation(_ test: Case) throws {
    #expect(
      try thrownError(as: RefName.Invalid.self, by: try RefName(validating: test.name))
        == test.error
    )
  }

  @Test("says of 1,000 names what git check-ref-format says")
  func differential() async throws {
    let parts =
      [
        "a", "B", "/", "/", ".", "..", ".lock", "@", "{", "@{", "~", "^", ":", "?", "*", "[", "\\",
        " ",
        "\u{7f}", "\u{1}", "\n", "\t", "lock", "-", "HEAD", "\u{e9}", "main", "x/y", "]", "}", "!",
        "%",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80]]
    var random = SeededGenerator(seed: 1)
    let names = (0..<1000).map { _ in Array("refs/".utf8) + random.text(of: parts, count: 1...6) }
    let scratch = try Scratch()
    let loop = #"while IFS= read -r -d '' n; do git check-ref-format "$n"; printf "$?"; done"#
    let result = try await Tool.succeed(
      "bash",
      ["-c", loop],
      in: scratch.path,
      input: Array(names.joined(separator: [0])) + [0]
    )
    #expect(result.output.count == names.count)
    for (name, verdict) in zip(names, result.output) {
      let isAccepted = (try? RefName(validating: name)) != nil
      #expect(isAccepted == (verdict == UInt8(ascii: "0")), "\(Escaped.text(name))")
    }
  }

  @Test("lies below a prefix by components, not by letters")
  func below() throws {
    let name = try #require(RefName("refs/notes/countersign/approvals"))
    #expect(name.isBelow("refs/notes"))
    #expect(name.isBelow("refs/notes/countersign/approvals"))
    #expect(!name.isBelow("refs/notes/counter"))
    #expect(!name.isBelow("refs/notes/countersign/approvals/x"))
  }

  @Test("of a remote's branch is what was fetched of that remote, and nothing else")
  func remoteBranch() throws {
    let fetched = try #require(RefName("refs/remotes/up/stream/release/1"))
    #expect(fetched.branch(of: "up/stream") == RefName("refs/heads/release/1"))
    #expect(fetched.branch(of: "up/str") == nil)
    #expect(RefName("refs/remotes/origin")?.branch(of: "origin") == nil)
    #expect(RefName("refs/heads/refs/remotes/origin/main")?.branch(of: "origin") == nil)
    #expect(RefName("refs/heads/origin/main")?.branch(of: "origin") == nil)
  }

  @Test("prints what a terminal cannot act upon")
  func printing() throws {
    let name = try RefName(validating: Array("refs/heads/a\u{202e}b".utf8) + [0xFF])
    #expect("\(name)" == #"refs/heads/a\xe2\x80\xaeb\xff"#)
    #expect(name.short == #"a\xe2\x80\xaeb\xff"#)
    #expect(RefName("refs/tags/v1")?.short == "v1")
    #expect(RefName("refs/notes/x")?.short == "refs/notes/x")
  }
}
