import Detection
import Detectors
import Testing

@Suite("CODEOWNERS changes")
struct CodeOwnersDetectorTests {
  static let cases: [DetectorCase] = [
    .init(
      "GitLab's exclusion",
      ".gitlab/CODEOWNERS",
      "[Ops]\n/infra/ @ops\n",
      "[Ops]\n/infra/ @ops\n!/infra/prod\n",
      .widened,
      "roster.code-owner",
      line: 3,
      says: "leaves '/infra/prod' without",
      .high
    ),
    .init(
      "an exclusion holds over later rules",
      ".gitlab/CODEOWNERS",
      "/infra/ @ops\n/infra/prod @sec\n",
      "/infra/ @ops\n!/infra/prod\n/infra/prod @sec\n",
      .widened,
      "roster.code-owner",
      line: 2,
      says: "leaves '/infra/prod' without"
    ),
    .init(
      "an exclusion over rules of which the last has no owners",
      ".gitlab/CODEOWNERS",
      "/infra/ @ops\n/infra/docs\n",
      "/infra/ @ops\n/infra/docs\n!/infra/\n",
      .widened,
      "roster.code-owner",
      says: "leaves '/infra/' without",
      back: .incomparable
    ),
    .init(
      "an exclusion of what nobody owns",
      ".gitlab/CODEOWNERS",
      "/infra/ @ops\n",
      "/infra/ @ops\n!/docs/\n",
      .equal
    ),
    .init(
      "an exclusion within another section",
      ".gitlab/CODEOWNERS",
      "[A]\n/infra/ @ops\n[B]\n/docs/ @docs\n",
      "[A]\n/infra/ @ops\n[B]\n/docs/ @docs\n!/infra/prod\n",
      .equal
    ),
    .init(
      "an exclusion in another place",
      "CODEOWNERS",
      "!/x/y\n/x/ @a\n",
      "/x/ @a\n!/x/y\n",
      .equal
    ),
    .init(
      "owner added",
      "CODEOWNERS",
      "/infra/ @ops\n",
      "# c\n/infra/  @ops @bob\n",
      .widened,
      "roster.code-owner",
      line: 2,
      says: "adds @bob to the code owners of '/infra/'",
      .medium
    ),
    .init(
      "owner replaced",
      ".github/CODEOWNERS",
      "* @a\n",
      "* @b\n",
      .incomparable,
      "roster.code-owner",
      says: "replaces @a by @b"
    ),
    .init(
      "rule removed",
      "CODEOWNERS",
      "*.md @docs\n/iam/ @sec\n",
      "*.md @docs\n",
      .incomparable,
      "roster.code-owner",
      says: "'/iam/'"
    ),
    .init(
      "protection gone",
      "CODEOWNERS",
      "/docs/ @docs\n/iam/ @sec\n",
      "/docs/ @docs\n",
      .widened,
      "roster.code-owner",
      line: 2,
      says: "leaves '/iam/' without code owners (was @sec)",
      .high
    ),
    .init(
      "falls back to more owners",
      "CODEOWNERS",
      "* @a @b\n/x/ @a\n",
      "* @a @b\n",
      .widened,
      "roster.code-owner",
      says: "adds @b to the code owners of '/x/'"
    ),
    .init("same as the rule before", "CODEOWNERS", "* @a\n", "* @a\n/x/ @a\n", .equal),
    .init(
      "taken out of ownership",
      "CODEOWNERS",
      "* @a\n",
      "* @a\n/x/\n",
      .widened,
      "roster.code-owner",
      line: 2,
      says: "leaves '/x/' without"
    ),
    .init(
      "order that decides",
      "CODEOWNERS",
      "/x/ @a\n*.tf @b\n",
      "*.tf @b\n/x/ @a\n",
      .incomparable,
      "roster.code-owner",
      says: "changes which of"
    ),
    .init(
      "order that decides nothing",
      "CODEOWNERS",
      "/x/ @a\n/y/ @b\n",
      "/y/ @b\n/x/ @a\n",
      .equal
    ),
    .init("owners in another order", "CODEOWNERS", "* @a @b\n", "*   @b @a # c\n", .equal),
    .init("the last of two rules holds", "CODEOWNERS", "* @a\n* @b\n", "* @b\n", .equal),
    .init(
      "fewer approvals",
      "CODEOWNERS",
      "[Ops][2] @a\nx\n",
      "[Ops] @a\nx\n",
      .widened,
      "roster.code-owner-section",
      line: 1,
      says: "from 2 to 1",
      .high
    ),
    .init(
      "optional section",
      "CODEOWNERS",
      "[Ops] @a\nx\n",
      "^[Ops] @a\nx\n",
      .widened,
      "roster.code-owner-section"
    ),
    .init(
      "section's owners",
      "CODEOWNERS",
      "[Ops] @a\nx\n",
      "[Ops] @a @b\nx\n",
      .widened,
      "roster.code-owner",
      line: 2
    ),
    .init("file gone", "CODEOWNERS", "* @a\n", nil, .widened, "roster.code-owner-file", .high),
    .init("not UTF-8 is told", "CODEOWNERS", "* @a\n", "* @a\n", .equal),
  ]

  @Test("are told", arguments: cases + cases.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(CodeOwnersDetector()) }

  @Test("are of their kinds")
  func examples() { checkExamples(of: [CodeOwnersDetector()]) }

  @Test("are bounded")
  func bounds() {
    let rules = (0..<2000).map { "/a\($0)/ @x\n" }.joined()
    let other = (0..<2000).map { "/b\($0)/ @x\n" }.joined()
    DetectorCase("many", "CODEOWNERS", rules, other, .unknown, says: "more rules than are compared")
      .check(CodeOwnersDetector())
  }
}
