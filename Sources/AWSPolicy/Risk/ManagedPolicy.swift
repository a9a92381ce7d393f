/// AWS's own policies that one meets most, by what they give.
package enum ManagedPolicy {
  package enum Rank: Int, Sendable, Comparable {
    case unknown, read, write, administration

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// Of an ARN such as `arn:aws:iam::aws:policy/AdministratorAccess`; another policy's is not known.
  package static func rank(of arn: String) -> Rank {
    guard let name = name(of: arn) else { return .unknown }
    if let rank = ranks[name] { return rank }
    if name.hasSuffix("FullAccess") { return .write }
    return name.hasSuffix("ReadOnlyAccess") || name.hasSuffix("ReadOnly") ? .read : .unknown
  }

  /// `AdministratorAccess` of AWS's own policies.
  package static func name(of arn: String) -> String? {
    let fields = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard fields.count == 6, fields[0] == "arn", fields[2] == "iam", fields[4] == "aws",
      fields[5].hasPrefix("policy/")
    else { return nil }
    return fields[5].split(separator: "/").last.map(String.init)
  }

  private static let ranks: [String: Rank] = [
    "AdministratorAccess": .administration, "IAMFullAccess": .administration,
    "PowerUserAccess": .administration, "SystemAdministrator": .administration,
    "AdministratorAccess-Amplify": .administration,
    "AdministratorAccess-AWSElasticBeanstalk": .administration,
    "AWSOrganizationsFullAccess": .administration,
    "AWSSSOMasterAccountAdministrator": .administration,
    "AmazonSSMFullAccess": .administration, "AWSLambda_FullAccess": .administration,
    "AmazonEC2FullAccess": .administration, "AWSCloudFormationFullAccess": .administration,
    "DataScientist": .write, "DatabaseAdministrator": .write, "NetworkAdministrator": .write,
    "SecretsManagerReadWrite": .administration, "SupportUser": .read, "SecurityAudit": .read,
    "ViewOnlyAccess": .read, "ReadOnlyAccess": .read, "Billing": .write, "IAMReadOnlyAccess": .read,
    "IAMUserChangePassword": .write, "AWSLambdaBasicExecutionRole": .write,
    "AmazonSSMManagedInstanceCore": .write, "AmazonEKSClusterAdminPolicy": .administration,
  ]
}
