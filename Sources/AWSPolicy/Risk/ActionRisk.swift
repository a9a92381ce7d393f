/// How much an action lets one do.
package enum ActionRisk: Int, Sendable, Comparable {
  case read, write
  /// Gives out credentials, or reads what is stored.
  case exfiltration
  case credentials
  /// Permissions, or all of a service.
  case administration

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

  /// The worst of what a pattern takes.
  package init(_ glob: Glob) {
    if glob.isEverything || !glob.atoms.isEmpty {
      self = .administration
    } else {
      self = ActionRisk.worst(glob)
    }
  }

  private static func worst(_ glob: Glob) -> ActionRisk {
    guard let service = glob.service else { return .administration }
    let tail = glob.parts.drop { $0 != .folded(0x3A) }.dropFirst()
    if tail.elementsEqual([.any]) { return .administration }
    guard let actions = ActionTable.actions(of: service) else { return .write }
    var worst = ActionRisk.read
    for action in actions
    where glob.matches((service + ":" + action.name).unicodeScalars.map(\.value)) {
      worst = max(worst, risk(of: action, service))
    }
    return worst
  }

  private static func risk(of action: ActionTable.Action, _ service: String) -> ActionRisk {
    let name = service + ":" + action.name
    if action.level == .permissions || name == "iam:PassRole" { return .administration }
    if givingCredentials.contains(name) { return .credentials }
    if readingStores.contains(name) { return .exfiltration }
    return action.level == .write || action.level == .tagging ? .write : .read
  }

  private static let readingStores: Set<String> = [
    "s3:GetObject", "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath",
    "secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue", "rds:CopyDBSnapshot",
    "rds:CreateDBSnapshot", "dynamodb:ExportTableToPointInTime", "ec2:CreateSnapshot",
    "rds:StartExportTask",
  ]

  private static let givingCredentials: Set<String> = [
    "chime:CreateApiKey", "codepipeline:PollForJobs", "cognito-identity:GetCredentialsForIdentity",
    "cognito-identity:GetOpenIdToken", "cognito-identity:GetOpenIdTokenForDeveloperIdentity",
    "codeartifact:GetAuthorizationToken", "connect:GetFederationToken",
    "ec2:GetPasswordData", "ec2:CreateKeyPair",
    "gamelift:RequestUploadCredentials", "iam:CreateAccessKey", "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential", "iam:ResetServiceSpecificCredential",
    "iam:UpdateAccessKey", "iam:UpdateLoginProfile", "lightsail:CreateKeyPair",
    "lightsail:DownloadDefaultKeyPair", "lightsail:GetBucketAccessKeys",
    "lightsail:GetInstanceAccessDetails", "lightsail:GetRelationalDatabaseMasterUserPassword",
    "mediapackage:RotateChannelCredentials", "mediapackage:RotateIngestEndpointCredentials",
    "rds-db:connect", "redshift:GetClusterCredentials", "redshift:GetClusterCredentialsWithIAM",
    "redshift-serverless:GetCredentials", "sso:GetRoleCredentials", "sts:AssumeRole",
    "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoot",
    "sts:GetFederationToken", "sts:GetSessionToken",
  ]
}
