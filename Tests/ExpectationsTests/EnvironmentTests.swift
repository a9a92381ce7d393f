import Expectations
import GateTesting
import Policy
import Testing

@Suite("Environments by the words that people write")
struct EnvironmentTests {
  /// One rule for each environment, so that the rules that ask tell the environments.
  private static let policy = """
    version: 1
    repository: acme/shop
    people:
      alice: {name: Alice Ng, emails: [alice@example.com]}
      bob: {name: Bob Roy, emails: [bob@example.com]}
    groups: {security: [alice, bob]}
    contributors: ["*@example.com"]
    governance: {approvals: 1, from: [security]}
    targets:
      - {ref: refs/heads/main, environment: trunk}
    environments:
      prod: {accounts: ["111122223333"]}
      stg: {paths: ["/next/"]}
    classes:
      access: {detect: [iam, workload]}
      named: {paths: ["*.txt"]}
    rules:
      - {name: trunk, classes: [access, named], when: {environment: [trunk]}, require: {approvals: 1, from: [security]}}
      - {name: prod, classes: [access, named], when: {environment: [prod]}, require: {approvals: 1, from: [security]}}
      - {name: stg, classes: [access, named], when: {environment: [stg]}, require: {approvals: 1, from: [security]}}
      - {name: meta, classes: [meta], require: {approvals: 1, from: [security]}}
    """

  private static let role = """
    {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: r, namespace: NAMESPACE},
     rules: [{apiGroups: [""], resources: [pods], verbs: [VERBS]}]}
    """

  private static func edit(_ namespace: String) -> String {
    func text(_ verbs: String) -> String {
      role.replacing("NAMESPACE", with: namespace).replacing("VERBS", with: verbs)
        .split(separator: "\n").map { "          \($0)" }.joined(separator: "\n")
    }
    return "      old: |\n\(text("get"))\n      new: |\n\(text("get, delete"))"
  }

  @Test(
    "a change is in what its path, its namespace and the accounts in it name",
    arguments: [
      ("k8s/role.yaml", "web", "trunk"),
      ("k8s/overlays/production/role.yaml", "web", "trunk, prod"),
      ("k8s/PRD-eu/role.yaml", "web", "trunk, prod"),
      ("k8s/staging/role.yaml", "web", "trunk, stg"),
      ("k8s/products/role.yaml", "web", "trunk"),
      ("k8s/role.yaml", "shop-live", "trunk, prod"),
      ("k8s/staging/role.yaml", "shop-live", "trunk, prod, stg"),
      // The policy says whose the path is; the namespace still counts.
      ("next/prod/role.yaml", "web", "trunk, stg"),
      ("next/prod/role.yaml", "prod", "trunk, prod, stg"),
      ("k8s/role.yaml", "a111122223333", "trunk, prod"),
    ]
  )
  func words(path: String, namespace: String, rules: String) throws {
    let cases = """
      version: 1
      cases:
      - name: x
        author: carol@example.com
        edits:
          \(path):
      \(Self.edit(namespace))
        expect: {rules: [\(rules)]}
      """
    #expect(try Self.lines(cases) == [])
  }

  @Test("a class of paths alone goes by what the policy says")
  func paths() throws {
    let cases = """
      version: 1
      cases:
      - {name: x, author: carol@example.com, paths: [prod/a.txt], expect: {rules: [trunk]}}
      - {name: y, author: carol@example.com, paths: [next/a.txt], expect: {rules: [trunk, stg]}}
      """
    #expect(try Self.lines(cases) == [])
  }

  private static func lines(_ cases: String) throws -> [String] {
    let policies = try PolicySet.load(name: "policy.yaml") { file throws(PolicyError) in
      file == "policy.yaml" ? Array(policy.utf8) : nil
    }
    let file = try ExpectationFile(parsing: Array(cases.utf8), file: "t.yaml")
    return try ExpectationReport(file, of: policies).lines
  }
}
