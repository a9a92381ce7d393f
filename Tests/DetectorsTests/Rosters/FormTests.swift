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
}
