import Detection
import Detectors
import Testing

@Suite("sudoers changes")
struct SudoersDetectorTests {
  static let cases: [DetectorCase] = [
    .init(
      "a comment ends with its line",
      "etc/sudoers",
      "root ALL=(ALL) ALL\n",
      "root ALL=(ALL) ALL\n# who else \\\neve ALL=(ALL) NOPASSWD: ALL\n",
      .widened,
      "roster.sudo",
      line: 3,
      says: "lets eve run 'ALL'",
      .critical
    ),
    .init(
      "a comment behind a rule ends with its line",
      "etc/sudoers",
      "root ALL=(ALL) ALL\n",
      "root ALL=(ALL) ALL # all \\\neve ALL=(ALL) ALL\n",
      .widened,
      "roster.sudo",
      line: 2,
      says: "lets eve run 'ALL'"
    ),
    .init(
      "blanks behind the backslash",
      "etc/sudoers",
      "a ALL=/bin/a, /bin/b\n",
      "a ALL=/bin/a, \\  \n  /bin/b\n",
      .equal
    ),
    .init(
      "a setting with a number sign in quotes",
      "etc/sudoers",
      "Defaults badpass_message=\"no #1\"\na ALL=/bin/a\n",
      "Defaults badpass_message=\"no #1\"\na ALL=/bin/a\nb ALL=/bin/b\n",
      .widened,
      "roster.sudo",
      line: 3,
      says: "lets b run"
    ),
    .init(
      "a comment that only looks quoted",
      "etc/sudoers",
      "a ALL=/bin/a\n",
      "a ALL=/bin/a \" # \\\neve ALL=(ALL) ALL\n",
      .unknown,
      says: "within quotes"
    ),
    .init(
      "rule added",
      "etc/sudoers",
      "root ALL=(ALL) ALL\n",
      "root ALL=(ALL) ALL\nbob ALL=NOPASSWD: ALL\n",
      .widened,
      "roster.sudo",
      line: 2,
      says: "lets bob run 'ALL' as root on ALL without a password",
      .critical
    ),
    .init(
      "one command",
      "sudoers.d/app",
      "app ALL=NOPASSWD: /bin/a\n",
      "app ALL=NOPASSWD: /bin/a, /bin/b\n",
      .widened,
      "roster.sudo",
      says: "lets app run '/bin/b'",
      .high
    ),
    .init(
      "without a password",
      "sudoers",
      "bob ALL=(root) /bin/a\n",
      "bob ALL=(root) NOPASSWD: /bin/a\n",
      .widened,
      "roster.sudo-tag",
      says: "sets NOPASSWD for bob running '/bin/a'"
    ),
    .init(
      "may start others",
      "sudoers",
      "bob ALL=NOEXEC: /bin/vi\n",
      "bob ALL=/bin/vi\n",
      .widened,
      "roster.sudo-tag",
      says: "no longer sets NOEXEC"
    ),
    .init(
      "alias grows",
      "sudoers",
      "User_Alias A = x\nA ALL=/bin/a\n",
      "User_Alias A = x, y\nA ALL=/bin/a\n",
      .widened,
      "roster.sudo",
      says: "lets y run"
    ),
    .init(
      "alias written out",
      "sudoers",
      "Cmnd_Alias C = /a, /b\nx ALL=C\n",
      "# c\nx  ALL = /b, \\\n /a\n",
      .equal
    ),
    .init(
      "covered by what holds",
      "sudoers",
      "x ALL=(ALL) ALL\n",
      "x ALL=(ALL) ALL\nx ALL=(root) /bin/a\n",
      .equal
    ),
    .init(
      "exception gone",
      "sudoers",
      "x ALL=ALL, !/bin/sh\n",
      "x ALL=ALL\n",
      .widened,
      "roster.sudo",
      says: "no longer keeps x from '!/bin/sh'"
    ),
    .init(
      "exception in front",
      "sudoers",
      "x ALL=ALL, !/bin/sh\n",
      "x ALL=!/bin/sh, ALL\n",
      .incomparable,
      "roster.sudo",
      says: "order"
    ),
    .init(
      "other defaults",
      "sudoers",
      "x ALL=/a\n",
      "Defaults !authenticate\nx ALL=/a\n",
      .unknown,
      says: "1: other defaults",
      back: .unknown
    ),
    .init("other files", "sudoers", "", "@includedir /etc/x\n", .unknown, says: "includes"),
    .init(
      "template, same",
      "templates/sudoers.j2",
      "# {{ m }}\n{{ u }} ALL=/a\n",
      "# {{ n }}\n\n{{ u }} ALL=/a\n",
      .equal
    ),
    .init(
      "template, other",
      "templates/sudoers",
      "x ALL=/a\n",
      "x ALL=/a{% for c in d %}, /b-{{ c }}{% endfor %}\n",
      .unknown,
      says: "template"
    ),
    .init(
      "template, repeated",
      "templates/sudoers",
      "{% for u in a %}\n{{ u }} ALL=/a\n{% endfor %}\n",
      "{% for u in b %}\n{{ u }} ALL=/a\n{% endfor %}\n",
      .unknown,
      says: "1: what a template"
    ),
    .init("unreadable", "sudoers", "x ALL=/a\n", "x ALL\n", .unknown, says: "1: expected"),
    .init(
      "file gone",
      "sudoers.d/x",
      "x ALL=/a\n",
      nil,
      .narrowed,
      "roster.sudo",
      says: "no longer lets x run"
    ),
  ]

  @Test("are told", arguments: cases + cases.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(SudoersDetector()) }

  @Test("are of their kinds")
  func examples() { checkExamples(of: [SudoersDetector()]) }
}
