import AWSPolicy
import HCL

/// What the policies and groups of a module give, or forbid, to whomever they are attached to.
struct AttachedPolicies {
  private let blocks: [TerraformBlock]

  init(_ blocks: [TerraformBlock]) { self.blocks = blocks }

  /// Of a policy, or of a group by those that it has.
  func effect(of given: String, by type: TerraformGrantType) -> PolicyEffect {
    if type.joinsGroup { return effect(ofGroup: given) }
    return type.attachesPolicy ? effect(ofPolicy: given) : .allows
  }

  private func effect(ofPolicy name: String) -> PolicyEffect {
    guard name.hasPrefix("aws_iam_policy.") else { return PolicyEffect(named: name) }
    let policy = blocks.first { $0.address == name } ?? blocks.first { $0.base == name }
    guard let document = policy?["policy"] else { return PolicyEffect(named: name) }
    let effect = PolicyEffect(Term(policy: document))
    return effect == .unknown ? PolicyEffect(named: name) : effect
  }

  private func effect(ofGroup name: String) -> PolicyEffect {
    var effects: [PolicyEffect] = []
    for block in blocks where block.kind == .resource {
      guard let group = block["group"].map(TerraformGrants.name), group == name else { continue }
      switch block.type {
      case "aws_iam_group_policy":
        if let document = block["policy"] { effects.append(PolicyEffect(Term(policy: document))) }
      case "aws_iam_group_policy_attachment":
        if let policy = block["policy_arn"].map(TerraformGrants.name) {
          effects.append(effect(ofPolicy: policy))
        }
      default: break
      }
    }
    if effects.isEmpty { return PolicyEffect(named: name) }
    let denies = effects.contains(.denies) || effects.contains(.both)
    return denies ? (effects.allSatisfy { $0 == .denies } ? .denies : .both) : .allows
  }
}
