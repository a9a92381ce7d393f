import Detection

extension PolicyFileTests {
  static func printed(_ policy: String, version: Int, isDefault: Bool = true) -> String {
    #"{"PolicyVersion": {"CreateDate": "2024-01-0\#(version)T00:00:00Z", "VersionId": "v\#(version)", "#
      + #""IsDefaultVersion": \#(isDefault), "Document": \#(policy)}}"#
  }

  /// The forms in which files hold a policy.
  static let forms: [DetectorCase] = [
    DetectorCase(
      "a file without an ending",
      "policies/Deploy",
      policy(read),
      policy(read, allow(#""iam:PassRole""#, #""*""#)),
      .widened,
      "iam.aws-policy",
      line: 5,
      says: "adds iam:PassRole on *",
      .critical
    ),
    DetectorCase(
      "words spelt with escapes",
      "iam/deploy.json",
      policy(read).replacing("Statement", #"\u0053tatement"#),
      policy(allow(#""s3:*""#, #""*""#)).replacing("Effect", #"\u0045ffect"#)
        .replacing("Statement", #"\u0053tatement"#),
      .widened,
      "iam.aws-policy",
      line: 4,
      says: "on *",
      .critical
    ),
    DetectorCase(
      "in YAML",
      "iam/deploy.yaml",
      "Statement: [{Effect: Allow, Action: s3:GetObject, Resource: '*'}]\n",
      "Statement: [{Effect: Allow, Action: [s3:GetObject, iam:PassRole], Resource: '*'}]\n",
      .widened,
      "iam.aws-policy",
      line: 1,
      says: "adds iam:PassRole on *",
      .critical
    ),
    DetectorCase(
      "in YAML, what stands beside it is of others",
      "iam/deploy.yaml",
      "policy:\n  Statement: [{Effect: Allow, Action: s3:GetObject, Resource: '*'}]\nnote: a\n",
      "policy:\n  Statement: [{Effect: Allow, Action: s3:GetObject, Resource: '*'}]\nnote: b\n",
      .equal
    ),
    DetectorCase(
      "statements without a document",
      "serverless.yml",
      "provider:\n  iam:\n    role:\n      statements:\n        - {Effect: Allow, Action: s3:GetObject, Resource: '*'}\n",
      "provider:\n  iam:\n    role:\n      statements:\n        - {Effect: Allow, Action: s3:*, Resource: '*'}\n",
      .widened,
      "iam.aws-policy",
      line: 5,
      says: "adds s3:*"
    ),
    DetectorCase(
      "in a template",
      "iam/deploy.json.tpl",
      policy(allow(#""s3:GetObject""#, #""arn:aws:s3:::${bucket}/*""#)),
      policy(allow(#""s3:GetObject""#, #""*""#)),
      .widened,
      "iam.aws-policy",
      line: 4,
      says: "s3:GetObject on *"
    ),
    DetectorCase(
      "a whole value that the template fills in",
      "iam/deploy.json.tpl",
      policy(allow(#""kms:Decrypt""#, "${keys}")),
      policy(allow(#"["kms:Decrypt", "kms:Encrypt"]"#, "${keys}")),
      .widened,
      "iam.aws-policy",
      line: 4,
      says: "adds kms:Encrypt on ${keys}"
    ),
    DetectorCase(
      "in a template of Terraform",
      "iam/deploy.tftpl",
      policy(allow(#""s3:GetObject""#, "${keys}")),
      policy(allow(#""s3:*""#, "${keys}")),
      .widened,
      "iam.aws-policy"
    ),
    DetectorCase(
      "a whole value of another engine",
      "iam/deploy.json.j2",
      policy(allow(#""kms:Decrypt""#, "{{ keys.a | to_json }}")),
      policy(allow(#""kms:Decrypt""#, "{{ keys.b | to_json }}")),
      .incomparable,
      "iam.aws-policy"
    ),
    DetectorCase(
      "a loop of a template",
      "iam/deploy.json.tpl",
      policy(allow(#""kms:Decrypt""#, #""*""#)),
      policy("%{ for key in keys }" + allow(#""kms:Decrypt""#, #""*""#) + "%{ endfor }"),
      .unknown
    ),
    DetectorCase(
      "braces that are plain text to the engine, around a statement",
      "iam/deploy.json.tpl",
      policy(allow(#""s3:GetObject""#, #""a""#)),
      policy(
        #"{"Sid": "{{"}, {"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Sid": "}}", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "a"}"#
      ),
      .unknown
    ),
    DetectorCase(
      "a condition in strings",
      "iam/deploy.json.tpl",
      policy(allow(#""s3:GetObject""#, #""a""#)),
      policy(
        #"{"Sid": "${if x}"}, "# + allow(#""s3:GetObject""#, #""a""#)
      ),
      .unknown
    ),
    DetectorCase(
      "a comment in strings",
      "iam/deploy.json.gotmpl",
      policy(allow(#""s3:GetObject""#, #""a""#)),
      policy(allow(#""s3:GetObject""#, #""a{{/* "}, {"x": "*/}}""#)),
      .unknown
    ),
    DetectorCase(
      "a mark without an end",
      "iam/deploy.json.tpl",
      policy(allow(#""kms:Decrypt""#, #""*""#)),
      policy(allow(#""kms:Decrypt""#, "${keys")),
      .unknown
    ),
    DetectorCase(
      "as a text in what AWS prints",
      "iam/role.json",
      #"{"RoleName": "a", "AssumeRolePolicyDocument": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"111122223333\"}, \"Action\": \"sts:AssumeRole\"}]}"}"#,
      #"{"RoleName": "a", "AssumeRolePolicyDocument": "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"sts:AssumeRole\"}]}"}"#,
      .widened,
      "iam.aws-trust-policy",
      line: 1
    ),
    DetectorCase(
      "a version as AWS prints it: its number says nothing",
      "policies/Deploy",
      printed(policy(read), version: 1),
      printed(policy(read), version: 2),
      .equal
    ),
    DetectorCase(
      "a version that is in force now",
      "policies/Deploy.json",
      printed(policy(read), version: 1, isDefault: false),
      printed(policy(read), version: 1),
      .unknown,
      line: 1,
      says: "what is beside the policy changes"
    ),
  ]
}
