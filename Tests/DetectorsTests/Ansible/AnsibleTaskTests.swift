import Detection
import Detectors
import Testing

@Suite("Tasks of Ansible")
struct AnsibleTaskTests {
  private static let task = CaseFrame(at: "roles/web/tasks/main.yml") {
    $0.isEmpty ? "[]\n" : "- name: a task\n  \($0)\n"
  }

  static let cases: [DetectorCase] = [
    task(
      "a key",
      "authorized_key: {user: deploy, key: ssh-ed25519 AAAA}",
      "authorized_key: {user: deploy, key: ssh-ed25519 BBBB}",
      .widened,
      "iam.ansible-access",
      says: "a key of 'deploy'",
      back: .widened
    ),
    task(
      "a group with might",
      "user: {name: eve, groups: users}",
      "ansible.builtin.user: {name: eve, groups: 'users,sudo'}",
      .widened,
      "iam.ansible-access",
      says: "'eve' to group 'sudo'"
    ),
    task(
      "sudo rights by a line",
      "",
      "lineinfile: path=/etc/sudoers.d/eve line='eve ALL=(ALL) ALL'",
      .widened,
      "iam.ansible-access",
      says: "/etc/sudoers.d/eve"
    ),
    task("a line elsewhere", "", "lineinfile: {path: /etc/motd, line: hello}", .equal),
    task(
      "become",
      "command: id",
      "command: id\n  become: true",
      .widened,
      "iam.ansible-become",
      says: "sets become for task 'a task'"
    ),
    task("become said no", "command: id", "command: id\n  become: no", .equal),
    task(
      "a port",
      "",
      "ufw: {rule: allow, port: '22'}",
      .widened,
      "network.ansible-firewall",
      says: "port=22"
    ),
    task(
      "a refusal",
      "",
      "iptables: {chain: INPUT, jump: DROP, source: 10.0.0.0/8}",
      .narrowed,
      "network.ansible-firewall"
    ),
    task("a rule absent", "", "firewalld: {port: 22/tcp, state: disabled}", .equal),
    task(
      "writable by all",
      "file: {path: /a, mode: '0755'}",
      "file: {path: /a, mode: '0757'}",
      .widened,
      "protection.ansible-guard"
    ),
    task("a sticky directory", "", "file: {path: /a, mode: '1777', state: directory}", .equal),
    task(
      "written in letters",
      "copy: {dest: /a, mode: 'u=rw,g=r'}",
      "copy: {dest: /a, mode: 'u=rw,o=rw'}",
      .widened,
      "protection.ansible-guard"
    ),
    task(
      "a checksum gone",
      "get_url: {url: 'https://example.com/a', dest: /a, checksum: 'sha256:00'}",
      "get_url: {url: 'https://example.com/a', dest: /a}",
      .widened,
      "supply-chain.ansible-download"
    ),
    task(
      "from elsewhere",
      "get_url: {url: 'https://example.com/a', dest: /a, checksum: 'sha256:00'}",
      "get_url: {url: 'https://example.net/a', dest: /a, checksum: 'sha256:11'}",
      .incomparable,
      "supply-chain.ansible-download"
    ),
    task(
      "no certificates",
      "uri: {url: 'https://example.com'}",
      "uri: {url: 'https://example.com', validate_certs: no}",
      .widened,
      "protection.ansible-guard"
    ),
    task(
      "output in the log",
      "command: token\n  no_log: true",
      "command: token",
      .widened,
      "protection.ansible-guard"
    ),
    task(
      "within a block",
      "block:\n    - user: {name: eve}",
      "block:\n    - user: {name: eve, groups: [docker]}",
      .widened,
      "iam.ansible-access"
    ),
    task(
      "another way to write it",
      "user: name=a groups=b",
      "user: {name: a, groups: [b]}",
      .equal
    ),
  ]

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(AnsibleDetector()) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(AnsibleDetector()) }

  @Test("comments say nothing", arguments: cases)
  func equal(_ testCase: DetectorCase) { testCase.checkSelf(AnsibleDetector()) }

  @Test("every kind has an example that is of it") func examples() {
    checkExamples(of: [AnsibleDetector()])
  }

  @Test("more tasks than are read are unknown") func many() {
    let text = String(repeating: "- ping:\n", count: 5002)
    let pair = DetectorCase("", "roles/a/tasks/main.yml", nil, text, .unknown).pair
    #expect(Verdict(AnsibleDetector().read(pair)).reason?.contains("more than 5000 tasks") ?? false)
  }
}
