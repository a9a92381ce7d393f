import Detection

extension PolicyFileTests {
  static func policy(_ statements: String...) -> String {
    """
    {
      "Version": "2012-10-17",
      "Statement": [
    \(statements.map { "    " + $0 }.joined(separator: ",\n"))
      ]
    }
    """
  }

  static func allow(_ action: String, _ resource: String, _ more: String = "") -> String {
    #"{"Effect": "Allow", "Action": \#(action), "Resource": \#(resource)\#(more)}"#
  }

  static let read = allow(#"["s3:GetObject"]"#, #""arn:aws:s3:::logs/*""#)

  static let cases: [DetectorCase] = [
    DetectorCase(
      "passes any role",
      "iam/deploy.json",
      policy(read),
      policy(read, allow(#""iam:PassRole""#, #""*""#)),
      .widened,
      "iam.aws-policy",
      line: 5,
      says: "adds iam:PassRole on *",
      .critical
    ),
    DetectorCase(
      "a role of its own",
      "iam/deploy.json",
      policy(read),
      policy(read, allow(#""iam:PassRole""#, #""arn:aws:iam::1:role/x""#)),
      .widened,
      "iam.aws-policy",
      says: "adds iam:PassRole on arn:aws:iam::1:role/x",
      .high
    ),
    DetectorCase(
      "told otherwise",
      "iam/deploy.json",
      policy(read),
      policy(allow(#""s3:GetObject""#, #"["arn:aws:s3:::logs/*", "arn:aws:s3:::logs/a*"]"#)),
      .equal
    ),
    DetectorCase(
      "only what is new is named",
      "iam/deploy.json",
      policy(read),
      policy(allow(#"["s3:GetObject", "s3:PutObject"]"#, #""arn:aws:s3:::logs/*""#)),
      .widened,
      "iam.aws-policy",
      line: 4,
      says: "adds s3:PutObject on arn:aws:s3:::logs/*",
      .high
    ),
    DetectorCase(
      "a condition less",
      "iam/deploy.json",
      policy(
        allow(
          #""s3:GetObject""#,
          #""*""#,
          #", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#
        )
      ),
      policy(allow(#""s3:GetObject""#, #""*""#)),
      .widened,
      "iam.aws-policy",
      says: "removes the condition aws:SourceIp from s3:GetObject on *"
    ),
    DetectorCase(
      "a looser condition",
      "iam/deploy.json",
      policy(
        allow(
          #""s3:GetObject""#,
          #""*""#,
          #", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}"#
        )
      ),
      policy(
        allow(
          #""s3:GetObject""#,
          #""*""#,
          #", "Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}"#
        )
      ),
      .widened,
      "iam.aws-policy",
      says: "loosens the condition aws:SourceIp on s3:GetObject on *"
    ),
    DetectorCase(
      "a denial less",
      "iam/deploy.json",
      policy(allow(#""*""#, #""*""#), #"{"Effect": "Deny", "Action": "iam:*", "Resource": "*"}"#),
      policy(allow(#""*""#, #""*""#)),
      .widened,
      "iam.aws-policy",
      line: 5,
      says: "no longer denies iam:* on *",
      .critical
    ),
    DetectorCase(
      "only denials",
      "iam/guard.json",
      policy(
        #"{"Effect": "Deny", "Action": "iam:*", "Resource": "*"}"#,
        #"{"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}"#
      ),
      policy(#"{"Effect": "Deny", "Action": "iam:*", "Resource": "*"}"#),
      .widened,
      "iam.aws-policy",
      says: "no longer denies s3:DeleteBucket on *"
    ),
    DetectorCase(
      "an escalation",
      "iam/deploy.json",
      policy(allow(#""lambda:*""#, #""*""#)),
      policy(allow(#"["lambda:*", "iam:PassRole"]"#, #""*""#)),
      .widened,
      "iam.aws-escalation",
      says: "completes the escalation iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction",
      .critical
    ),
    DetectorCase(
      "a new file",
      "iam/new.json",
      nil,
      policy(read),
      .widened,
      "iam.aws-policy",
      line: 4,
      says: "adds s3:GetObject on arn:aws:s3:::logs/*"
    ),
    DetectorCase(
      "another bucket",
      "iam/deploy.json",
      policy(read),
      policy(allow(#""s3:GetObject""#, #""arn:aws:s3:::other/*""#)),
      .incomparable,
      "iam.aws-policy",
      says: "adds s3:GetObject on arn:aws:s3:::other/*"
    ),
    DetectorCase(
      "no effect",
      "iam/deploy.json",
      policy(read),
      policy(#"{"Action": "s3:*", "Resource": "*"}"#),
      .unknown,
      says: "'Effect' is 'Allow' or 'Deny'"
    ),
    DetectorCase(
      "an element twice",
      "iam/deploy.json",
      policy(read),
      policy(#"{"Effect": "Deny", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}"#),
      .unknown,
      says: "twice"
    ),
    DetectorCase(
      "an unknown element",
      "iam/deploy.json",
      policy(read),
      policy(#"{"Effect": "Allow", "Action": "s3:*", "Resources": "*"}"#),
      .unknown,
      says: "'Resources' is no element of a policy"
    ),
    DetectorCase(
      "another account in a trust policy",
      "iam/trust.json",
      policy(trust(#"{"Service": "ec2.amazonaws.com"}"#)),
      policy(trust(#"{"Service": "ec2.amazonaws.com", "AWS": "111122223333"}"#)),
      .widened,
      "iam.aws-trust-policy",
      line: 4,
      says: "lets account 111122223333 assume the role",
      .high
    ),
    DetectorCase(
      "anyone in a trust policy",
      "iam/trust.json",
      policy(trust(#"{"AWS": "111122223333"}"#)),
      policy(trust(#""*""#)),
      .widened,
      "iam.aws-trust-policy",
      says: "lets anyone assume the role",
      .critical
    ),
    DetectorCase(
      "an external id less",
      "iam/trust.json",
      policy(
        trust(
          #"{"AWS": "111122223333"}"#,
          #", "Condition": {"StringEquals": {"sts:ExternalId": "x"}}"#
        )
      ),
      policy(trust(#"{"AWS": "111122223333"}"#)),
      .widened,
      "iam.aws-trust-policy",
      says: "removes the condition sts:ExternalId for account 111122223333 to assume the role",
      .high
    ),
    DetectorCase(
      "any repository of GitHub",
      "iam/trust.json",
      policy(github("repo:acme/app:ref:refs/heads/main")),
      policy(github("repo:*")),
      .widened,
      "iam.aws-trust-policy",
      says: "loosens the condition token.actions.githubusercontent.com:sub",
      .critical
    ),
    DetectorCase(
      "a public bucket",
      "iam/bucket.json",
      policy(bucket(#"{"AWS": "111122223333"}"#)),
      policy(bucket(#""*""#)),
      .widened,
      "iam.aws-resource-policy",
      says: "lets anyone use s3:GetObject on arn:aws:s3:::logs/*",
      .critical
    ),
    DetectorCase(
      "nested",
      "account.json",
      #"{"Roles": [{"RoleName": "a", "AssumeRolePolicyDocument": \#(policy(trust(#"{"AWS": "111122223333"}"#)))}]}"#,
      #"{"Roles": [{"RoleName": "a", "AssumeRolePolicyDocument": \#(policy(trust(#""*""#)))}]}"#,
      .widened,
      "iam.aws-trust-policy",
      says: "lets anyone assume Roles/a/AssumeRolePolicyDocument"
    ),
    DetectorCase(
      "beside the policy",
      "account.json",
      #"{"x": 1, "p": \#(policy(read))}"#,
      #"{"x": 2, "p": \#(policy(read))}"#,
      .unknown,
      says: "what is beside the policy changes"
    ),
  ]

  static func trust(_ principal: String, _ more: String = "") -> String {
    #"{"Effect": "Allow", "Principal": \#(principal), "Action": "sts:AssumeRole"\#(more)}"#
  }

  static func bucket(_ principal: String) -> String {
    allow(#""s3:GetObject""#, #""arn:aws:s3:::logs/*""#, #", "Principal": \#(principal)"#)
  }

  static func github(_ subject: String) -> String {
    #"{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "#
      + #""arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com"}, "Condition": {"#
      + #""StringLike": {"token.actions.githubusercontent.com:sub": "\#(subject)"}}}"#
  }
}
