import Detection
import Detectors
import Testing

@Suite("AWS policy files") struct PolicyFileTests {
  @Test("every kind's example is of the kind") func examples() {
    let detectors: [any Detector] = [AWSPolicyFileDetector(), TemplateDetector()]
    let terraform = Set(TerraformDetector().kinds).subtracting(AWSPolicyFileDetector().kinds)
    for kind in Set(detectors.flatMap(\.kinds)).subtracting(terraform) {
      let example = DetectorCase(
        "",
        kind.example.path,
        kind.example.old,
        kind.example.new,
        .widened
      )
      let observed = detectors.flatMap { Verdict($0.read(example.pair)).observations }
      #expect(observed.contains { $0.kind == kind.name }, "\(kind.name): \(observed)")
    }
  }

  @Test("say what a policy allows anew", arguments: cases + forms) func identity(item: DetectorCase)
  {
    item.check(AWSPolicyFileDetector())
    item.reversed.check(AWSPolicyFileDetector())
  }

  @Test(
    "are of other detectors",
    arguments: [
      ("a.tf", "{}"), ("a.json", #"{"Statement": 1}"#), ("package.json", #"{"name": "x"}"#),
      ("notes", "# Statement: no Effect"), ("policy.md", #"{"Statement": [{"Effect": "Allow"}]}"#),
      (
        "t.json",
        #"{"Resources": {"A": {"Type": "AWS::IAM::Role", "Properties": {"Effect": "Statement"}}}}"#
      ),
    ]
  )
  func foreign(path: String, text: String) {
    let pair = DetectorCase("", path, text, nil, .equal).pair
    guard case .foreign = AWSPolicyFileDetector().read(pair) else {
      Issue.record("\(path) is not foreign")
      return
    }
  }
}
