package import Detection
import Syntax

/// Sealed and external secrets of Kubernetes: where they can be opened, and what they read.
package struct SecretObjectDetector: Detector {
  package init() {}

  package var kinds: [Kind] { [Self.scope, Self.value, Self.reference, Self.target] }

  private static func sealed(_ note: String, _ value: String) -> String {
    """
    apiVersion: bitnami.com/v1alpha1
    kind: SealedSecret
    metadata: {name: db, namespace: prod\(note)}
    spec: {encryptedData: {password: \(value)}}

    """
  }
  private static func external(_ key: String, from store: String = "SecretStore") -> String {
    """
    apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata: {name: db, namespace: prod}
    spec:
      secretStoreRef: {name: vault, kind: \(store)}
      data: [{secretKey: p, remoteRef: {key: \(key)}}]

    """
  }
  private static let wide = ", annotations: {sealedsecrets.bitnami.com/cluster-wide: 'true'}"

  static let scope = Kind(
    "sealed-scope",
    of: .secret,
    title: "Where a sealed secret can be opened changed",
    help: "A sealed secret is bound to its name and namespace unless annotations loosen that.",
    example: .init(path: "db.yaml", old: sealed("", "AgA"), new: sealed(wide, "AgA"))
  )
  static let value = Kind(
    "sealed-value",
    of: .secret,
    title: "Sealed value replaced",
    help:
      "A rotation cannot be told from the swap of one credential for another without opening it.",
    example: .init(path: "db.yaml", old: sealed("", "AgA"), new: sealed("", "AgB"))
  )
  static let reference = Kind(
    "external-reference",
    of: .secret,
    title: "What an external secret reads changed",
    help: "The object copies a secret out of a store into its namespace.",
    example: .init(path: "db.yaml", old: external("db"), new: external("root"))
  )
  static let target = Kind(
    "external-target",
    of: .secret,
    title: "Where an external secret is written or read from changed",
    help: "Another store, namespace or name: other workloads can read the copy.",
    example: .init(
      path: "db.yaml",
      old: external("db"),
      new: external("db", from: "ClusterSecretStore")
    )
  )

  package func read(_ pair: FilePair) -> Reading {
    guard ["yaml", "yml"].contains(FileName(pair.path).suffix) else { return .foreign }
    let sides = [pair.old, pair.new].compactMap(\.self)
    guard sides.contains(where: SecretObjects.areLikely) else { return .foreign }
    let old: SecretObjects
    let new: SecretObjects
    do throws(SyntaxError) {
      old = try SecretObjects(pair.old)
      new = try SecretObjects(pair.new)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    return AccessComparison(old: old.items(beside: new), new: new.items(beside: old)).reading
  }
}
