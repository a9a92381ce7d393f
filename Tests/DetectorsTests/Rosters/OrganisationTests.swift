import Detection
import Detectors
import Testing

/// Teams with what they may do, and a file for each person.
@Suite("Rosters of organisations")
struct OrganisationTests {
  private static let alice = "name = 'Alice A'\ngithub = 'alice'\ngithub-id = 1\n"

  static let teams: [DetectorCase] = [
    .init(
      "a team without a description",
      "org.yaml",
      "teams:\n  x-admins:\n    description: ''\n    members: [a]\n    repos: {r: write}\n",
      "teams:\n  x-admins:\n    description: ''\n    members: [a, b]\n    repos: {r: write}\n",
      .widened,
      "roster.member",
      line: 4,
      says: "adds 'b' to 'members' of 'x-admins'",
      .critical
    ),
    .init(
      "the right of such a team",
      "org.yaml",
      "teams:\n  x-admins:\n    description: ''\n    members: [a]\n    repos: {r: write}\n",
      "teams:\n  x-admins:\n    description: ''\n    members: [a]\n    repos: {r: admin}\n",
      .widened,
      "roster.role",
      line: 5,
      says: "from write to admin"
    ),
    .init(
      "a team that is called as its list",
      "org.yaml",
      "teams:\n  members:\n    description:\n    members: [a, b]\n",
      "teams:\n  members:\n    description:\n    members: [a]\n",
      .narrowed,
      "roster.member",
      says: "removes 'b'"
    ),
    .init(
      "what a team is for",
      "org.yaml",
      "teams:\n  x-admins:\n    description: ''\n    members: [a]\n",
      "teams:\n  x-admins:\n    description: runs it\n    members: [a]\n",
      .equal
    ),
    .init(
      "lists beside a flag",
      "teams/infra.toml",
      "[people]\nleads = ['a']\nmembers = ['a']\ninclude-team-leads = true\n",
      "[people]\nleads = ['a']\nmembers = ['a', 'b']\ninclude-team-leads = true\n",
      .widened,
      "roster.member",
      line: 3,
      says: "adds 'b' to 'members' of 'people'"
    ),
    .init(
      "a flag that lets more in",
      "teams/infra.toml",
      "[people]\nleads = ['a']\nmembers = ['a']\n",
      "[people]\nleads = ['a']\nmembers = ['a']\ninclude-team-leads = true\n",
      .widened,
      "roster.member",
      line: 4,
      says: "adds 'include-team-leads' to 'people'"
    ),
    change("[permissions]\ndeploy = true\n", .widened, says: "the permissions 'deploy'"),
    change("[permissions]\ndeploy = false\n", .equal),
    change(
      "bors.rust.review = true\n",
      below: "[permissions]\ndeploy = true\n",
      .widened,
      says: "the permissions 'bors.rust.review'"
    ),
    change("[website]\nenabled = true\n", .equal),
    change(
      "included-teams = ['b']\n",
      .widened,
      kind: "roster.member",
      says: "adds 'b' to 'included-teams' of 'people'"
    ),
    change("[[protections]]\nallowed-merge-teams = ['b']\n", .widened, kind: "roster.member"),
    change("[[github]]\nextra-repos = ['b']\n", .equal),
    change("[access.individuals]\nbob = 'admin'\n", .widened, says: "the role 'admin'"),
    .init(
      "a team of a word that a tool has for its file",
      "teams/cargo.toml",
      "[people]\nmembers = ['a']\n",
      "[people]\nmembers = ['a', 'b']\n",
      .widened,
      "roster.member",
      line: 2
    ),
    .init(
      "people whom another file brings in",
      "props.yml",
      "x: {<<: (( merge ))}\nusers:\n  alice: {role: admin}\n",
      "x: {<<: (( merge ))}\nusers:\n  <<: (( merge ))\n  alice: {role: admin}\n",
      .widened,
      "roster.member",
      line: 3,
      says: "fills 'users' of 'props.yml' by (( merge ))"
    ),
    .init("a person's file", "people/alice.toml", nil, alice, .widened, "roster.member", line: 1),
    .init(
      "another account of a person",
      "people/alice.toml",
      alice,
      alice.replacing("id = 1", with: "id = 2"),
      .incomparable,
      "roster.identity",
      line: 3,
      says: "the github-id of 'Alice A' from 1 to 2"
    ),
    .init(
      "a right of a person",
      "people/alice.toml",
      alice,
      alice + "[permissions]\ncrater = true\n",
      .widened,
      "roster.role",
      line: 5,
      says: "the permissions 'crater'"
    ),
  ]

  private static func change(
    _ lines: String,
    below: String = "",
    _ direction: Direction,
    kind: String? = nil,
    says: String? = nil
  ) -> DetectorCase {
    let head = "name = 'infra'\n[people]\nleads = ['a']\nmembers = ['a']\n" + below
    let isEqual = direction == .equal
    return DetectorCase(
      lines,
      "teams/infra.toml",
      head,
      head + lines,
      direction,
      isEqual ? nil : kind ?? "roster.role",
      says: says
    )
  }

  @Test("are told", arguments: teams + teams.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(RosterDetector()) }

  @Test(
    "are not seen in a folder's other files",
    arguments: [
      ("people/list.toml", "name = 'a'\nversion = 1\n"),
      ("machines/alice.toml", "name = 'Alice A'\ngithub = 'alice'\n"),
    ]
  )
  func others(path: String, text: String) {
    let pair = FilePair(path: Array(path.utf8), old: nil, new: Array(text.utf8))
    #expect(Verdict(RosterDetector().read(pair)).direction == nil)
  }
}
