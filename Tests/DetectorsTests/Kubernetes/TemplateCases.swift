import Detection

private typealias W = Workload

/// What a template decides of objects.
enum TemplateCases {
  private static let path = "chart/templates/web.yaml"
  private static let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n  a: b\n"

  private static func role(_ verbs: String) -> String {
    """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: reader
    rules:
      - apiGroups: [""]
        resources: [secrets]
        verbs: \(verbs)

    """
  }

  private static func within(_ condition: String, _ text: String) -> String {
    "{{- if \(condition) }}\n\(text){{- end }}\n"
  }

  private static func claim(
    _ first: String,
    _ second: String,
    _ condition: String = ".Values.azure"
  )
    -> String
  {
    W.deployment(
      pod: """
        serviceAccountName: web
              {{- if \(condition) }}
              runtimeClassName: \(first)
              {{- else }}
              runtimeClassName: \(second)
              {{- end }}
        """
    )
  }

  static let all: [DetectorCase] = [
    DetectorCase(
      "a template that comes, with conditions of its own",
      path,
      nil,
      "{{- if .Values.web }}\n" + map + "  {{- range .Values.more }}\n  c: {{ . }}\n  {{- end }}\n"
        + "{{- end }}\n",
      .equal
    ),
    DetectorCase(
      "a role that comes under a condition",
      path,
      nil,
      within(".Values.rbac", role("[get]")),
      .widened,
      "iam.kubernetes-role",
      says: "secrets"
    ),
    DetectorCase(
      "a condition around a role that was there",
      path,
      within(".Values.rbac", role("[get]")),
      role("[get]") + "# {{ }}\nx: {{ .y }}\n",
      .incomparable,
      "iam.kubernetes-template",
      says: "no longer lets '{{ if .Values.rbac }}' decide over a part of Role reader"
    ),
    DetectorCase(
      "another condition around plain data",
      path,
      within(".Values.a", map),
      within(".Values.b", map),
      .equal
    ),
    DetectorCase(
      "another condition around the map of who may use a cluster",
      path,
      within(".Values.a", map.replacing("name: web", with: "name: aws-auth")),
      within(".Values.b", map.replacing("name: web", with: "name: aws-auth")),
      .incomparable,
      "workload.template"
    ),
    DetectorCase(
      "signs that take blanks away",
      path,
      "{{ if .Values.a }}\n" + role("[get]") + "{{ end }}\n",
      "{{- if .Values.a }}\n" + role("[get]") + "{{- end }}\n",
      .equal
    ),
    DetectorCase(
      "a sign that takes the next line's indentation away",
      path,
      W.deployment("{{- if .Values.a }}\n          workingDir: /a\n{{- end }}"),
      W.deployment("{{- if .Values.a -}}\n          workingDir: /a\n{{- end }}"),
      .incomparable,
      "workload.template"
    ),
    DetectorCase(
      "values of requests",
      path,
      W.deployment("resources:\n            {{- toYaml .Values.a | nindent 12 }}"),
      W.deployment("resources:\n            {{- toYaml .Values.b | nindent 12 }}"),
      .equal
    ),
    DetectorCase(
      "values of what the container may do",
      path,
      W.deployment("securityContext:\n            {{- toYaml .Values.a | nindent 12 }}"),
      W.deployment("securityContext:\n            {{- toYaml .Values.b | nindent 12 }}"),
      .incomparable,
      "workload.template",
      says: "{{ toYaml .Values.b | nindent 12 }}"
    ),
    DetectorCase(
      "values of requests that are written further out",
      path,
      W.deployment("resources:\n            {{- toYaml .Values.a | nindent 12 }}"),
      W.deployment("resources:\n            {{- toYaml .Values.a | nindent 10 }}"),
      .incomparable,
      "workload.template"
    ),
    DetectorCase(
      "lines of the template's own",
      path,
      nil,
      map + "  {{ print \"x: y\\n---\\nkind: Role\" }}\n",
      .unknown,
      nil,
      says: "writes lines of its own"
    ),
    DetectorCase(
      "a value in one of two branches",
      path,
      claim("kata", "gvisor"),
      claim("kata", "runc"),
      .widened,
      "workload.host-access",
      says: "from gvisor to runc"
    ),
    DetectorCase(
      "two branches that stay",
      path,
      claim("a", "b") + "# c\n",
      claim("a", "b"),
      .equal
    ),
    DetectorCase(
      "the condition of two branches",
      path,
      claim("kata", "gvisor"),
      claim("kata", "gvisor", ".Values.other"),
      .incomparable,
      "workload.template"
    ),
    DetectorCase(
      "an end at a line's end",
      path,
      W.deployment("args: [a]{{ if .Values.x }}\n          workingDir: /a{{ end }}"),
      W.deployment("args: [b]{{ if .Values.x }}\n          workingDir: /a{{ end }}"),
      .incomparable,
      "workload.container-command"
    ),
    DetectorCase(
      "what a named template writes",
      path,
      "{{- define \"x\" }}\nfoo-bar\n{{- end }}\n" + map + "  c: {{ include \"x\" . }}\n",
      "{{- define \"x\" }}\nfoo-baz\n{{- end }}\n" + map + "  c: {{ include \"x\" . }}\n",
      .unknown,
      nil,
      says: "a template decides"
    ),
    DetectorCase(
      "a command that values tell",
      path,
      W.deployment("args: [\"{{ .Values.a }}\"]"),
      W.deployment("args: [\"{{ .Values.b }}\"]"),
      .incomparable,
      "workload.container-command"
    ),
    DetectorCase(
      "a type of service that values tell",
      path,
      "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: ClusterIP}\n",
      "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: \"{{ .Values.t }}\"}\n",
      .unknown,
      "network.kubernetes-exposure"
    ),
    DetectorCase(
      "a service of a name that values tell",
      path,
      "apiVersion: v1\nkind: Service\nmetadata: {name: \"{{ .n }}\"}\nspec: {type: ClusterIP}\n",
      "apiVersion: v1\nkind: Service\nmetadata: {name: \"{{ .n }}\"}\nspec: {type: NodePort}\n",
      .widened,
      "network.kubernetes-exposure"
    ),
  ]
}
