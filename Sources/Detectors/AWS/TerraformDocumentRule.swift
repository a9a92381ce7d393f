import AWSPolicy
package import Detection
import HCL
import Syntax

/// Policy documents that nothing in their module reads: whom they are for is not told, and what they say is.
///
/// One that is read shows where it is used. Whoever writes a document first and attaches it later is asked for both.
package struct TerraformDocumentRule: TerraformRule {
  private let owned: [String]

  package init(owned: [String] = []) { self.owned = owned }

  package var kinds: [Kind] { [] }

  package func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "data" && block.type == "aws_iam_policy_document"
  }

  package func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      // One that is read on a side is told by what reads it.
      let sides = [change.old, change.new].compactMap(\.self)
      guard sides.allSatisfy({ $0["json"] != nil }) else { continue }
      let findings = PolicyComparison(subject: change.address, role: .file, owned: owned)
        .findings(
          old: (change.old?["json"]).map(Term.init(policy:)),
          new: (change.new?["json"]).map(Term.init(policy:))
        )
      judgment.explain(["*"], of: change)
      judgment.add(findings, of: change, old: change.old?["json"], new: change.new?["json"])
    }
    return judgment
  }
}
