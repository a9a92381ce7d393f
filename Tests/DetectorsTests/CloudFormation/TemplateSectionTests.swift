import Detection
import Detectors
import Testing

@Suite("What stands beside the properties of a template's resources") struct TemplateSectionTests {
  @Test("decides what the resources become", arguments: sections)
  func templates(item: DetectorCase) {
    item.check(TemplateDetector())
    item.reversed.check(TemplateDetector())
  }

  /// What stands beside the properties of an instance.
  static let beside = CaseFrame(at: "stack.yaml") { text in
    "Parameters:\n  Open:\n    Type: String\n    Default: 'false'\n" + text
      + "Resources:\n  It:\n    Type: AWS::RDS::DBInstance\n    Properties:\n"
      + "      PubliclyAccessible: !Ref Open\n"
  }
  static let parameters = CaseFrame(at: "stack.yaml") { text in
    "Parameters:\n  Open:\n    Type: String\n" + text
      + "Resources:\n  It:\n    Type: AWS::RDS::DBInstance\n    Properties:\n"
      + "      PubliclyAccessible: !Ref Open\n"
  }
  static let lookup = mapping("eu")
  static let anywhere = mapping("!Ref AWS::Region")
  static func mapping(_ key: String) -> CaseFrame {
    CaseFrame(at: "stack.yaml") { text in
      "Mappings:\n  Regions: {\(text)}\nResources:\n  It:\n    Type: AWS::RDS::DBInstance\n"
        + "    Properties:\n      PubliclyAccessible: !FindInMap [Regions, \(key), open]\n"
    }
  }
  static let attributes = CaseFrame(at: "stack.yaml") { text in
    "Resources:\n  It:\n    Type: AWS::EC2::Instance\n" + text
  }

  static let sections: [DetectorCase] = [
    parameters(
      "a default, where it is used",
      "    Default: 'false'\n",
      "    Default: 'true'\n",
      .widened,
      "network.exposure"
    ),
    parameters(
      "a parameter without a default",
      "    Default: 'false'\n",
      "    Description: somebody says\n",
      .unknown,
      says: "'Open' changes"
    ),
    parameters(
      "a parameter that is shown",
      "    Default: a\n    NoEcho: true\n",
      "    Default: a\n",
      .widened,
      "secret.parameter",
      line: 3,
      says: "shows the parameter 'Open'",
      .high
    ),
    beside(
      "a parameter that nothing names yet",
      "",
      "  More:\n    Type: String\n",
      .equal
    ),
    beside("a new mapping", "", "Mappings:\n  A: {b: {c: d}}\n", .equal),
    beside(
      "another value of a mapping that nothing looks up",
      "Mappings:\n  A: {b: {c: d}}\n",
      "Mappings:\n  A: {b: {c: e}}\n",
      .equal
    ),
    lookup(
      "another value of a mapping, where it is looked up",
      "eu: {open: 'false'}, us: {open: 'false'}",
      "eu: {open: 'true'}, us: {open: 'false'}",
      .widened,
      "network.exposure"
    ),
    lookup(
      "another value of another region",
      "eu: {open: 'false'}, us: {open: 'false'}",
      "eu: {open: 'false'}, us: {open: 'true'}",
      .equal
    ),
    anywhere(
      "a value of some region",
      "eu: {open: 'false'}, us: {open: 'false'}",
      "eu: {open: 'false'}, us: {open: 'true'}",
      .incomparable,
      "network.exposure"
    ),
    beside(
      "another condition",
      "Conditions:\n  Is: !Equals [!Ref Open, 'true']\n",
      "Conditions:\n  Is: !Equals [!Ref Open, 'false']\n",
      .unknown
    ),
    attributes(
      "what an instance runs at its start",
      "    Metadata: {'AWS::CloudFormation::Init': {config: {commands: {a: {command: ls}}}}}\n",
      "    Metadata: {'AWS::CloudFormation::Init': {config: {commands: {a: {command: nc -l 1}}}}}\n",
      .unknown,
      says: "what AWS::EC2::Instance 'It' runs when it starts changes"
    ),
    attributes(
      "what a condition puts in the place of a table",
      "    Properties: {NetworkOptions: !If [A, {Subnet: a}, {Subnet: b}]}\n",
      "    Properties: {NetworkOptions: !If [A, {Subnet: a}, {Subnet: c}]}\n",
      .unknown,
      says: "'NetworkOptions' of AWS::EC2::Instance 'It' changes, which something else decides"
    ),
    attributes(
      "what a condition puts in the place of a wrapping table",
      "    Properties: {LaunchTemplateData: !If [A, {ImageId: a}, {ImageId: b}]}\n",
      "    Properties: {LaunchTemplateData: !If [A, {ImageId: a}, {ImageId: c}]}\n",
      .unknown
    ),
    attributes(
      "a size that a condition decides",
      "    Properties: {InstanceType: !If [A, t3.small, t3.large]}\n",
      "    Properties: {InstanceType: !If [A, t3.small, t3.xlarge]}\n",
      .equal
    ),
    attributes("a note of its author", "", "    Metadata: {Note: a}\n", .equal),
    attributes(
      "a resource that goes with the stack",
      "    DeletionPolicy: Retain\n",
      "    DeletionPolicy: Delete\n",
      .widened,
      "protection.weakened"
    ),
  ]
}
