import Detection
import Detectors
import Syntax
import Testing

@Suite struct KubernetesTests {
  static let cases =
    RBACCases.all + WorkloadCases.privileges + WorkloadCases.sharing + WorkloadCases.images
    + ClusterCases.network + ClusterCases.protection + ClusterCases.kyverno + ClusterCases.delivery
    + GatewayCases.gateways + GatewayCases.routes + GatewayCases.grants + TemplateCases.all
    + WorkloadCases.kernel + WorkloadCases.annotations + ControlPlaneCases.all
    + DefinedKindCases.all + DeliveredCases.all + OperatorCases.all + RuleListCases.all
    + ClusterCases.settings + WorkloadCases.probes + WorkloadCases.constraints + MarkCases.all

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(KubernetesDetector()) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(KubernetesDetector()) }

  @Test("a file is equal to itself, with comments and other quotes", arguments: cases)
  func equal(_ testCase: DetectorCase) { testCase.checkSelf(KubernetesDetector()) }

  @Test(
    "other files are of another format",
    arguments: [".github/workflows/a.yml", "a.tf", "a.yaml"]
  )
  func foreign(_ path: String) {
    let text = Array("on: push\njobs: {}\n".utf8)
    let verdict = Verdict(
      KubernetesDetector().read(FilePair(path: Array(path.utf8), old: nil, new: text))
    )
    #expect(verdict.direction == nil)
  }

  @Test("a role's witness names request, namespace and account") func witness() {
    let binding = "\n---\n" + RBAC.binding(RBAC.account)
    let testCase = DetectorCase(
      "",
      RBAC.path,
      RBAC.role(RBAC.rule("pods", "get")) + binding,
      RBAC.role(RBAC.rule("'*'", "get")) + binding,
      .widened
    )
    let verdict = Verdict(KubernetesDetector().read(testCase.pair))
    #expect(
      verdict.observations.map(\.witness) == [
        "get secrets in namespace prod as serviceaccount ci/deploy"
      ]
    )
  }

  @Test("a product beyond the limit is unknown") func large() {
    let many = (0..<400).map { "r\($0)" }.joined(separator: ", ")
    let names = (0..<400).map { "n\($0)" }.joined(separator: ", ")
    let rule = RBAC.rule(many, "get", more: ", resourceNames: [\(names)]")
    let verdict = Verdict(
      KubernetesDetector().read(
        DetectorCase("", RBAC.path, RBAC.role(), RBAC.role(rule), .unknown).pair
      )
    )
    #expect(verdict.direction == .unknown)
    #expect(verdict.reason?.contains("more combinations") ?? false)
  }

  @Test("commands of containers are listed with their place") func commands() throws {
    let documents = try YAMLReader.read(Array(Workload.cron("[pg_dump, shop]").utf8))
    let command = try #require(ClusterCommand.all(in: documents).first)
    #expect(command.words == ["pg_dump", "shop"])
    #expect(command.container == "container 'dump' of CronJob prod/dump")
    #expect(command.position.line == 13)
    #expect(command.schedule == "0 3 * * *")
  }
}
