import Detection
import Syntax

/// Keys that become parts of a pod and its containers.
enum HelmPod {
  static func claim(_ scope: HelmScope, in values: inout HelmValues) -> Set<String> {
    let images = HelmImages(scope)
    var claimed = images.keys
    claimed.formUnion(scope.keys.filter { isSecurity($0) && isEach(scope, $0, isObject) })
    claimed.formUnion(
      scope.keys.filter { key in forms[key].map { isEach(scope, key, $0) } ?? false }
    )
    let account = scope["serviceAccount"].contains { $0?["name"]?.text != nil }
    guard !claimed.isEmpty || account else { return claimed }
    values.add { pod(scope, images, claimed, $0) }
    for isOld in [true, false] {
      HelmOverrides.add(scope, claimed.filter(isSecurity), isOld, in: &values)
      variables(scope, claimed, isOld, in: &values)
    }
    return claimed
  }

  private typealias Form = @Sendable (Node) -> Bool
  private static let isObject: Form = { $0.object != nil }
  private static let isList: Form = { $0.array != nil }
  private static let isScalar: Form = { $0.text != nil }
  /// A list of variables, or an object of them.
  private static let isVariables: Form = { node in
    node.array?.allSatisfy { $0["name"] != nil } ?? node.object?.allSatisfy { $0.value.text != nil }
      ?? false
  }
  private static let isWords: Form = { node in
    node.text != nil
      || node.array?.allSatisfy { $0.text != nil }
        ?? node.object?.allSatisfy { $0.value.object == nil && $0.value.array == nil } ?? false
  }

  private static let forms: [String: Form] = [
    "hostNetwork": isScalar, "hostPID": isScalar, "hostIPC": isScalar, "hostUsers": isScalar,
    "shareProcessNamespace": isScalar, "runtimeClassName": isScalar, "privileged": isScalar,
    "serviceAccountName": isScalar, "automountServiceAccountToken": isScalar,
    "replicas": isScalar, "replicaCount": isScalar, "podAnnotations": isObject,
    "volumes": isList, "extraVolumes": isList, "volumeMounts": isList,
    "extraVolumeMounts": isList, "env": isVariables, "extraEnv": isVariables,
    "extraEnvVars": isVariables, "envVars": isVariables, "environment": isVariables,
    "envFrom": isList, "extraEnvFrom": isList, "command": isWords, "args": isWords,
    "extraArgs": isWords, "initContainers": isList, "extraInitContainers": isList,
    "extraContainers": isList, "sidecars": isList, "sidecarContainers": isList,
  ]
  private static let variableKeys = ["env", "extraEnv", "extraEnvVars", "envVars", "environment"]

  static func isSecurity(_ key: String) -> Bool {
    key == "securityContext" || key.hasSuffix("SecurityContext")
  }

  /// Whether the key's value has the form wherever there is one.
  private static func isEach(_ scope: HelmScope, _ key: String, _ form: Form) -> Bool {
    !scope[key].contains { $0.map { !$0.isNull && !form($0) } ?? false }
  }

  private static func pod(
    _ scope: HelmScope,
    _ images: HelmImages,
    _ claimed: Set<String>,
    _ isOld: Bool
  ) -> Node {
    let position = scope.position(isOld, claimed.sorted())
    func value(_ key: String) -> Node? { claimed.contains(key) ? scope[key, isOld] : nil }
    func items(_ keys: String...) -> Node? {
      HelmNode.list(keys.flatMap { value($0)?.array ?? [] }, at: position)
    }
    // With a key for each, the plain one is the pod's.
    let isSplit = scope.has("containerSecurityContext")
    let security = value("securityContext")
    let container: [(String, Node?)] = [
      ("name", HelmNode.text(scope.name, at: position)),
      ("image", images.main(isOld)),
      ("securityContext", isSplit ? value("containerSecurityContext") : security ?? bare(value)),
      ("env", HelmNode.list(variableKeys.flatMap { variables(value($0)) }, at: position)),
      ("envFrom", items("envFrom", "extraEnvFrom")),
      ("volumeMounts", items("volumeMounts", "extraVolumeMounts")),
      ("command", value("command")),
      (
        "args",
        HelmNode.list(words(value("args")) + words(value("extraArgs")), at: position)
      ),
    ]
    let others = images.others(isOld).map { name, image in
      HelmNode.object(
        [("name", HelmNode.text(name, at: position)), ("image", image)],
        at: position
      )
    }
    let spec: [(String, Node?)] =
      [
        "hostNetwork", "hostPID", "hostIPC", "hostUsers", "shareProcessNamespace",
        "runtimeClassName", "automountServiceAccountToken",
      ].map { ($0, value($0)) } + [
        ("securityContext", value("podSecurityContext") ?? (isSplit ? security : nil)),
        ("serviceAccountName", account(scope, value("serviceAccountName"), isOld)),
        ("volumes", items("volumes", "extraVolumes")),
        (
          "initContainers",
          items(
            "initContainers",
            "extraInitContainers",
            "extraContainers",
            "sidecars",
            "sidecarContainers"
          )
        ),
        (
          "containers",
          Node(.array([HelmNode.object(container, at: position)] + others), at: position)
        ),
      ]
    let template = HelmNode.object(
      [
        ("metadata", HelmNode.object([("annotations", value("podAnnotations"))], at: position)),
        ("spec", HelmNode.object(spec, at: position)),
      ],
      at: position
    )
    let replicas = value("replicas") ?? value("replicaCount")
    let outer = HelmNode.object([("replicas", replicas), ("template", template)], at: position)
    return HelmNode.manifest("values", of: scope, [("spec", outer)], at: position)
  }

  private static func account(_ scope: HelmScope, _ plain: Node?, _ isOld: Bool) -> Node? {
    plain ?? scope["serviceAccount", isOld]?["name"]
  }

  /// `privileged: true` where no security context is around it.
  private static func bare(_ value: (String) -> Node?) -> Node? {
    value("privileged").map { HelmNode.object([("privileged", $0)], at: $0.position) }
  }

  /// `[{name: A, value: b}]`, also of `{A: b}`.
  private static func variables(_ node: Node?) -> [Node] {
    node?.array
      ?? (node?.object ?? []).map { member in
        HelmNode.object(
          [("name", HelmNode.text(member.key, at: member.keyPosition)), ("value", member.value)],
          at: member.keyPosition
        )
      }
  }

  /// Arguments, also of `{name: value}`.
  private static func words(_ node: Node?) -> [Node] {
    guard let members = node?.object else { return (node?.list ?? []).filter { $0.text != nil } }
    return members.map { member in
      HelmNode.text("\(member.key)=\(member.value.text ?? "")", at: member.keyPosition)
    }
  }

  private static func variables(
    _ scope: HelmScope,
    _ claimed: Set<String>,
    _ isOld: Bool,
    in values: inout HelmValues
  ) {
    for key in variableKeys where claimed.contains(key) {
      for variable in variables(scope[key, isOld]) {
        guard let name = variable["name"]?.text, let value = variable["value"] else { continue }
        let leaf = HelmLeaf(path: scope.path + [key, name], node: value)
        values.add(variable: leaf, isOld: isOld)
      }
    }
  }
}
