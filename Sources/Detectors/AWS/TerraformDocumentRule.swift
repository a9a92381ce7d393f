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
    // One that is read on a side is told by what reads it.
    let unread = changes.filter { change in
      [change.old, change.new].allSatisfy { $0.map { $0["json"] != nil } ?? true }
    }
    for change in unread {
      judgment.explain(["*"], of: change)
      if isRenamed(change, among: unread) { continue }
      let findings = PolicyComparison(subject: change.address, role: .file, owned: owned)
        .findings(
          old: (change.old?["json"]).map(Term.init(policy:)),
          new: (change.new?["json"]).map(Term.init(policy:))
        )
      judgment.add(findings, of: change, old: change.old?["json"], new: change.new?["json"])
    }
    return judgment
  }

  /// Whether it comes under one name and goes under another.
  private func isRenamed(_ change: BlockChange, among changes: [BlockChange]) -> Bool {
    guard (change.old == nil) != (change.new == nil),
      let json = (change.old ?? change.new)?["json"]
    else { return false }
    return changes.contains { other in
      (other.old == nil) != (other.new == nil) && (other.old == nil) != (change.old == nil)
        && (other.old ?? other.new)?["json"]?.isEquivalent(to: json) ?? false
    }
  }
}
