import Syntax

/// Values of a service account; its name is told with the pod.
enum HelmAccount {
  static func claim(_ scope: HelmScope, in values: inout HelmValues) -> Set<String> {
    guard scope.name.lowercased().hasSuffix("serviceaccount") else { return [] }
    values.add { isOld in
      let position = scope.position(isOld)
      let automount =
        scope["automountServiceAccountToken", isOld] ?? scope["automount", isOld]
        ?? scope["automountToken", isOld]
      return HelmNode.manifest(
        "ServiceAccount",
        of: scope,
        annotations: scope["annotations", isOld],
        [("automountServiceAccountToken", automount)],
        at: position
      )
    }
    for isOld in [true, false] { HelmOverrides.add(scope, [], isOld, in: &values) }
    return Set(["annotations", "name", "automountServiceAccountToken", "automount", "labels"])
      .intersection(scope.keys)
  }
}
