import Detection
import Syntax

/// Guards of containers that values switch off by name: a chart may have them on.
enum HelmOverrides {
  private static let off: [(key: String, isOff: Bool)] = [
    ("allowPrivilegeEscalation", true), ("readOnlyRootFilesystem", false), ("runAsNonRoot", false),
  ]

  static func add(
    _ scope: HelmScope,
    _ contexts: Set<String>,
    _ isOld: Bool,
    in values: inout HelmValues
  ) {
    for context in contexts.sorted() {
      for (key, word) in off {
        guard let node = scope[context, isOld]?[key], word ? node.isTrue : node.isFalse else {
          continue
        }
        values.add(fact(PodPrivilegeRule.privilege, scope, [context, key], node), isOld: isOld)
      }
    }
    let key = "automountServiceAccountToken"
    if let node = scope[key, isOld], node.isTrue {
      values.add(fact(ServiceAccountRule.token, scope, [key], node), isOld: isOld)
    }
  }

  private static func fact(_ kind: Kind, _ scope: HelmScope, _ keys: [String], _ node: Node) -> Fact
  {
    let title = HelmPath.title(scope.path + keys)
    return Fact(
      kind,
      slot: title,
      .high,
      line: node.position.line,
      "'\(title): \(node.text ?? "")'",
      "over what the chart says",
      verbs: .sets
    )
  }
}
