import Detection
import Detectors
import Testing

@Suite("Values that a stack is made with") struct StackParametersTests {
  @Test("are a doubt but for everyday ones", arguments: cases)
  func values(item: DetectorCase) {
    item.check(StackParametersDetector())
    item.reversed.check(StackParametersDetector())
  }

  static func list(_ key: String, _ value: String) -> String {
    #"[{"ParameterKey": "A", "ParameterValue": "a"}, "#
      + #"{"ParameterKey": "\#(key)", "ParameterValue": "\#(value)"}]"#
  }

  static let cases: [DetectorCase] = [
    DetectorCase(
      "a range of addresses",
      "params.json",
      list("Cidr", "10.0.0.0/8"),
      list("Cidr", "0.0.0.0/0"),
      .unknown,
      says: "the parameter 'Cidr' of a stack changes"
    ),
    DetectorCase(
      "a table",
      "prod.json",
      #"{"Parameters": {"Open": "no"}}"#,
      #"{"Parameters": {"Open": "yes"}}"#,
      .unknown
    ),
    DetectorCase(
      "a size",
      "params.json",
      list("InstanceSize", "small"),
      list("InstanceSize", "large"),
      .equal
    ),
  ]

  @Test(
    "a template is none",
    arguments: [
      #"{"Parameters": {"A": {"Type": "String"}}, "Resources": {}}"#, #"[{"Parameters": "a"}]"#,
    ]
  )
  func foreign(text: String) {
    let pair = FilePair(path: Array("a.json".utf8), old: Array(text.utf8), new: Array("[]".utf8))
    #expect(Verdict(StackParametersDetector().read(pair)).reason == "foreign")
  }
}
