import Detection

/// Texts of workloads: lines for the pod and for its container.
enum Workload {
  static let path = "k8s/web.yaml"

  static func deployment(
    _ container: String = "",
    pod: String = "",
    image: String = "ghcr.io/acme/web:1.0",
    kind: String = "Deployment"
  ) -> String {
    """
    apiVersion: apps/v1
    kind: \(kind)
    metadata: {name: web, namespace: prod}
    spec:
      template:
        spec:
          \(pod)
          containers:
            - name: web
              image: \(image)
              \(container)

    """
  }

  static func cron(_ command: String) -> String {
    """
    apiVersion: batch/v1
    kind: CronJob
    metadata: {name: dump, namespace: prod}
    spec:
      schedule: "0 3 * * *"
      jobTemplate:
        spec:
          template:
            spec:
              containers:
                - name: dump
                  image: postgres:16
                  command: \(command)

    """
  }

  static func account(_ more: String) -> String {
    "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n  namespace: prod\n\(more)\n"
  }
}

enum WorkloadCases {
  static let privilege = "workload.container-privilege"
  static let host = "workload.host-access"
  static let image = "supply-chain.image"
  typealias W = Workload

  static func container(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = privilege,
    says: String? = nil,
    _ severity: Severity? = nil,
    back: Direction? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      W.path,
      W.deployment(old),
      W.deployment(new),
      direction,
      kind,
      line: kind == nil || says == nil ? nil : 11,
      says: says,
      severity,
      back: back
    )
  }

  static func pod(
    _ name: String,
    _ old: String,
    _ new: String,
    _ direction: Direction,
    _ kind: String? = host,
    says: String? = nil,
    _ severity: Severity? = nil
  ) -> DetectorCase {
    DetectorCase(
      name,
      W.path,
      W.deployment(pod: old),
      W.deployment(pod: new),
      direction,
      kind,
      line: kind == nil || says == nil ? nil : 7,
      says: says,
      severity
    )
  }
}
