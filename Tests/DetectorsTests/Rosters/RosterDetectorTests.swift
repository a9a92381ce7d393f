import Detection
import Detectors
import Testing

@Suite("Roster changes")
struct RosterDetectorTests {
  static let cases: [DetectorCase] = [
    .init(
      "sudo user",
      "ansible/group_vars/all.yml",
      "global_sudo_users:\n  - alice\n",
      "global_sudo_users:\n  - alice\n  - bob\n",
      .widened,
      "roster.member",
      line: 3,
      says: "adds 'bob' to 'global_sudo_users'",
      .critical
    ),
    .init(
      "reordered",
      "vars.yml",
      "sudo_users: [b, a]\nx: 1\n",
      "# c\nsudo_users:\n- a\n- b\nx: 2\n",
      .equal
    ),
    .init(
      "owners file",
      "OWNERS",
      "approvers:\n- a\n",
      "approvers:\n- a\n- b\n",
      .widened,
      "roster.member",
      line: 3
    ),
    .init(
      "group of a project",
      "groups.yaml",
      "groups:\n- email-id: k@x.io\n  name: k\n  owners: [a@x.io]\n  members: [b@x.io]\n",
      "groups:\n- email-id: k@x.io\n  name: k\n  owners: [a@x.io]\n  members: [b@x.io, c@x.io]\n",
      .widened,
      "roster.member",
      line: 5,
      says: "adds 'c@x.io' to 'members' of 'k'",
      .medium
    ),
    .init(
      "team of a language",
      "teams/infra.toml",
      "name = 'infra'\n[people]\nleads = ['a']\nmembers = ['a']\nalumni = []\n",
      "name = 'infra'\n[people]\nleads = ['a']\nmembers = ['a', 'b']\nalumni = ['z']\n",
      .widened,
      "roster.member",
      line: 4,
      says: "adds 'b' to 'members' of 'people'"
    ),
    .init(
      "role raised",
      "access.yaml",
      "users:\n  alice: reader\n  bob: admin\n",
      "users:\n  alice: admin\n  bob: admin\n",
      .widened,
      "roster.role",
      line: 2,
      says: "raises the role of 'alice' from reader to admin",
      .critical
    ),
    .init(
      "role of an entry",
      "access.json",
      #"{"users": [{"login": "a", "role": "user"}]}"#,
      #"{"users": [{"role": "superuser", "login": "a"}]}"#,
      .widened,
      "roster.role",
      says: "raises the role"
    ),
    .init(
      "unknown roles",
      "access.yaml",
      "users:\n- {name: a, role: x}\n",
      "users:\n- {name: a, role: y}\n",
      .incomparable,
      "roster.role",
      says: "changes the role of 'a' from x to y"
    ),
    .init(
      "group of a person",
      "users.yml",
      "users:\n- name: a\n  groups: [dev]\n",
      "users:\n- name: a\n  groups: [dev, wheel]\n",
      .widened,
      "roster.member",
      line: 3,
      says: "gives 'a' the groups 'wheel'"
    ),
    .init(
      "organisation",
      "org.yaml",
      "orgs:\n  x:\n    teams:\n      y:\n        members: [a]\n        repos: {z: read}\n",
      "orgs:\n  x:\n    teams:\n      y:\n        members: [a]\n        repos: {z: admin}\n",
      .widened,
      "roster.role",
      line: 6,
      says: "from read to admin"
    ),
    .init(
      "another account",
      "people.toml",
      "[[members]]\nname = 'a'\ngithub-id = 1\n",
      "[[members]]\nname = 'a'\ngithub-id = 2\n",
      .incomparable,
      "roster.identity",
      line: 3,
      says: "from 1 to 2"
    ),
    .init(
      "flag",
      "users.yaml",
      "users:\n- name: a\n  admin: false\n",
      "users:\n- name: a\n  admin: true\n",
      .widened,
      "roster.role",
      line: 3
    ),
    .init(
      "gone by state",
      "users.yaml",
      "users:\n- name: a\n  state: absent\n",
      "users:\n- name: a\n  state: present\n",
      .widened,
      "roster.member"
    ),
    .init(
      "task for many",
      "tasks/users.yml",
      "- name: u\n  user:\n    name: '{{ item }}'\n    groups: [wheel]\n  loop: [a]\n",
      "- name: u\n  user:\n    name: '{{ item }}'\n    groups: [wheel]\n  loop: [a, b]\n",
      .widened,
      "roster.member",
      line: 5,
      says: "adds 'b'"
    ),
    .init(
      "by an expression",
      "vars.yml",
      "sudo_users: '{{ a }}'\n",
      "sudo_users: '{{ a + b }}'\n",
      .widened,
      "roster.member",
      says: "by {{ b }}"
    ),
    .init(
      "by one more expression",
      "vars.yml",
      "sudo_users: [a]\n",
      "sudo_users: [a, '{{ b }}']\n",
      .widened,
      "roster.member",
      says: "adds '{{ b }}'"
    ),
    .init(
      "by an expression alone",
      "vars.yml",
      "x: 1\n",
      "x: 1\nsudo_users: '{{ b }}'\n",
      .widened,
      "roster.member",
      line: 2,
      says: "fills 'sudo_users' of 'vars.yml' by {{ b }}"
    ),
    .init(
      "by an expression instead",
      "vars.yml",
      "sudo_users: [a]\n",
      "sudo_users: '{{ b }}'\n",
      .unknown,
      says: "1: what a template"
    ),
    .init(
      "hidden behind a key of another format",
      "access.yaml",
      "jobs: {}\nadmins: [a]\n",
      "jobs: {}\nservices: {}\nadmins: [a, b]\n",
      .widened,
      "roster.member",
      line: 3
    ),
    .init(
      "with keys that persons seldom have",
      "access.yaml",
      "admins: []\n",
      "admins:\n- {name: b, type: human, url: x, rules: []}\n",
      .widened,
      "roster.member",
      line: 2
    ),
    .init(
      "beside what names nobody",
      "access.yaml",
      "admins: [a]\n",
      "admins: [a, b, /x, [y]]\n",
      .widened,
      "roster.member",
      line: 1,
      says: "adds 'b'"
    ),
    .init(
      "in a map beside other things",
      "access.yaml",
      "admins: {a: owner}\n",
      "admins: {a: owner, b: {role: owner}, note: 'to do', c: [x]}\n",
      .widened,
      "roster.member",
      line: 1,
      says: "adds 'b'"
    ),
    .init(
      "kept out",
      "x.yaml",
      "banned_users: [a, b]\n",
      "banned_users: [a]\n",
      .widened,
      "roster.member"
    ),
    .init(
      "keys",
      "users.yaml",
      "users:\n- name: a\n  ssh_keys: ['ssh-ed25519 AAAA']\n",
      "users:\n- name: a\n  ssh_keys: ['ssh-ed25519 AAAA', 'ssh-ed25519 BBBB']\n",
      .widened,
      "roster.member",
      says: "BBBB"
    ),
    .init(
      "through an anchor",
      "x.yaml",
      "base: &b [a]\nadmins: *b\n",
      "base: &b [a, c]\nadmins: *b\n",
      .widened,
      "roster.member",
      line: 1
    ),
    .init(
      "unreadable",
      "members.yaml",
      "members: [a]\n",
      "members: [a\n",
      .unknown,
      says: "no YAML"
    ),
    .init(
      "twice",
      "members.json",
      "{\"members\": []}",
      "{\"members\": [], \"members\": [\"a\"]}",
      .unknown,
      says: "twice"
    ),
    .init("new file", "teams/x.yaml", nil, "members: [a]\n", .widened, "roster.member"),
    .init(
      "emptied",
      "members.yaml",
      "members: [a]\n",
      "members: []\n",
      .narrowed,
      "roster.member",
      line: 1,
      .low
    ),
  ]

