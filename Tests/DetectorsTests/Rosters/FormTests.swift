import Detection
import Detectors
import Testing

@Suite("Forms of GitHub")
struct FormTests {
  private func verdict(_ path: String, _ text: String) -> Verdict {
    Verdict(
      RosterDetector().read(FilePair(path: Array(path.utf8), old: nil, new: Array(text.utf8)))
    )
  }

  @Test(
    "are no rosters",
    arguments: [
      (".github/ISSUE_TEMPLATE/a.yml", "admins: [a]\n"),
      (".github/ISSUE_TEMPLATE/b.yml", "---\nassignees: a\n---\n\n# Members\n"),
      (".github/DISCUSSION_TEMPLATE/c.yml", "admins: [a]\n"),
    ]
  )
  func forms(path: String, text: String) { #expect(verdict(path, text).direction == nil) }

  @Test("are only where GitHub looks for them")
  func elsewhere() {
    #expect(verdict("issue/ISSUE_TEMPLATE/a.yml", "admins: [a]\n").direction == .widened)
    #expect(verdict(".github/admins.yml", "admins: [a]\n").direction == .widened)
  }

  @Test("and policies of networks are no rights of anybody")
  func policies() {
    let text = "users: [a]\nhub:\n  networkPolicy:\n    enabled: true\n"
    let found = verdict("values/a.yaml", text).observations
    #expect(found.map(\.kind) == ["roster.member"])
    let right = "hub:\n  policy:\n    enabled: true\n"
    #expect(verdict("values/a.yaml", right).observations.map(\.kind) == ["roster.role"])
  }
}
