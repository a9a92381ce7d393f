import Detection
import HCL

/// Outputs of a module: whoever calls it may make access of them, in files that did not change.
enum ModuleOutputs {
  static func judgment(of changes: [BlockChange], owned: [String]) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.kind == .output {
      guard let old = change.old?["value"], let new = change.new?["value"] else { continue }
      let difference = Difference(path: change.new?.name ?? "", old: old, new: new)
      guard change.differs(at: "value"), ModuleWords.tells(difference) else { continue }
      ModuleArgument(difference: difference, change: change, owned: owned).judge(&judgment)
    }
    return judgment
  }
}
