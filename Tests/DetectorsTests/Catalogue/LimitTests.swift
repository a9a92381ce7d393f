import Detection
import Detectors
import Testing

/// Texts that are made to take long end as unknown, for a limit that is named.
@Suite("Texts made to be slow")
struct LimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    let head: String
    /// Repeated, with a number for `#`, up to a million bytes.
    let line: String
    var tail = ""
    var old: String?
    let limit: String
    var testDescription: String { path }
  }

  static let bytes = "longer than 262144 bytes"
  static let nodes = "120000"

  static let cases: [Case] = [
    .init(
      path: "k8s/binding.yaml",
      head: "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\n"
        + "metadata: {name: a}\nroleRef: {kind: ClusterRole, name: x}\nsubjects:\n",
      line: "- {kind: User, name: u#}\n",
      limit: nodes
    ),
    .init(
      path: "k8s/list.yaml",
      head: "apiVersion: v1\nkind: List\nitems:\n",
      line: "- {apiVersion: v1, kind: Pod, metadata: {name: p#}}\n",
      limit: nodes
    ),
    .init(
      path: "docker-compose.yml",
      head: "services:\n",
      line: "  s#: {image: 'a:#', ports: ['#:80']}\n",
      limit: bytes
    ),
    .init(
      path: ".sops.yaml",
      head: "creation_rules:\n",
      line: "  - {path_regex: 'a#', age: age1#}\n",
      limit: bytes
    ),
    .init(
      path: "vault/policies/a.hcl",
      head: "",
      line: "path \"secret/#/+/*\" { capabilities = [\"read\"] }\n",
      limit: bytes
    ),
    .init(
      path: "models/a.yml",
      head: "version: 2\nmodels:\n",
      line: "  - {name: m#, config: {grants: {select: [r#]}}}\n",
      limit: bytes
    ),
    .init(
      path: "roles/a/tasks/main.yml",
      head: "",
      line: "- user: {name: u#, groups: [sudo]}\n",
      limit: bytes
    ),
    .init(path: "Dockerfile", head: "FROM a\n", line: "RUN a# && b# | c#\n", limit: bytes),
    .init(path: "home/a/authorized_keys", head: "", line: "ssh-rsa A# u\n", limit: bytes),
    .init(path: "dags/a.py", head: "import airflow\n", line: "f('#')\n", limit: bytes),
    .init(
      path: "migrations/1.sql",
      head: "",
      line: "DO $$ BEGIN GRANT SELECT ON t# TO u#; END $$;\n",
      limit: "more than 1000"
    ),
    .init(
      path: "migrations/2.sql",
      head: "DO $$ BEGIN\n",
      line: "GRANT SELECT ON t# TO u#;\n",
      tail: "END $$;\n",
      limit: "more than 262144 bytes"
    ),
    .init(
      path: "main.tf",
      head: "resource \"aws_instance\" \"a\" {\n  user_data = <<EOT\n#!/bin/sh\n",
      line: "curl http://a# | sh\n",
      tail: "EOT\n}\n",
      old: "resource \"aws_instance\" \"a\" {\n  user_data = \"\"\n}\n",
      limit: "by 'user_data'"
    ),
    .init(
      path: "chart/values.yaml",
      head: "",
      line: "a#: {image: {repository: a, tag: '#'}}\n",
      limit: bytes
    ),
    .init(
      path: "systemd/a.service",
      head: "[Service]\n",
      line: "SystemCallFilter=a# \\\n",
      limit: bytes
    ),
  ]

  @Test("end as unknown", arguments: cases)
  func ends(_ testCase: Case) {
    var text = testCase.head
    var number = 0
    while text.utf8.count < 1_000_000 {
      for piece in testCase.line { text += piece == "#" ? String(number) : String(piece) }
      number += 1
    }
    let pair = DetectorCase("", testCase.path, testCase.old, text + testCase.tail, .unknown).pair
    let verdicts = Catalogue.detectors.map { Verdict($0.read(pair)) }
    #expect(verdicts.contains { $0.reason?.contains(testCase.limit) ?? false }, "\(verdicts)")
  }
}
