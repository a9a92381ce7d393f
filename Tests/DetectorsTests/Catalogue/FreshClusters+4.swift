import Detection

extension FreshClusters {
  static let text7 = """
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata:
      name: api
      namespace: shop
      annotations:
        nginx.ingress.kubernetes.io/whitelist-source-range: 203.0.113.0/24
    spec:
      tls:
        - hosts: [api.example.com]
          secretName: api-tls
      rules:
        - host: api.example.com
          http:
            paths:
              - path: /v1
                pathType: Prefix
                backend: {service: {name: api, port: {number: 80}}}

    """

  static let text8 = """
    apiVersion: v1
    kind: Namespace
    metadata:
      name: shop
      labels:
        pod-security.kubernetes.io/enforce: restricted
        team: shop

    """

  static let text9 = """
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: api
      namespace: shop
      annotations:
        eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/api

    """

  static let text10 = """
    apiVersion: batch/v1
    kind: CronJob
    metadata: {name: nightly, namespace: shop}
    spec:
      schedule: "0 3 * * *"
      jobTemplate:
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: dump
                  image: registry.example.com/pg:16
                  command: ["sh", "-c", "pg_dump shop | aws s3 cp - s3://shop-backups/nightly.sql"]

    """

  static let part4: [FreshCase] = [
    .edit(
      "ingress without whitelist",
      "k8s/ing.yaml",
      text7,
      "  annotations:\n    nginx.ingress.kubernetes.io/whitelist-source-range: 203.0.113.0/24\n",
      "",
      [.widened],
      .network
    ),
    .edit(
      "ingress path to the root",
      "k8s/ing.yaml",
      text7,
      "path: /v1",
      "path: /",
      [.widened, .incomparable],
      .network
    ),
    .edit(
      "ingress host more",
      "k8s/ing.yaml",
      text7,
      "  rules:\n",
      "  rules:\n    - host: admin.example.com\n      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: admin, port: {number: 80}}}}]}\n",
      [.widened],
      .network
    ),
    .edit(
      "ingress without tls",
      "k8s/ing.yaml",
      text7,
      "  tls:\n    - hosts: [api.example.com]\n      secretName: api-tls\n",
      "",
      [.widened]
    ),
    .edit(
      "pod security lowered",
      "k8s/ns.yaml",
      text8,
      "restricted",
      "privileged",
      [.widened],
      .protection
    ),
    .edit(
      "pod security label removed",
      "k8s/ns.yaml",
      text8,
      "    pod-security.kubernetes.io/enforce: restricted\n",
      "",
      [.widened],
      .protection
    ),
    .edit("namespace team label", "k8s/ns.yaml", text8, "team: shop", "team: store", [.equal]),
    .edit(
      "another cloud role",
      "k8s/sa.yaml",
      text9,
      "role/api",
      "role/admin",
      [.widened, .incomparable],
      .iam
    ),
    .edit(
      "no cloud role",
      "k8s/sa.yaml",
      text9,
      "  annotations:\n    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/api\n",
      "",
      [.narrowed],
      .iam
    ),
    .edit(
      "dump goes elsewhere",
      "k8s/cron.yaml",
      text10,
      "s3://shop-backups/",
      "s3://partner-drop/",
      [.widened, .incomparable],
      .dataExport
    ),
    .edit(
      "dump of another database",
      "k8s/cron.yaml",
      text10,
      "pg_dump shop",
      "pg_dumpall",
      [.widened, .incomparable],
      .dataExport
    ),
    .pair("a nightly dump added", "k8s/cron.yaml", nil, text10, [.widened], .dataExport),
    .edit(
      "dump hourly",
      "k8s/cron.yaml",
      text10,
      "0 3 * * *",
      "0 * * * *",
      [.widened],
      .dataExport
    ),
  ]
}
