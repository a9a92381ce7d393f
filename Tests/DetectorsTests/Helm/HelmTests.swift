import Detection
import Detectors
import Testing

@Suite("Values of Helm's charts")
struct HelmTests {
  static let cases =
    HelmCases.images + HelmCases.pods + HelmCases.everyday + HelmCases.networks + HelmCases.guards

  @Test("a difference means what it means", arguments: cases)
  func means(_ testCase: DetectorCase) { testCase.check(HelmDetector()) }

  @Test("the way back is the opposite", arguments: cases)
  func back(_ testCase: DetectorCase) { testCase.reversed.check(HelmDetector()) }

  @Test("comments say nothing", arguments: cases)
  func equal(_ testCase: DetectorCase) { testCase.checkSelf(HelmDetector()) }

  @Test("people among the values are told once") func people() {
    FreshCase.pair(
      "an admin more",
      "hubs/web.values.yaml",
      "hub:\n  config:\n    Authenticator:\n      admin_users: [ann]\n",
      "hub:\n  config:\n    Authenticator:\n      admin_users: [ann, bob]\n",
      [.widened],
      .roster
    ).check()
  }

  @Test("every kind has an example that is of it") func examples() {
    checkExamples(of: [HelmDetector(), KubernetesDetector()])
  }

  @Test(
    "values by their names",
    arguments: [
      "values.yaml", "chart/values-prod.yaml", "prod.values.yml", "values/web.yaml",
      "values_eu.yaml", "web-values.yaml", "values.yaml.gotmpl",
    ]
  )
  func names(_ path: String) {
    let pair = DetectorCase("", path, "hostPID: false\n", "hostPID: true\n", .widened).pair
    #expect(Verdict(HelmDetector().read(pair)).direction == .widened)
  }

  @Test(
    "other files are of another format",
    arguments: [
      ("res/evaluesx.yaml", "a: b\n"), ("values.json", "{}"), ("values.yaml", "- a\n"),
      ("values.yaml", "apiVersion: v1\nkind: Pod\n"),
      ("values.yaml", "auth: {token: 'ENC[a]'}\nsops: {age: []}\n"),
    ]
  )
  func foreign(_ path: String, _ text: String) {
    let pair = DetectorCase("", path, nil, text, .equal).pair
    #expect(Verdict(HelmDetector().read(pair)).direction == nil)
  }
}