  @Test("are told", arguments: cases + cases.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(RosterDetector()) }

  @Test("are of their kinds")
  func examples() { checkExamples(of: [RosterDetector()]) }

  @Test(
    "leave lists of other things alone",
    arguments: [
      ("Cargo.toml", "[workspace]\nmembers = ['a', 'b']\n"),
      ("alerts.yml", "groups:\n- name: g\n  rules:\n  - alert: a\n    expr: x\n"),
      ("site.yml", "- hosts: all\n  roles: [common, docker]\n"),
      ("x.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {users: [a]}\n"),
      ("tasks/main.yml", "- name: f\n  file: {path: /x, owner: root, group: root}\n"),
      (
        "schema.json", #"{"properties": {"users": {"type": "array", "items": {"type": "string"}}}}"#
      ),
      ("config.toml", "user = 'postgres'\n"), ("a.yml", "- become_user: root\n  vars_user: x\n"),
      ("x.yml", "a: [b"), ("x.txt", "members: [a]"),
      ("account.json", #"{"aws": {"profile": "p", "regions": [{"region": "r"}]}}"#),
    ]
  )
  func foreign(path: String, text: String) {
    let pair = FilePair(path: Array(path.utf8), old: nil, new: Array(text.utf8))
    let verdict = Verdict(RosterDetector().read(pair))
    #expect(verdict.direction == nil || verdict.direction == .equal, "\(verdict)")
  }
}
