import Detection
import Detectors
import Testing

@Suite("Conditions of CloudFormation templates") struct TemplateConditionTests {
  @Test("decide what is there", arguments: turned + conditioned + loops + absent)
  func templates(item: DetectorCase) {
    item.check(TemplateDetector())
    item.reversed.check(TemplateDetector())
  }

  /// A role for everybody that a condition lets be, by the default of a parameter.
  static let role = CaseFrame(at: "stack.yaml", of: "iam.aws-policy-attachment") { text in
    "Parameters:\n  Debug: {Type: String, Default: \(text)}\n"
      + "Conditions:\n  D: !Equals [!Ref Debug, 'yes']\n  E: !Not [!Condition D]\n"
      + "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Condition: D\n    Properties:\n"
      + "      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess']\n"
      + "  T:\n    Type: AWS::SNS::Topic\n    Condition: E\n"
  }
  static func database(_ condition: String) -> CaseFrame {
    CaseFrame(at: "stack.yaml") { text in
      "Parameters:\n  Size: {Type: String, Default: small}\n  Other: {Type: String}\n"
        + "  Stage: {Type: String, Default: \(text)}\n"
        + "Conditions:\n  P: \(condition)\n"
        + "Resources:\n  X:\n    Type: AWS::RDS::DBInstance\n"
        + "    Properties: {PubliclyAccessible: !If [P, true, false]}\n"
    }
  }
  static let known = database("!Or [!Equals [!Ref Stage, dev], !Equals [!Ref Stage, test]]")
  static let open = database("!And [!Equals [!Ref Stage, dev], !Equals [!Ref Other, a]]")
  static let map = CaseFrame(at: "stack.yaml") { text in
    "Mappings:\n  M: {a: {on: \(text)}}\n"
      + "Conditions:\n  P: !Equals [!FindInMap [M, a, on], 'yes']\n"
      + "Resources:\n  X:\n    Type: AWS::RDS::DBInstance\n"
      + "    Properties: {PubliclyAccessible: !If [P, true, false]}\n"
  }

  static let turned: [DetectorCase] = [
    role(
      "a default that lets a role be",
      "'no'",
      "'yes'",
      .widened,
      says: "attaches AdministratorAccess to role/R",
      .critical
    ),
    role("another default that does not", "'no'", "'maybe'", .equal),
    known("a branch that a default turns", "prod", "test", .widened, "network.exposure"),
    known("another default of the same branch", "test", "dev", .equal),
    open("a default that may turn it with another", "prod", "dev", .unknown, says: "'P'"),
    open("a default that leaves it false", "prod", "uat", .equal),
    map("a value of a mapping that turns it", "'no'", "'yes'", .widened, "network.exposure"),
    map("a value of a mapping that does not", "'no'", "never", .equal),
  ]

  static func guarded(_ type: String, _ properties: String) -> CaseFrame {
    CaseFrame(at: "stack.yaml") { text in
      "Conditions:\n  Never: !Equals [a, b]\nResources:\n  X:\n    Type: AWS::\(type)\n\(text)"
        + "    Properties: {\(properties)}\n"
    }
  }

  static let conditioned: [DetectorCase] = [
    guarded("CloudTrail::Trail", "IsLogging: true, S3BucketName: a")(
      "a trail that is never made",
      "",
      "    Condition: Never\n",
      .incomparable,
      "protection.removed",
      line: 6,
      says: "lets the condition 'Never' decide whether AWS::CloudTrail::Trail 'X' is there"
    ),
    guarded("Lambda::Url", "AuthType: NONE, TargetFunctionArn: a")(
      "a URL for everybody that was never made",
      "    Condition: Never\n",
      "",
      .incomparable
    ),
    guarded("SNS::Topic", "TopicName: a")("a topic", "", "    Condition: Never\n", .equal),
    guarded("SNS::Topic", "TopicName: a")(
      "an attribute that nobody knows",
      "",
      "    Fn::Transform: {Name: AWS::Include}\n",
      .unknown,
      says: "'Fn::Transform'"
    ),
  ]

  static let loop = CaseFrame(at: "stack.yaml") { text in
    "Resources:\n  T: {Type: AWS::SNS::Topic}\n  Fn::ForEach::R:\n    - N\n    - [a]\n"
      + "    - Role${N}:\n        Type: AWS::IAM::Role\n        Properties: {\(text)}\n"
  }

  static let loops: [DetectorCase] = [
    loop(
      "a role that is made for each",
      "ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess']",
      "ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', "
        + "'arn:aws:iam::aws:policy/AdministratorAccess']",
      .widened,
      "iam.aws-policy-attachment"
    ),
    loop("the description of such a role", "Description: a", "Description: b", .equal),
  ]

  static func resource(_ type: String) -> CaseFrame {
    CaseFrame(at: "stack.yaml") { text in
      "Resources:\n  X:\n    Type: AWS::\(type)\n    Properties: {\(text)}\n"
    }
  }

  /// What holds where nothing is said.
  static let absent: [DetectorCase] = [
    resource("EC2::SecurityGroup")(
      "an empty list of rules, which is none",
      "GroupDescription: a, SecurityGroupEgress: "
        + "[{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8}]",
      "GroupDescription: a, SecurityGroupEgress: []",
      .widened,
      "network.reach"
    )
  ]
}
