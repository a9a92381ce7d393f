import Detection
import Detectors
import Testing

@Suite("Terms of lists of people, and lists in other forms")
struct RosterTermTests {
  private static let list = CaseFrame(at: "org/members.yaml") { "members:\n- \($0)\n" }
  private static let member = "roster.member"
  private static let role = "roster.role"

  static let cases: [DetectorCase] = [
    list(
      "a later end",
      "{name: alice, expires: 2024-01-01}",
      "{name: alice, expires: 2099-01-01}",
      .widened,
      role,
      line: 2,
      says: "the expires of 'alice' from 2024-01-01 to 2099-01-01"
    ),
    list(
      "no end",
      "{name: alice, valid_until: 2024-01-01}",
      "{name: alice}",
      .widened,
      role,
      says: "no longer ends what 'alice' has"
    ),
    list(
      "an end that is no date",
      "{name: alice, expires: soon}",
      "{name: alice, expires: never}",
      .incomparable,
      role
    ),
    list(
      "somebody in force again",
      "{name: alice, disabled: true}",
      "{name: alice, disabled: false}",
      .widened,
      role,
      says: "no longer holds 'alice' back"
    ),
    list(
      "another fingerprint",
      "{name: alice, gpg_fingerprint: AAAA}",
      "{name: alice, gpg_fingerprint: BBBB}",
      .incomparable,
      "roster.identity",
      line: 2
    ),
    list(
      "keys in another order",
      "{name: a, expires: 2024-01-01}",
      "{expires: 2024-01-01, name: a}",
      .equal
    ),
    DetectorCase(
      "fewer approvals",
      "org/approvers.yaml",
      "approvers: [a, b]\nrequired_approvals: 2\n",
      "approvers: [a, b]\nrequired_approvals: 1\n",
      .widened,
      "roster.threshold",
      line: 2,
      says: "from 2 to 1",
      .high
    ),
    DetectorCase(
      "a group within a group",
      "org/groups.yaml",
      "ops: {members: [a]}\n",
      "ops: {members: [a], groups: [everyone]}\n",
      .widened,
      member,
      says: "'everyone'"
    ),
    DetectorCase(
      "a list from another file",
      "org/groups.yaml",
      "ops: {members: [a]}\n",
      "ops: {members: !include others.yml}\n",
      .unknown,
      says: "not known"
    ),
    DetectorCase(
      "a list of those who may break glass",
      "org/access.yaml",
      "break_glass: [alice]\n",
      "break_glass: [alice, eve]\n",
      .widened,
      member,
      says: "adds 'eve' to 'break_glass'"
    ),
    DetectorCase(
      "a table",
      "access/members.csv",
      "name,role\nalice,reader\n",
      "name,role\nalice,admin\n\"eve\",reader\n",
      .widened,
      role,
      line: 2,
      says: "role of 'alice' from reader to admin"
    ),
    DetectorCase(
      "rows and columns in another order",
      "access/members.csv",
      "name,role\nalice,reader\nbob,admin\n",
      "role,name\nadmin,bob\nreader,\"alice\"\n",
      .equal
    ),
    DetectorCase(
      "a table with tabs, by its columns",
      "access/export.tsv",
      "email\tgroup\na@b.example\tops\n",
      "email\tgroup\na@b.example\tops\ne@b.example\tops\n",
      .widened,
      member,
      line: 3,
      says: "'e@b.example'"
    ),
  ]

  @Test("mean what they mean", arguments: cases + cases.map(\.reversed))
  func mean(_ testCase: DetectorCase) { testCase.check(RosterDetector()) }

  @Test("a table of something else is none")
  func other() {
    let text = "name,price\napple,1\n"
    let pair = FilePair(path: Array("data/fruit.csv".utf8), old: nil, new: Array(text.utf8))
    #expect(Verdict(RosterDetector().read(pair)).direction == nil)
  }
}
