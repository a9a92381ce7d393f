package import Detection

/// The kinds of change of AWS's access policies.
package enum AWSKinds {
  package static let policy = Kind(
    "aws-policy",
    of: .iam,
    title: "An AWS policy allows other requests",
    help: """
      The requests that the old and the new policy allow were compared exactly. The witness is one \
      request that only one of them allows.
      """,
    example: example(
      "iam/deploy.json",
      allow("s3:GetObject", "arn:aws:s3:::logs/*"),
      allow("iam:PassRole", "*")
    )
  )

  package static let trust = Kind(
    "aws-trust-policy",
    of: .iam,
    title: "Someone else may assume an AWS role",
    help: """
      A role's trust policy says who may take its permissions. A new principal, or a condition less \
      (sts:ExternalId, the subject of a token), opens all that the role may do.
      """,
    example: example(
      "iam/trust.json",
      trust(#"{"Service": "ec2.amazonaws.com"}"#),
      trust(#"{"AWS": "111122223333"}"#)
    )
  )

  package static let resource = Kind(
    "aws-resource-policy",
    of: .iam,
    title: "Others may use an AWS resource",
    help: """
      A policy on a bucket, key, queue, topic or secret lets principals of any account in. Anyone, \
      without a condition on where they come from, is the whole internet.
      """,
    example: example(
      "iam/bucket.json",
      #"{"Version": "2012-10-17", "Statement": []}"#,
      #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "#
        + #""Action": "s3:GetObject", "Resource": "arn:aws:s3:::logs/*"}]}"#
    )
  )

  package static let boundary = Kind(
    "aws-permissions-boundary",
    of: .iam,
    title: "A permissions boundary moves or goes",
    help: """
      A boundary is the most that a principal's policies can give it. Without it, or with a wider one, \
      policies take effect that did not.
      """,
    example: .init(
      path: "template.yaml",
      old: template(role("      PermissionsBoundary: arn:aws:iam::1:policy/edge\n")),
      new: template(role(""))
    )
  )

  package static let escalation = Kind(
    "aws-escalation",
    of: .iam,
    title: "Actions together let a principal raise itself",
    help: """
      With these actions a principal can give itself permissions that it does not have, such as by \
      passing a strong role to a function that it writes. The new policy has all of them, the old one \
      had not.
      """,
    example: example(
      "iam/deploy.json",
      allow("s3:GetObject", "arn:aws:s3:::logs/*"),
      allow("iam:CreateAccessKey", "*")
    )
  )

  package static let attachment = Kind(
    "aws-policy-attachment",
    of: .iam,
    title: "A policy is attached or detached",
    help: """
      A principal gets or loses all that a policy allows. Of AWS's own policies the best known are \
      ranked by what they allow; another's content is not known here.
      """,
    example: .init(
      path: "template.yaml",
      old: template(role("")),
      new: template(
        role("      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]\n")
      )
    )
  )

  private static func example(_ path: String, _ old: String, _ new: String) -> Kind.Example {
    .init(path: path, old: old, new: new)
  }

  private static func allow(_ action: String, _ resource: String) -> String {
    #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "\#(action)", "#
      + #""Resource": "\#(resource)"}]}"#
  }

  private static func trust(_ principal: String) -> String {
    #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": \#(principal), "#
      + #""Action": "sts:AssumeRole"}]}"#
  }

  private static func template(_ resource: String) -> String {
    "AWSTemplateFormatVersion: \"2010-09-09\"\nResources:\n" + resource
  }

  private static func role(_ more: String) -> String {
    """
      Deploy:
        Type: AWS::IAM::Role
        Properties:
          RoleName: deploy

    """ + more
  }
}
