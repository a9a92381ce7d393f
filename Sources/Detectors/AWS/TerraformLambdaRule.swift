import AWSPolicy
package import Detection
import HCL
import Syntax

/// Permissions to call a function, and addresses of functions.
package struct TerraformLambdaRule: TerraformRule {
  private let owned: [String]

  /// `owned` as in the surroundings of the file.
  package init(owned: [String] = []) { self.owned = owned }

  package var kinds: [Kind] { [AWSKinds.resource] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource"
      && ["aws_lambda_permission", "aws_lambda_function_url"].contains(block.type)
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      if change.type == "aws_lambda_permission" {
        let findings = PolicyComparison(subject: change.address, role: .resource, owned: owned)
          .findings(old: change.old.map(document), new: change.new.map(document))
        judgment.add(findings, of: change, old: change.old?.body, new: change.new?.body)
        judgment.explain(
          Array(Self.names.values) + ["statement_id", "statement_id_prefix", "qualifier"],
          of: change
        )
      } else {
        address(change, &judgment)
      }
    }
    return judgment
  }

  private static let names = [
    "SourceArn": "source_arn", "SourceAccount": "source_account", "Principal": "principal",
    "PrincipalOrgID": "principal_org_id", "FunctionUrlAuthType": "function_url_auth_type",
    "EventSourceToken": "event_source_token", "Action": "action", "FunctionName": "function_name",
  ]

  private func document(_ block: TerraformBlock) -> Term {
    LambdaPermission.document(at: Position(line: block.origin.line, column: 1)) { property in
      guard let name = Self.names[property], let value = block[name], !value.isNull else {
        return nil
      }
      return Term(value)
    }
  }

  /// Without authorization anyone may call it.
  private func address(_ change: BlockChange, _ judgment: inout TerraformJudgment) {
    let argument = "authorization_type"
    let (before, after) = (change.old?[argument]?.literal, change.new?[argument]?.literal)
    guard change.old == nil || before != nil, change.new == nil || after != nil else { return }
    judgment.explain([argument, "function_name"], of: change)
    if after == "NONE", before != "NONE" {
      judgment.observe(
        change.observation(
          AWSKinds.resource,
          .widened,
          .critical,
          new: change.new?[argument],
          summary: "lets anyone call \(change.address) without authorization"
        ),
        of: change
      )
    } else if before == "NONE", after != "NONE" {
      judgment.observe(
        change.observation(
          AWSKinds.resource,
          .narrowed,
          .low,
          old: change.old?[argument],
          summary: "no longer lets anyone call \(change.address) without authorization"
        ),
        of: change
      )
    } else if change.old == nil || change.new == nil {
      judgment.observe(
        change.observation(
          AWSKinds.resource,
          change.old == nil ? .widened : .narrowed,
          change.old == nil ? .medium : .low,
          summary:
            "\(change.old == nil ? "adds" : "removes") the address \(change.address) of a function"
        ),
        of: change
      )
    }
  }
}
