import Detection
import Detectors
import Testing

@Suite("Keys that stand twice")
struct TwinTests {
  private static let path = "values/users.yaml"
  private static let twins = "a:\n  x: 1\na:\n  x: 2\n"

  private static func users(_ users: String, _ rest: String = TwinTests.twins) -> String {
    "\(rest)sudo_users: [\(users)]\n"
  }

  static let cases: [FreshCase] = [
    .pair(
      "a change beside them",
      path,
      users("alice"),
      users("alice, bob"),
      [.widened],
      .roster
    ),
    .pair("nothing but a comment", path, users("alice"), "# c\n" + users("alice"), [.equal]),
    .pair("new ones", path, users("alice", "a:\n  x: 1\n"), users("alice"), [.unknown]),
    .pair("those of a new file", path, nil, users("alice"), [.unknown]),
    .pair(
      "a change within one",
      path,
      users("alice"),
      users("alice", "a:\n  x: 1\na:\n  x: 3\n"),
      [.unknown]
    ),
    .pair(
      "another order",
      path,
      users("alice"),
      users("alice", "a:\n  x: 2\na:\n  x: 1\n"),
      [.unknown]
    ),
    .pair(
      "a list that is the first or the second",
      path,
      "sudo_users: [alice]\nsudo_users: []\nx: 1\n",
      "sudo_users: [alice, bob]\nsudo_users: []\nx: 1\n",
      [.unknown]
    ),
    .pair(
      "what one of two kinds makes of a change",
      "deploy/a.yaml",
      kinds("get"),
      kinds("'*'"),
      [.widened],
      .iam
    ),
    .pair(
      "the same of the first kind",
      "deploy/a.yaml",
      kinds("get", "Role", "ConfigMap"),
      kinds("'*'", "Role", "ConfigMap"),
      [.widened],
      .iam
    ),
    .pair(
      "an alias within one of another value",
      path,
      "b: &b [alice]\n" + "sudo_users: *b\nsudo_users: *b\n",
      "b: &b [alice, bob]\n" + "sudo_users: *b\nsudo_users: *b\n",
      [.widened],
      .roster
    ),
    .pair(
      "in braces",
      path,
      users("alice", "a: {x: 1, x: 2}\n"),
      users("alice, bob", "a: {x: 1, x: 2}\n"),
      [.unknown]
    ),
    .pair(
      "in items of a list",
      path,
      users("alice", "a:\n- x: 1\n  x: 2\n- y: 1\n"),
      users("alice, bob", "a:\n- x: 1\n  x: 2\n- y: 1\n"),
      [.widened],
      .roster
    ),
  ]

  private static func kinds(_ verb: String, _ first: String = "ConfigMap", _ last: String = "Role")
    -> String
  {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: \(first)
    kind: \(last)
    metadata: {name: a}
    rules:
      - apiGroups: [""]
        resources: [secrets]
        verbs: [\(verb)]

    """
  }

  @Test("are passed over where both sides have the same", arguments: cases)
  func beside(_ testCase: FreshCase) { testCase.check() }
}
