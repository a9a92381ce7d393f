import Detection
import HCL
import Syntax

/// Objects of a cluster that Terraform applies: judged as the manifests that they are.
struct ManifestRule: TerraformRule {
  /// Those that a cluster's own detector has, but for what is known by a file's name.
  var kinds: [Kind] { KubernetesDetector().kinds }

  func covers(_ block: TerraformSubject) -> Bool {
    block.kind == "resource" && ManifestType(block.type) != nil
  }

  func judge(_ changes: [BlockChange]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes {
      guard let type = ManifestType(change.type) else { continue }
      judgment.explain(type.arguments, of: change)
      let (old, new) = (type.objects(of: change.old), type.objects(of: change.new))
      let (before, after) = (change.old?[type.arguments[0]], change.new?[type.arguments[0]])
      guard let old, let new else {
        // A text that is the same on both sides is no difference, whatever it holds.
        if change.differs(at: type.arguments[0]) {
          judgment.doubt(
            "the manifest of \(change.address) is not known",
            line: change.newLine(after) ?? change.oldLine(before)
          )
        }
        continue
      }
      let findings = KubernetesDetector.findings(KubernetesManifest(old), KubernetesManifest(new))
      judgment.add(findings, of: change, old: before, new: after)
    }
    return judgment
  }
}
