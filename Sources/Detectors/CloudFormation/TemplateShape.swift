/// Where a type of resource has its access policies.
struct TemplateShape {
  /// How the resource is called: `role` of `role/deploy`.
  let noun: String
  /// The property that names it.
  var naming = ""
  var documents: [String: PolicyRole] = [:]
  /// Lists of `{PolicyName, PolicyDocument}`.
  var inline: [String] = []
  /// Lists of policies, groups or principals that are joined with it.
  var attachments: [String] = []
  var boundary: String?
  /// Properties that let nobody do anything.
  var harmless: Set<String> = []

  /// The properties that are read as policies, or say nothing.
  var judged: Set<String> {
    Set(documents.keys).union(inline).union(attachments).union([boundary ?? "", naming])
      .union(harmless)
  }

  static let types: [String: TemplateShape] = {
    var types: [String: TemplateShape] = [
      "AWS::IAM::Role": TemplateShape(
        noun: "role",
        naming: "RoleName",
        documents: ["AssumeRolePolicyDocument": .trust],
        inline: ["Policies"],
        attachments: ["ManagedPolicyArns"],
        boundary: "PermissionsBoundary"
      ),
      "AWS::IAM::User": TemplateShape(
        noun: "user",
        naming: "UserName",
        inline: ["Policies"],
        attachments: ["ManagedPolicyArns", "Groups"],
        boundary: "PermissionsBoundary"
      ),
      "AWS::IAM::Group": TemplateShape(
        noun: "group",
        naming: "GroupName",
        inline: ["Policies"],
        attachments: ["ManagedPolicyArns"]
      ),
      "AWS::IAM::UserToGroupAddition": TemplateShape(
        noun: "group",
        naming: "GroupName",
        attachments: ["Users"]
      ),
      "AWS::Serverless::Function": TemplateShape(
        noun: "function",
        naming: "FunctionName",
        documents: ["AssumeRolePolicyDocument": .trust],
        attachments: ["Policies"],
        boundary: "PermissionsBoundary",
        harmless: ["MemorySize", "Timeout", "Events", "FunctionUrlConfig"]
      ),
      "AWS::Serverless::StateMachine": TemplateShape(
        noun: "state machine",
        naming: "Name",
        attachments: ["Policies"],
        boundary: "PermissionsBoundary",
        harmless: ["Events"]
      ),
      "AWS::SSO::PermissionSet": TemplateShape(
        noun: "permission set",
        naming: "Name",
        documents: ["InlinePolicy": .identity],
        attachments: ["ManagedPolicies"],
        boundary: "PermissionsBoundary"
      ),
      "AWS::Organizations::Policy": TemplateShape(
        noun: "organization policy",
        naming: "Name",
        documents: ["Content": .boundary]
      ),
      "AWS::Serverless::Connector": TemplateShape(
        noun: "connector",
        harmless: ["Source", "Destination", "Permissions"]
      ),
      "AWS::CDK::Metadata": TemplateShape(noun: "metadata", harmless: ["Analytics"]),
    ]
    for type in ["Policy", "ManagedPolicy", "RolePolicy", "UserPolicy", "GroupPolicy"] {
      types["AWS::IAM::" + type] = TemplateShape(
        noun: "policy",
        naming: type == "ManagedPolicy" ? "ManagedPolicyName" : "PolicyName",
        documents: ["PolicyDocument": .identity],
        attachments: ["Roles", "Users", "Groups"]
      )
    }
    for (type, noun, property) in owners {
      types[type] = TemplateShape(noun: noun, documents: [property: .resource])
    }
    return types
  }()

  private static let owners = [
    ("AWS::S3::BucketPolicy", "bucket policy", "PolicyDocument"),
    ("AWS::SQS::QueuePolicy", "queue policy", "PolicyDocument"),
    ("AWS::SNS::TopicPolicy", "topic policy", "PolicyDocument"),
    ("AWS::KMS::Key", "key", "KeyPolicy"),
    ("AWS::ECR::Repository", "repository", "RepositoryPolicyText"),
    ("AWS::SecretsManager::ResourcePolicy", "secret policy", "ResourcePolicy"),
    ("AWS::EC2::VPCEndpoint", "VPC endpoint", "PolicyDocument"),
    ("AWS::OpenSearchService::Domain", "search domain", "AccessPolicies"),
    ("AWS::Elasticsearch::Domain", "search domain", "AccessPolicies"),
    ("AWS::EFS::FileSystem", "file system", "FileSystemPolicy"),
    ("AWS::Backup::BackupVault", "backup vault", "AccessPolicy"),
    ("AWS::ApiGateway::RestApi", "API", "Policy"),
  ]
}
