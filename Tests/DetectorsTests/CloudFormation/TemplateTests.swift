import Detection
import Detectors
import Testing

@Suite("CloudFormation templates") struct TemplateTests {
  @Test("say what their policies allow anew", arguments: cases) func templates(item: DetectorCase) {
    item.check(TemplateDetector())
    item.reversed.check(TemplateDetector())
  }

  @Test("are the same in JSON and YAML") func forms() {
    let json = #"""
      {"Resources": {"Deploy": {"Type": "AWS::IAM::Role", "Properties": {
        "RoleName": {"Fn::Sub": "${Stage}-deploy"}, "ManagedPolicyArns": [{"Ref": "Base"}],
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Principal": {"AWS": {"Fn::Join": [":", ["arn:aws:iam:", {"Ref": "AWS::AccountId"}, "root"]]}},
          "Action": "sts:AssumeRole"}]}}}}}
      """#
    let yaml = """
      Resources:
        Deploy:
          Type: AWS::IAM::Role
          Properties:
            RoleName: !Sub "${Stage}-deploy"
            ManagedPolicyArns: [!Ref Base]
            AssumeRolePolicyDocument:
              Version: "2012-10-17"
              Statement:
                Effect: Allow
                Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}
                Action: [sts:AssumeRole]
      """
    DetectorCase("", "t.template", json, yaml, .equal).check(TemplateDetector())
  }

  static func role(_ properties: String...) -> String {
    template(
      ["  Deploy:", "    Type: AWS::IAM::Role", "    Properties:", "      RoleName: deploy"]
        + properties.map { "      " + $0 }
    )
  }

  static func template(_ lines: [String]) -> String {
    (["AWSTemplateFormatVersion: '2010-09-09'", "Resources:"] + lines).joined(separator: "\n")
      + "\n"
  }

  static func inline(_ action: String, _ resource: String) -> String {
    "Policies: [{PolicyName: p, PolicyDocument: {Version: '2012-10-17', Statement: "
      + "[{Effect: Allow, Action: '\(action)', Resource: \(resource)}]}}]"
  }

  static func function(_ policies: String) -> String {
    template([
      "  Job:", "    Type: AWS::Serverless::Function", "    Properties:",
      "      Policies: \(policies)",
    ])
  }

  static func permission(_ more: String) -> String {
    template([
      "  Call:", "    Type: AWS::Lambda::Permission", "    Properties:",
      "      FunctionName: !GetAtt Job.Arn", "      Action: lambda:InvokeFunction",
      "      Principal: s3.amazonaws.com", more,
    ])
  }

  static let cases: [DetectorCase] = [
    DetectorCase(
      "administrator",
      "t.yaml",
      role(),
      role("ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]"),
      .widened,
      "iam.aws-policy-attachment",
      line: 7,
      says: "attaches AdministratorAccess to role/deploy",
      .critical
    ),
    DetectorCase(
      "an inline policy",
      "t.yaml",
      role(inline("s3:GetObject", "!Sub '${Logs.Arn}/*'")),
      role(inline("s3:*", "!Sub '${Logs.Arn}/*'")),
      .widened,
      "iam.aws-policy",
      line: 7,
      says: "adds s3:* on ${GetAtt Logs.Arn}/* to role/deploy",
      .critical
    ),
    DetectorCase(
      "a reference widened by a wildcard",
      "t.yaml",
      role(inline("s3:GetObject", "!Sub '${Logs.Arn}/a'")),
      role(inline("s3:GetObject", "!Sub '${Logs.Arn}/*'")),
      .widened,
      "iam.aws-policy"
    ),
    DetectorCase(
      "a reference for another",
      "t.yaml",
      role(inline("s3:GetObject", "!Ref A")),
      role(inline("s3:GetObject", "!Ref B")),
      .incomparable,
      "iam.aws-policy"
    ),
    DetectorCase(
      "no boundary",
      "t.yaml",
      role("PermissionsBoundary: arn:aws:iam::1:policy/edge"),
      role(),
      .widened,
      "iam.aws-permissions-boundary",
      says: "removes the permissions boundary arn:aws:iam::1:policy/edge from role/deploy",
      .critical
    ),
    DetectorCase(
      "a tag",
      "t.yaml",
      role(),
      role("Tags: [{Key: a, Value: b}]"),
      .equal
    ),
    DetectorCase(
      "a longer session",
      "t.yaml",
      role(),
      role("MaxSessionDuration: 43200"),
      .widened,
      "iam.authentication",
      says: "sets MaxSessionDuration to '43200' in AWS::IAM::Role 'Deploy'"
    ),
    DetectorCase(
      "a template of SAM",
      "t.yaml",
      function("[{S3ReadPolicy: {BucketName: logs}}]"),
      function("[{S3ReadPolicy: {BucketName: logs}}, {S3CrudPolicy: {BucketName: logs}}]"),
      .widened,
      "iam.aws-policy-attachment",
      says: "attaches {S3CrudPolicy: {BucketName: logs}} to function/Job"
    ),
    DetectorCase(
      "statements of SAM",
      "t.yaml",
      function("[{Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: '*'}]}]"),
      function(
        "[{Statement: [{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: '*'}]}]"
      ),
      .widened,
      "iam.aws-policy",
      says: "adds s3:PutObject on * to function/Job"
    ),
    DetectorCase(
      "a caller without its source",
      "t.yaml",
      permission("      SourceArn: arn:aws:s3:::logs"),
      permission(""),
      .widened,
      "iam.aws-resource-policy",
      says:
        "removes the condition aws:SourceArn from lambda:InvokeFunction on ${GetAtt Job.Arn} of Call"
    ),
  ]
}
