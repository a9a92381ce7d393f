import Syntax

/// One rule of a policy of Kyverno, and whether it holds something back.
struct KyvernoRule {
  let name: String
  let node: Node
  let isEnforced: Bool

  /// What is enforced is said of the policy, or in newer ones by each rule for itself.
  static func all(of object: KubernetesObject) -> [KyvernoRule] {
    let spec = object.node["spec"]
    let standard = spec?["validationFailureAction"]
    return (spec?["rules"]?.items ?? []).enumerated().map { index, node in
      let checks = [node["validate"]].compactMap(\.self) + (node["verifyImages"]?.items ?? [])
      return KyvernoRule(
        name: node["name"]?.text ?? String(index),
        node: node,
        isEnforced: !checks.isEmpty
          && checks.allSatisfy { isEnforce($0["failureAction"] ?? standard) }
      )
    }
  }

  /// Whether the rules of a policy are enforced that do not say otherwise.
  static func areEnforced(by object: KubernetesObject) -> Bool {
    isEnforce(object.node[path: "spec", "validationFailureAction"])
  }

  private static func isEnforce(_ action: Node?) -> Bool { action?.text?.lowercased() == "enforce" }

  /// A part of a policy without what ``isEnforced`` tells already.
  static func withoutActions(_ part: Node, of object: KubernetesObject) -> Node {
    guard object.group == "kyverno.io", let rules = part.array else { return part }
    return Node(
      .array(
        rules.map { rule in
          rule.changing("validate") { $0.changing("failureAction") { _ in nil } }
            .changing("verifyImages") { images in
              Node(
                .array(images.items.map { $0.changing("failureAction") { _ in nil } }),
                at: images.position
              )
            }
        }
      ),
      at: part.position
    )
  }
}

extension Node {
  /// With another value of a member, or without it.
  fileprivate func changing(_ key: String, _ change: (Node) -> Node?) -> Node {
    guard let object else { return self }
    let members = object.compactMap { member -> Member? in
      guard member.key == key else { return member }
      return change(member.value).map {
        Member(key: key, keyPosition: member.keyPosition, value: $0)
      }
    }
    return Node(.object(members), at: position)
  }
}
