import Detection
import Detectors
import Testing

@Suite("Resources of CloudFormation templates") struct TemplateResourceTests {
  @Test("are judged as the same resources of Terraform", arguments: resources + rules)
  func templates(item: DetectorCase) {
    item.check(TemplateDetector())
    item.reversed.check(TemplateDetector())
  }

  /// Properties of one resource, indented by six.
  static func frame(_ type: String) -> CaseFrame {
    CaseFrame(at: "stack.yaml") { properties in
      "Resources:\n  It:\n    Type: AWS::\(type)\n    Properties:\n" + properties
    }
  }

  static let resources: [DetectorCase] = [
    frame("RDS::DBInstance")(
      "a database for everybody",
      "      PubliclyAccessible: false\n",
      "      PubliclyAccessible: true\n",
      .widened,
      "network.exposure",
      line: 5,
      says: "changes PubliclyAccessible from 'false' to 'true' in AWS::RDS::DBInstance 'It'",
      .high
    ),
    frame("RDS::DBInstance")(
      "a password in the file",
      "      MasterUserPassword: '{{resolve:secretsmanager:db:SecretString:password}}'\n",
      "      MasterUserPassword: hunter2hunter2\n",
      .widened,
      "secret.terraform-value",
      line: 5,
      says: "writes the secret MasterUserPassword of AWS::RDS::DBInstance 'It' in clear text",
      .high
    ),
    frame("RDS::DBInstance")(
      "a larger machine",
      "      DBInstanceClass: db.t3.small\n",
      "      DBInstanceClass: db.t3.large\n",
      .equal
    ),
    frame("S3::Bucket")(
      "an access control list",
      "      AccessControl: BucketOwnerFullControl\n",
      "      AccessControl: PublicReadWrite\n",
      .widened,
      "network.exposure"
    ),
    frame("S3::Bucket")(
      "no encryption",
      """
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms

      """,
      "      BucketName: b\n",
      .widened,
      "protection.weakened"
    ),
    frame("S3::Bucket")(
      "another algorithm, spelt as the template spells it",
      """
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms}

      """,
      """
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}

      """,
      .widened,
      "protection.weakened",
      line: 7,
      says:
        "changes BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm"
    ),
    frame("ElasticLoadBalancingV2::LoadBalancer")(
      "an attribute that is a key and a value",
      "      LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: 'true'}]\n",
      "      LoadBalancerAttributes: [{Key: deletion_protection.enabled, Value: 'false'}]\n",
      .widened,
      "protection.weakened",
      says: "changes LoadBalancerAttributes.deletion_protection.enabled from 'true' to 'false'"
    ),
    frame("EC2::LaunchTemplate")(
      "what a property only wraps",
      "      LaunchTemplateData: {MetadataOptions: {HttpTokens: required}}\n",
      "      LaunchTemplateData: {MetadataOptions: {HttpTokens: optional}}\n",
      .widened,
      "protection.weakened",
      says: "changes LaunchTemplateData.MetadataOptions.HttpTokens"
    ),
    frame("ECS::TaskDefinition")(
      "a container with the powers of its host",
      "      ContainerDefinitions: [{Name: a, Image: b, Privileged: false}]\n",
      "      ContainerDefinitions: [{Name: a, Image: b, Privileged: true}]\n",
      .widened,
      "workload.container-privilege"
    ),
    frame("Lambda::Function")(
      "a variable that is called as a property is",
      "      Environment: {Variables: {PublicNetworkAccess: 'false'}}\n",
      "      Environment: {Variables: {PublicNetworkAccess: 'true'}}\n",
      .equal
    ),
    frame("Lambda::Url")(
      "a function that everybody may call",
      "      AuthType: AWS_IAM\n",
      "      AuthType: NONE\n",
      .widened,
      "iam.authentication"
    ),
    frame("RDS::DBParameterGroup")(
      "a setting of a database",
      "      Parameters: {rds.force_ssl: '1'}\n",
      "      Parameters: {rds.force_ssl: '0'}\n",
      .widened,
      "protection.database-setting"
    ),
    frame("IAM::AccessKey")(
      "a key for another user",
      "      UserName: robot\n",
      "      UserName: admin\n",
      .incomparable,
      "iam.aws-policy-attachment",
      line: 5,
      says: "creates an access key for user/admin"
    ),
    frame("SecretsManager::RotationSchedule")(
      "a resource whose properties say less than its being there",
      "      SecretId: s\n",
      nil,
      .widened,
      "protection.removed"
    ),
  ]

  static let rules: [DetectorCase] = [
    frame("EC2::SecurityGroup")(
      "an inline rule",
      """
            SecurityGroupEgress: []
            SecurityGroupIngress:
              - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/8}

      """,
      """
            SecurityGroupEgress: []
            SecurityGroupIngress:
              - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}

      """,
      .widened,
      "network.reach",
      line: 7,
      says: "in AWS::EC2::SecurityGroup 'It'",
      .high
    ),
    frame("EC2::SecurityGroup")(
      "no word about what goes out, which is everything",
      "      SecurityGroupEgress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]\n",
      "      GroupName: web\n",
      .widened,
      "network.reach",
      .medium
    ),
    frame("EC2::SecurityGroup")(
      "everything out, said or not",
      "      SecurityGroupEgress: [{IpProtocol: '-1', CidrIp: 0.0.0.0/0}]\n",
      "      GroupName: web\n",
      .equal
    ),
    frame("EC2::SecurityGroupIngress")(
      "a rule of its own, from a group",
      "      {GroupId: !Ref Web, IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !GetAtt Lb.GroupId}\n",
      "      {GroupId: !Ref Web, IpProtocol: '-1', SourceSecurityGroupId: !GetAtt Lb.GroupId}\n",
      .widened,
      "network.reach",
      says: "of ${Web}"
    ),
    frame("EC2::NetworkAclEntry")(
      "ports within a table",
      "      {NetworkAclId: a, RuleNumber: 1, Protocol: 6, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: {From: 443, To: 443}}\n",
      "      {NetworkAclId: a, RuleNumber: 1, Protocol: 6, RuleAction: allow, CidrBlock: 0.0.0.0/0, PortRange: {From: 22, To: 443}}\n",
      .widened,
      "network.reach"
    ),
    frame("IAM::Role")(
      "a policy that is a text of JSON",
      #"      AssumeRolePolicyDocument: '{"Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}}'\#n"#,
      #"      AssumeRolePolicyDocument: '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}}'\#n"#,
      .widened,
      "iam.aws-trust-policy",
      line: 5,
      .critical
    ),
    frame("CloudFormation::Stack")(
      "a template elsewhere",
      "      TemplateURL: https://a.example/1.yaml\n",
      "      TemplateURL: https://a.example/2.yaml\n",
      .unknown,
      says: "AWS::CloudFormation::Stack 'It' changes"
    ),
  ]
}
