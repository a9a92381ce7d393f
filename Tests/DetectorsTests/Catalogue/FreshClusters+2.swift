import Detection

extension FreshClusters {
  static let text3 = """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: api
      namespace: shop
      labels:
        app: api
    spec:
      replicas: 3
      selector:
        matchLabels:
          app: api
      template:
        metadata:
          labels:
            app: api
        spec:
          serviceAccountName: api
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: true
            seccompProfile:
              type: RuntimeDefault
          containers:
            - name: api
              image: registry.example.com/shop/api@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
              ports:
                - containerPort: 8080
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: ["ALL"]
              env:
                - name: LOG_LEVEL
                  value: info
              resources:
                limits:
                  memory: 256Mi
              volumeMounts:
                - name: tmp
                  mountPath: /tmp
          volumes:
            - name: tmp
              emptyDir: {}

    """

  static let part2: [FreshCase] = [
    .edit("replicas up", "k8s/prod/api.yaml", text3, "replicas: 3", "replicas: 5", [.equal]),
    .edit(
      "privileged container",
      "k8s/prod/api.yaml",
      text3,
      "allowPrivilegeEscalation: false",
      "privileged: true\n            allowPrivilegeEscalation: true",
      [.widened],
      .workload
    ),
    .edit(
      "escalation allowed",
      "k8s/prod/api.yaml",
      text3,
      "allowPrivilegeEscalation: false",
      "allowPrivilegeEscalation: true",
      [.widened],
      .workload
    ),
    .edit(
      "root allowed",
      "k8s/prod/api.yaml",
      text3,
      "runAsNonRoot: true",
      "runAsNonRoot: false",
      [.widened],
      .workload
    ),
    .edit(
      "capability added",
      "k8s/prod/api.yaml",
      text3,
      "drop: [\"ALL\"]",
      "drop: [\"ALL\"]\n              add: [\"SYS_ADMIN\"]",
      [.widened],
      .workload
    ),
    .edit(
      "capabilities no longer dropped",
      "k8s/prod/api.yaml",
      text3,
      "            capabilities:\n              drop: [\"ALL\"]\n",
      "",
      [.widened],
      .workload
    ),
    .edit(
      "host network",
      "k8s/prod/api.yaml",
      text3,
      "      serviceAccountName: api\n",
      "      hostNetwork: true\n      serviceAccountName: api\n",
      [.widened],
      .workload
    ),
    .edit(
      "host pid",
      "k8s/prod/api.yaml",
      text3,
      "      serviceAccountName: api\n",
      "      hostPID: true\n      serviceAccountName: api\n",
      [.widened],
      .workload
    ),
    .edit(
      "docker socket mounted",
      "k8s/prod/api.yaml",
      text3,
      "emptyDir: {}",
      "hostPath:\n            path: /var/run/docker.sock",
      [.widened],
      .workload
    ),
    .edit(
      "seccomp unconfined",
      "k8s/prod/api.yaml",
      text3,
      "type: RuntimeDefault",
      "type: Unconfined",
      [.widened],
      .workload
    ),
    .edit(
      "token mounted",
      "k8s/prod/api.yaml",
      text3,
      "automountServiceAccountToken: false",
      "automountServiceAccountToken: true",
      [.widened]
    ),
    .edit(
      "another account",
      "k8s/prod/api.yaml",
      text3,
      "serviceAccountName: api\n",
      "serviceAccountName: operator\n",
      [.widened, .incomparable, .unknown],
      .iam
    ),
    .edit(
      "a tag for the digest",
      "k8s/prod/api.yaml",
      text3,
      "api@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "api:latest",
      [.widened, .incomparable],
      .supplyChain
    ),
    .edit(
      "another registry",
      "k8s/prod/api.yaml",
      text3,
      "registry.example.com/shop",
      "docker.io/somebody",
      [.widened, .incomparable],
      .supplyChain
    ),
    .edit("log level", "k8s/prod/api.yaml", text3, "value: info", "value: debug", [.equal]),
    .edit("memory", "k8s/prod/api.yaml", text3, "256Mi", "512Mi", [.equal]),
    .edit(
      "labels",
      "k8s/prod/api.yaml",
      text3,
      "  labels:\n    app: api\nspec",
      "  labels:\n    app: api\n    team: shop\nspec",
      [.equal]
    ),
    .edit(
      "secret into the environment",
      "k8s/prod/api.yaml",
      text3,
      "            - name: LOG_LEVEL\n",
      "            - name: DB_PASSWORD\n              valueFrom:\n                secretKeyRef: {name: db, key: password}\n            - name: LOG_LEVEL\n",
      [.widened, .unknown]
    ),
  ]
}
