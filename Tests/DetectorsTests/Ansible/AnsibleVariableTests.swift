import Detection
import Detectors
import Testing

@Suite("Lists that variables of an inventory fill")
struct AnsibleVariableTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    /// By path below `ansible`, on both sides.
    let texts: [String: String]
    let direction: Direction
    var says: String?
    var testDescription: String { name }
  }

  static let all = "group_vars/all.yml"
  static let prod = "envs/prod/group_vars/web.yml"
  static let staging = "envs/staging/group_vars/web/users.yml"

  static let cases: [Case] = [
    .init(
      name: "the same people",
      old: "[alice, bob]",
      new: "'{{ global_sudo_users }}'",
      texts: [all: "global_sudo_users: [bob, alice]\n"],
      direction: .equal
    ),
    .init(
      name: "somebody more",
      old: "[alice]",
      new: "'{{ global_sudo_users }}'",
      texts: [all: "global_sudo_users: [alice, eve]\n"],
      direction: .widened,
      says: "adds 'eve' to 'sudo_users' of 'roles' by 'global_sudo_users'"
    ),
    .init(
      name: "somebody less",
      old: "[alice, bob]",
      new: "'{{ global_sudo_users }}'",
      texts: [all: "global_sudo_users: [alice]\n"],
      direction: .narrowed,
      says: "removes 'bob'"
    ),
    .init(
      name: "a variable more",
      old: "'{{ global_sudo_users }}'",
      new: "'{{ global_sudo_users + team_users }}'",
      texts: [all: "global_sudo_users: [alice]\n"],
      direction: .widened,
      says: "by {{ team_users }}"
    ),
    .init(
      name: "a variable more, of nobody",
      old: "'{{ global_sudo_users }}'",
      new: "'{{ global_sudo_users + team_users | default([]) }}'",
      texts: [all: "team_users: []\n"],
      direction: .equal
    ),
    .init(
      name: "others in each environment",
      old: "[alice]",
      new: "'{{ team_users }}'",
      texts: [prod: "team_users: [alice]\n", staging: "team_users: [alice, eve]\n"],
      direction: .widened,
      says: "adds 'eve'"
    ),
    .init(
      name: "in one environment only, and then in all",
      old: "'{{ team_users }}'",
      new: "[alice, eve]",
      texts: [prod: "team_users: [alice]\n", staging: "team_users: [alice, eve]\n"],
      direction: .widened,
      says: "adds 'eve'"
    ),
    .init(
      name: "set nowhere",
      old: "[alice]",
      new: "'{{ team_users }}'",
      texts: [all: "other_users: [alice]\n"],
      direction: .unknown
    ),
    .init(
      name: "of a name that nobody would look at",
      old: "[alice]",
      new: "'{{ colours }}'",
      texts: [all: "colours: [alice]\n"],
      direction: .unknown
    ),
    .init(
      name: "beside an encrypted file",
      old: "[alice]",
      new: "'{{ team_users }}'",
      texts: [all: "team_users: [alice]\n", prod: "$ANSIBLE_VAULT;1.1;AES256\n6162\n"],
      direction: .unknown
    ),
    .init(
      name: "of a template",
      old: "[alice]",
      new: "'{{ team_users }}'",
      texts: [all: "team_users: ['{{ who }}']\n"],
      direction: .unknown
    ),
    .init(
      name: "by a filter",
      old: "[alice]",
      new: "'{{ team_users | map(attribute=name) }}'",
      texts: [all: "team_users: [alice]\n"],
      direction: .unknown
    ),
  ]

  @Test("people move to a variable and back", arguments: cases)
  func moves(_ testCase: Case) {
    let forth = Verdict(RosterDetector().read(Self.pair(testCase, testCase.old, testCase.new)))
    #expect(forth.direction == testCase.direction, "\(forth)")
    if let says = testCase.says {
      #expect(forth.observations.contains { $0.summary.contains(says) }, "\(forth)")
    }
    let back = Verdict(RosterDetector().read(Self.pair(testCase, testCase.new, testCase.old)))
    if testCase.direction != .widened || !testCase.name.contains("environment") {
      #expect(back.direction == testCase.direction.reversed, "\(back)")
    }
  }

  private static func pair(_ testCase: Case, _ old: String, _ new: String) -> FilePair {
    let tree = TextTree(
      texts: Dictionary(
        uniqueKeysWithValues: testCase.texts.map { ("ansible/" + $0.key, $0.value) }
      )
    )
    func play(_ users: String) -> [UInt8] {
      Array("- hosts: web\n  roles:\n    - role: common\n      sudo_users: \(users)\n".utf8)
    }
    return FilePair(
      path: Array("ansible/playbooks/web.yml".utf8),
      old: play(old),
      new: play(new),
      oldTree: tree,
      newTree: tree
    )
  }

  @Test(
    "of all YAML of a history that is read less than 2 % are unknown",
    .enabled(if: History.isThere, "skipped: the history is not there")
  )
  func history() throws {
    let history = try History(endings: [".yml", ".yaml"])
    var read = 0
    var unknown: [String] = []
    for change in history.changes {
      let pair = try history.pair(change)
      let verdicts = Catalogue.detectors.map { Verdict($0.read(pair)) }
      let said = verdicts.compactMap(\.direction)
      read += said.isEmpty ? 0 : 1
      if said.contains(.unknown) { unknown.append("\(change.commit.prefix(10)) \(change.path)") }
    }
    #expect(unknown.count * 50 < read, "\(unknown.count) of \(read): \(unknown)")
  }
}
