import GitObjects
import Policy
import Testing

@Suite("Names that look alike, and wildcards")
struct FoldingTests {
  @Test(
    "fold to one",
    arguments: [
      ("IAM", "iam"), ("iam.", "iam"), ("iam ", "iam"), ("iam. .", "iam"), ("iam./x", "iam/x"),
      ("\u{ff29}\u{ff21}\u{ff2d}", "iam"),
      ("i\u{430}m", "iam"), ("\u{456}am", "iam"), ("ia\u{200b}m", "iam"), ("ia\u{ad}m", "iam"),
      ("\u{130}AM", "iam"), ("i\u{307}am", "iam"),
      ("\u{2170}am", "iam"), ("\u{24d8}am", "iam"), ("\u{1d5c2}\u{1d5ba}\u{1d5c6}", "iam"),
      ("i\u{1d43}m", "iam"), ("iam\u{a0}", "iam"), ("iam\t/x", "iam/x"), ("iam\n", "iam"),
      ("iam\u{1}", "iam"), ("\u{fb01}rewall", "firewall"), ("\u{43c}ain", "main"),
      ("caf\u{e9}", "cafe\u{301}"), ("CAF\u{c9}", "cafe\u{301}"), ("\u{212a}8s", "k8s"), ("/", "/"),
      ("", ""),
      ("...", "..."), (".", "."), ("a/./b", "a/./b"), ("plain/path.tf", "plain/path.tf"),
    ]
  )
  func fold(_ name: String, _ folded: String) {
    #expect(
      Array(String(decoding: Folding.fold(Array(name.utf8)), as: UTF8.self).utf8)
        == Array(folded.utf8)
    )
  }

  @Test("what is not UTF-8 keeps its bytes, ASCII letters apart")
  func notUTF8() {
    #expect(Folding.fold([0x41, 0xFF]) == [0x61, 0xFF])
    #expect(Folding.fold([0xFF, 0x2F, 0x41]) == [0xFF, 0x2F, 0x61])
  }

  @Test(
    "a star is any bytes, brackets are brackets, ASCII letters match in either case",
    arguments: [
      ("*@example.com", "Bob@Example.COM", true), ("*@example.com", "bob@example.com.evil", false),
      ("*[bot]@x", "a[bot]@x", true),
      ("*[bot]@x", "ab@x", false), ("a*b*c", "aXbYc", true), ("a*b*c", "aXcYb", false),
      ("*", "", true), ("", "", true), ("", "a", false),
      ("a?", "ab", false), ("a**b", "ab", true), ("É", "é", false),
    ]
  )
  func wildcard(_ pattern: String, _ text: String, _ matches: Bool) {
    #expect(Wildcard(pattern).matches(Array(text.utf8)) == matches)
  }

  @Test("many stars cost no more than their number times the text's length")
  func linear() {
    let pattern = Wildcard(String(repeating: "*a", count: 2000) + "b")
    #expect(!pattern.matches(Array(repeating: UInt8(ascii: "a"), count: 4000)))
  }

  @Test(
    "attack 39: a reference that is a twin of a gated one is gated",
    arguments: [
      ("refs/heads/main", "refs/heads/main", true), ("refs/heads/main", "refs/heads/MAIN", true),
      ("refs/heads/main", "refs/heads/m\u{430}in", true),
      ("refs/heads/main", "refs/heads/maine", false), ("refs/heads/main", "refs/tags/main", false),
      ("refs/heads/release/*", "refs/heads/release/1/2", true),
      ("refs/heads/release/*", "refs/heads/release", false),
      ("refs/heads/release/*", "refs/heads/Release/1", true),
      ("refs/tags/v*", "refs/tags/v1", true),
    ]
  )
  func references(_ pattern: String, _ name: String, _ matches: Bool) throws {
    #expect(RefPattern(pattern).matches(try #require(RefName(name))) == matches)
  }
}
