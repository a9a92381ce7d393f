import AWSPolicy
import Syntax

/// Who may use a resource that has no policy of its own.
enum PolicyAbsence {
  /// Nobody but whom other policies let.
  case nobody
  /// Everybody may do what these actions are; `always` but where the resource itself is closed.
  case everybody(String, always: Bool)
  /// A policy that the service writes, which is not known here.
  case standard

  /// By the type of Terraform and of CloudFormation.
  static let byType: [String: PolicyAbsence] = {
    let calls = PolicyAbsence.everybody("execute-api:Invoke", always: false)
    let anything = PolicyAbsence.everybody("*", always: true)
    let mounts = PolicyAbsence.everybody("elasticfilesystem:Client*", always: true)
    return [
      "aws_api_gateway_rest_api": calls, "aws_api_gateway_rest_api_policy": calls,
      "AWS::ApiGateway::RestApi": calls,
      "aws_vpc_endpoint": anything, "aws_vpc_endpoint_policy": anything,
      "AWS::EC2::VPCEndpoint": anything,
      "aws_efs_file_system_policy": mounts, "AWS::EFS::FileSystem": mounts,
      "aws_kms_key": standard, "aws_kms_replica_key": standard, "aws_kms_external_key": standard,
      "aws_kms_key_policy": standard, "AWS::KMS::Key": standard,
    ]
  }()

  /// What stands in the place of no policy, of a resource that is there; `nil` where nothing does.
  func document(at position: Position, isOld: Bool) -> Term? {
    guard case .everybody(let actions, let always) = self, always || !isOld else { return nil }
    func text(_ words: String) -> Term { Term(.text([.literal(words)]), at: position) }
    func map(_ members: [(String, Term)]) -> Term {
      Term(
        .map(members.map { .init(key: [.literal($0)], position: position, value: $1) }),
        at: position
      )
    }
    let statement = map([
      ("Effect", text("Allow")), ("Principal", text("*")), ("Action", text(actions)),
      ("Resource", text("*")),
    ])
    return map([
      ("Version", text("2012-10-17")), ("Statement", Term(.list([statement]), at: position)),
    ])
  }
}
