import Expectations
import GateTesting
import Policy
import Testing

@Suite("Expectation files")
struct ExpectationTests {
  private static func report(_ text: String) throws -> ExpectationReport {
    let file = try ExpectationFile(parsing: Array("version: 1\n\(text)".utf8), file: "t.yaml")
    return try ExpectationReport(file, of: try TemplateTests.load("minimal"))
  }

  @Test("a difference names its line, what was expected and what is")
  func difference() throws {
    let report = try Self.report(
      """
      paths:
        iam/a: [access]
        iam/b: []
      cases:
        - name: x
          paths: [iam/a, CODEOWNERS]
          author: carol
          approvals: [carol, alice]
          expect:
            outcome: refused
            classes: [access]
            rules: []
            approvers: [alice]
            reasons: [no-rule]
            ignored: {}
      """
    )
    #expect(report.passed == 1)
    #expect(report.failed == 2)
    #expect(report.summary == "1 holds, 2 do not")
    #expect(
      report.lines == [
        "t.yaml:4: path 'iam/b'", "-   classes: none", "+   classes: access", "t.yaml:6: 'x'",
        "-   outcome: refused", "+   outcome: allowed", "-   classes: access",
        "+   classes: access, meta",
        "-   rules: none", "+   rules: access, pipelines", "-   approvers: alice",
        "+   approvers: alice, bob",
        "-   reasons: no-rule", "+   reasons: none", "-   ignored: none",
        "+   ignored: carol: self-approval",
      ]
    )
  }

  @Test(
    "an error names its place",
    arguments: [
      ("", "t.yaml: it expects nothing; add 'paths' or 'cases'"),
      (
        "path: {a: []}", "t.yaml:2:1: unknown key 'path' in the expectations; did you mean 'paths'?"
      ),
      ("cases: {}", "t.yaml:2:8: 'cases' must be a list"),
      (
        "cases:\n  - {author: bob, paths: [a], expect: {outcome: allowed}}",
        "t.yaml:3:5: a case has no 'name'; add 'name:'"
      ),
      (
        "cases:\n  - {name: x, paths: [a], expect: {outcome: allowed}}",
        "t.yaml:3:5: a case has no 'author'; add 'author:'"
      ),
      (
        "cases:\n  - {name: x, author: bob, expect: {outcome: allowed}}",
        "t.yaml:3:5: a case has 'paths', 'changes', 'edits' or 'move'"
      ),
      (
        "cases:\n  - {name: x, author: bob, paths: [a]}",
        "t.yaml:3:5: a case has no 'expect'; add 'expect:'"
      ),
      (
        "cases:\n  - {name: x, author: bob, paths: [a], expect: {}}",
        "t.yaml:3:48: 'expect' is empty"
      ),
      (
        "cases:\n  - {name: x, author: bob, paths: [a], expect: {outcome: maybe}}",
        "t.yaml:3:58: 'outcome' is allowed or refused"
      ),
      (
        "cases:\n  - {name: x, author: bob, changes: {a: eaten}, expect: {rules: []}}",
        "t.yaml:3:41: 'eaten' is none of added, modified, removed, mode, symlink, submodule"
      ),
      (
        "cases:\n  - {name: x, author: bob, paths: [a], approvals: [zed], expect: {rules: []}}",
        "t.yaml:3:5: 'zed' is no human in 'people'; name people who could sign"
      ),
      (
        "cases:\n  - {name: x, author: bob, target: refs/heads/x, paths: [a], expect: {rules: []}}",
        "t.yaml:3:5: the policy does not gate 'refs/heads/x'; name a target of the policy"
      ),
    ]
  )
  func errors(_ text: String, _ expected: String) throws {
    let error = try thrownError(as: PolicyError.self, by: try Self.report(text))
    #expect(error?.description == expected)
  }

  @Test("the command's exit code is 0, 1 or 2")
  func command() async throws {
    let scratch = try Scratch()
    let policy = PackageFiles.path("templates/minimal.yaml")
    try scratch.write("version: 1\npaths: {iam/a: []}\n", to: "wrong.yaml")
    func run(_ file: String) async throws -> Finished {
      try await Tool.run(
        Tool.countersign,
        ["policy", "test", "--policy", policy, file],
        in: scratch.path
      )
    }
    let good = try await run(PackageFiles.path("templates/minimal.test.yaml"))
    #expect(good.code == 0)
    #expect(good.words.hasSuffix("minimal.test.yaml: 11 expectations hold"))
    let wrong = try await run("wrong.yaml")
    #expect(wrong.code == 1)
    #expect(
      wrong.text
        == "wrong.yaml:2: path 'iam/a'\n-   classes: none\n+   classes: access\ncountersign: wrong.yaml: 0 hold, 1 does not\n"
    )
    let missing = try await run("missing.yaml")
    #expect(missing.code == 2)
    #expect(missing.errorText.hasSuffix("countersign: not accepted\n"))
  }
}
