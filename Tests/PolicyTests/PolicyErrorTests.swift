import GateTesting
import Policy
import Testing

/// A row for each thing that can be wrong: what is written, and what is said of it.
@Suite("Errors of a policy")
struct PolicyErrorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let line: String
    let error: String
    var testDescription: String { line }

    init(_ line: String, _ error: String) {
      self.line = line
      self.error = error
    }
  }

  static let dots = "has a '.' or '..', which no path in git has"
  static let blank = "begins or ends with a blank: write '[ ]' where a name does"

  static func unnameable(_ pattern: String) -> String {
    "git allows no reference that '\(pattern)' could name; "
      + "write one that 'git check-ref-format' takes; '*' stands for anything"
  }

  /// The line is the sixth of a policy that is good without it.
  @Test(
    "of one line more",
    arguments: [
      Case("rulez: []", "6:1: unknown key 'rulez' in the policy; did you mean 'rules'?"),
      Case("targets: {}", "6:10: 'targets' must be a list"),
      Case("targets: [{}]", "6:11: a target has no 'ref'; add 'ref:'"),
      Case(
        "targets: [{ref: main}]",
        "6:17: 'main' is no full reference name; write refs/heads/main"
      ),
      Case(
        "targets: [{ref: tags/v*}]",
        "6:17: 'tags/v*' is no full reference name; write refs/tags/v*"
      ),
      Case("targets: [{ref: refs/heads/main/}]", "6:17: \(unnameable("refs/heads/main/"))"),
      Case("targets: [{ref: refs/heads/ma in}]", "6:17: \(unnameable("refs/heads/ma in"))"),
      Case("targets: [{ref: refs/heads/ma?n}]", "6:17: \(unnameable("refs/heads/ma?n"))"),
      Case(
        "targets: [{ref: refs/heads/a, honours: [refs/heads/../b*]}]",
        "6:41: \(unnameable("refs/heads/../b*"))"
      ),
      Case(
        "targets: [{ref: refs/heads/a, env: b}]",
        "6:31: unknown key 'env' in a target; it may have ref, environment, honours"
      ),
      Case(
        "targets: [{ref: refs/heads/a, environment: A}]",
        "6:44: 'A' is no id; use a-z, 0-9, dots, dashes and underscores, at most 64"
      ),
      Case(
        "targets: [{ref: refs/heads/a, honours: []}]",
        "6:40: 'honours' is empty; remove the key or fill it"
      ),
      Case("authorship: trusted", "6:13: 'trusted' is none of anchored, claimed"),
      Case("contributors: {}", "6:15: 'contributors' must be a list"),
      Case("contributors: [a, a]", "6:19: 'a' stands here twice"),
      Case("contributors: [[a]]", "6:16: text is wanted here"),
      Case("agents: [{name: x}]", "6:10: an agent has either 'trailer' or 'author'"),
      Case("agents: [{trailer: x, author: y}]", "6:10: an agent has either 'trailer' or 'author'"),
      Case("classes: {meta: {paths: [a]}}", "6:11: 'meta' is built in; choose another name"),
      Case("classes: {policy: {paths: [a]}}", "6:11: 'policy' is built in; choose another name"),
      Case("classes: {c: {}}", "6:14: class 'c' matches nothing; add 'paths'"),
      Case(
        "classes: {c: {paths: [\"!a\"]}}",
        "6:23: the pattern '!a' cannot be negated: use 'ignore'"
      ),
      Case(
        "classes: {c: {paths: [\"a[\"]}}",
        "6:23: the pattern 'a[' has a '[' or a backslash that does not end, or a class that is not known"
      ),
      Case("classes: {c: {paths: [/]}}", "6:23: the pattern '/' matches nothing"),
      Case("classes: {c: {paths: [a//b]}}", "6:23: the pattern 'a//b' has two slashes in a row"),
      Case("classes: {c: {paths: [./a/]}}", "6:23: the pattern './a/' \(dots)"),
      Case("classes: {c: {paths: [a/../b]}}", "6:23: the pattern 'a/../b' \(dots)"),
      Case("classes: {c: {paths: [\"a/ \"]}}", "6:23: the pattern 'a/ ' \(blank)"),
      Case("classes: {c: {paths: [' a/']}}", "6:23: the pattern ' a/' \(blank)"),
      Case(
        "classes: {c: {paths: [a**b]}}",
        "6:23: the pattern 'a**b' has '**' beside other letters: write '*', or put '**' between slashes"
      ),
      Case(
        "classes: {c: {paths: [a], detect: [magic]}}",
        "6:36: 'magic' is no family of detectors; there are iam, roster, network, workload, protection, destruction, supply-chain, pipeline, dns, secret, data-export"
      ),
      Case("rules: [{}]", "6:9: a rule has no 'name'; add 'name:'"),
      Case(
        "rules: [{name: governance, classes: [meta], allow: x}]",
        "6:16: 'governance' is built in; choose another name"
      ),
      Case(
        "rules: [{name: r, classes: [meta]}]",
        "6:9: rule 'r' must have exactly one of 'require', 'refuse', 'allow'"
      ),
      Case(
        "rules: [{name: r, classes: [meta], allow: x, refuse: y}]",
        "6:9: rule 'r' must have exactly one of 'require', 'refuse', 'allow'"
      ),
      Case(
        "rules: [{name: r, classes: [meta], when: {actor: [robot]}, allow: x}]",
        "6:51: 'robot' is none of human, agent, automation, unknown"
      ),
      Case(
        "approvals: {valid_for: 2w}",
        "6:24: 'valid_for' must be a time such as 14d, 24h or 30m"
      ),
      Case(
        "break_glass: {approvals: 1001, from: [g], review_within: 1d}",
        "6:26: 'approvals' must be a number from 1 to 1000"
      ),
      Case("approvals: {single_use: yes}", "6:25: 'single_use' must be true or false"),
      Case("approvals: {binding: bytes}", "6:22: 'bytes' is none of files, tree"),
      Case("keys: {ssh: ../x}", "6:13: 'ssh' must be a file beside the policy"),
      Case("keys: {gpg: x}", "6:8: unknown key 'gpg' in keys; it may have ssh, openpgp, revoked"),
      Case(
        "server_keys: {main: {key: x}}",
        "6:27: 'key' is no SSH public key; paste the .pub file"
      ),
      Case("server_keys: {main: {}}", "6:21: server key 'main' has no 'key'; add 'key:'"),
    ]
  )
  func line(_ test: Case) throws {
    let text = "\(YAMLTests.base)\(test.line)\n"
    #expect(try YAMLTests.error(Array(text.utf8)) == "policy.yaml:\(test.error)")
  }

  @Test(
    "of the whole: nobody is two people, names lead somewhere, rules can be met; each with its place",
    arguments: [
      "people: {a: {emails: [x@y]}, b: {emails: [X@Y]}}",
      "people: {a: {logins: [x]}, b: {logins: [x]}}",
      "people: {a: {}, bot: {kind: automation, operator: nobody}}",
      "people: {a: {operator: a}}", "groups: {g: [a, zed]}",
      "governance: {approvals: 2, from: [g]}", "governance: {approvals: 0, from: [g]}",
      "governance: {approvals: 1, from: [nobody]}", "governance: {approvals: 1}",
      "governance: {from: [g]}", "governance: {all: []}",
      "governance: {all: [{approvals: 1, from: [g]}], approvals: 1}",
      "governance: {all: [{approvals: 1, from: [g]}, {approvals: 1, from: [g]}]}",
      "rules: [{name: r, classes: [nowhere], allow: x}]",
      "rules: [{name: r, classes: [policy], allow: x}]",
      "rules: [{name: r, classes: [meta], allow: x}, {name: r, classes: [meta], allow: x}]",
      "targets: [{ref: refs/heads/a}, {ref: refs/heads/a}]", "version: 2", "repository: a b",
      "repository: 100%",
    ]
  )
  func whole(_ line: String) throws {
    let key = line.prefix { $0 != ":" }
    let rest = YAMLTests.base.split(separator: "\n").filter { !$0.hasPrefix("\(key):") }.joined(
      separator: "\n"
    )
    let error = try #require(try YAMLTests.error(Array("\(rest)\n\(line)\n".utf8)))
    let place = error.split(separator: " ", maxSplits: 1)[0].split(separator: ":")
    #expect(place.count == 3 && place[0] == "policy.yaml", "\(error)")
    #expect(place.dropFirst().allSatisfy { (Int($0) ?? 0) > 0 }, "\(error)")
  }

  @Test("the example of the documentation loads, with its key files beside it")
  func example() async throws {
    let person = try await TestPerson("alice", in: try Scratch())
    let documentation = try TestFile.text(PackageFiles.path("docs/policy.md"))
    let parts = documentation.split(separator: "```yaml\n", maxSplits: 1)
    let text = try #require(parts.last?.split(separator: "\n```", maxSplits: 1).first)
      .replacing("ssh-ed25519 AAAA…", with: person.publicKey)
    let policies = try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in
      Array((name == "policy.yaml" ? text + "\n" : person.allowedSigner).utf8)
    }
    #expect(policies.policy.rules.map(\.name.rawValue) == ["access", "infra"])
    #expect(policies.files.map(\.name) == ["policy.yaml", "allowed_signers"])
  }
}
