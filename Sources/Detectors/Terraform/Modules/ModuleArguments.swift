import Detection
import HCL

/// Modules whose code is elsewhere: all that is known of them is what they are given, and how that is called.
enum ModuleArguments {
  static func judgment(
    of changes: [BlockChange],
    explained: [String: Set<String>],
    owned: [String]
  ) -> TerraformJudgment {
    var judgment = TerraformJudgment()
    for change in changes where change.callsElsewhere {
      let known = explained[change.address] ?? []
      if change.old == nil || change.new == nil {
        ModuleCall(change: change, owned: owned).judge(&judgment)
      } else {
        for difference in Residue.rest(of: change, known) {
          ModuleArgument(difference: difference, change: change, owned: owned).judge(&judgment)
        }
      }
      judgment.explain(["*"], of: change)
    }
    return judgment
  }
}

/// A call that comes or goes as a whole.
private struct ModuleCall {
  let change: BlockChange
  let owned: [String]

  func judge(_ judgment: inout TerraformJudgment) {
    let isAdded = change.old == nil
    for difference in change.differences {
      policies(difference, &judgment)
    }
    let source = (change.new ?? change.old)?["source"]?.readable ?? "elsewhere"
    let summary = "\(isAdded ? "adds" : "removes") \(change.address) of \(source)"
    let way: Direction = isAdded ? .widened : .incomparable
    say(ModuleKinds.access, way, summary, &judgment)
    for (aspect, kind) in [
      (ModuleWords.Aspect.network, ModuleKinds.network), (.protection, ModuleKinds.protection),
    ] {
      let names = change.names.filter { ModuleWords($0).aspect == aspect }.sorted()
      let isNamed = ModuleWords(source).aspect == aspect
      // A protection more is nobody's access.
      if names.isEmpty && !isNamed || isAdded && aspect == .protection { continue }
      let with = names.isEmpty ? "" : " with " + names.prefix(4).joined(separator: ", ")
      say(kind, way, summary + with, &judgment)
    }
    if !isAdded, !change.isForgotten {
      say(ModuleKinds.destroyed, .widened, "destroys all that \(change.address) made", &judgment)
    }
  }

  private func policies(_ difference: Difference, _ judgment: inout TerraformJudgment) {
    guard let policies = ModulePolicies(difference, of: change, owned: owned) else { return }
    judgment.add(policies.findings, of: change, old: difference.old, new: difference.new)
  }

  private func say(
    _ kind: Kind,
    _ way: Direction,
    _ summary: String,
    _ judgment: inout TerraformJudgment
  ) {
    judgment.observe(change.observation(kind, way, .medium, summary: summary), of: change)
  }
}

extension BlockChange {
  /// Whether it calls a module that is not a folder of this repository.
  var callsElsewhere: Bool {
    guard kind == .module else { return false }
    guard let place = (new ?? old)?["source"]?.literal else { return true }
    return !place.hasPrefix("./") && !place.hasPrefix("../")
  }
}
