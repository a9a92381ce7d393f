import GitObjects
import Policy
import Testing

@Suite("What lint says of patterns")
struct PatternLintTests {
  @Test(
    "a name with a blank at an end is a doubt, unless it is marked as meant",
    arguments: [
      ("iam /", true), ("a/ /b", true), ("a/ iam/", true), ("a b/", false), ("iam[ ]/", false),
      ("iam\\ /", false), ("iam\\\\ /", true),
    ]
  )
  func blanks(_ pattern: String, _ isTold: Bool) throws {
    for lines in [
      "classes: {c: {paths: ['\(pattern)']}}", "classes: {c: {paths: [x], ignore: ['\(pattern)']}}",
      "environments: {e: {paths: ['\(pattern)']}}",
    ] {
      let text = Array("\(YAMLTests.base)\n\(lines)\n".utf8)
      let policies = try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in
        name == "policy.yaml" ? text : []
      }
      let warnings = policies.lint(at: Timestamp(seconds: 1_795_410_000)).map(\.message)
      #expect(warnings.contains { $0.contains("with a blank") } == isTold, "\(warnings)")
    }
  }
}

@Suite("What lint says of rules")
struct RuleLintTests {
  @Test(
    "a rule for agents is no rule for those that declare nothing, unless people are under it too",
    arguments: [
      ("agent", true), ("agent, automation", true), ("agent, unknown", false),
      ("human, agent", false), ("human", false), ("automation", false),
    ]
  )
  func agentsOnly(_ actors: String, _ isTold: Bool) throws {
    let rule =
      "{name: r, classes: [meta], when: {actor: [\(actors)]}, require: {approvals: 1, from: [g]}}"
    let text = Array("\(YAMLTests.base)\nrules: [\(rule)]\n".utf8)
    let policies = try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in
      name == "policy.yaml" ? text : []
    }
    let warnings = policies.lint(at: Timestamp(seconds: 1_795_410_000)).map(\.message)
    #expect(warnings.contains { $0.contains("for declared agents only") } == isTold, "\(warnings)")
  }
}
