import Detection
import Detectors
import Testing

@Suite("Named templates of a chart") struct HelperTemplateTests {
  @Test("are told where they write something else", arguments: cases)
  func helpers(item: DetectorCase) {
    item.check(HelperTemplates())
    item.reversed.check(HelperTemplates())
  }

  static let path = "chart/templates/_helpers.tpl"
  static func define(_ name: String) -> CaseFrame {
    CaseFrame(at: path) { text in
      "{{/* What it is for. */}}\n{{- define \"c.\(name)\" -}}\n\(text)\n{{- end -}}\n"
    }
  }

  static let cases: [DetectorCase] = [
    define("serviceAccountName")(
      "another account",
      "web",
      "admin",
      .incomparable,
      "iam.kubernetes-template",
      line: 2,
      says: "changes what the named template 'c.serviceAccountName' writes",
      .high
    ),
    define("security")(
      "privileges",
      "privileged: false",
      "privileged: true",
      .incomparable,
      "workload.template"
    ),
    define("ingress")("a host", "a.b", "c.d", .incomparable, "network.kubernetes-template"),
    define("labels")("a label", "team: a", "team: b", .equal),
    define("labels")(
      "a label that somebody reads",
      "team: a",
      "team: a\nazure.workload.identity/use: \"true\"",
      .incomparable
    ),
    define("fullname")(
      "a name",
      "{{ .Release.Name }}",
      "{{ .Release.Name | trunc 63 }}",
      .equal
    ),
    define("security")("blanks", "a: b", "  a:   b", .equal),
    DetectorCase(
      "a file that is one action",
      "chart/templates/role.yaml",
      "{{ include \"lib.role\" . }}\n",
      "{{ include \"lib.clusteradmin\" . }}\n",
      .incomparable,
      "iam.kubernetes-template"
    ),
    DetectorCase(
      "another definition",
      path,
      "{{ define \"c.a\" }}\na\n{{ end }}\n",
      "{{ define \"c.a\" }}\na\n{{ end }}\n{{ define \"c.role\" }}\na\n{{ end }}\n",
      .equal
    ),
  ]

  struct Tree: SourceTree {
    func content(of path: [UInt8]) -> [UInt8]? {
      Array("{{- define \"c.account\" -}}\nweb\n{{- end -}}\n".utf8)
    }
    func files(in directory: [UInt8]) -> [[UInt8]] { [Array("_helpers.tpl".utf8)] }
  }

  @Test(
    "a second definition of one name may hold",
    arguments: [
      ("c.account", Direction.incomparable), ("c.other", .equal),
    ]
  )
  func second(name: String, expected: Direction) {
    let pair = FilePair(
      path: Array("chart/templates/_z.tpl".utf8),
      old: nil,
      new: Array("{{- define \"\(name)\" -}}\nadmin\n{{- end -}}\n".utf8),
      newTree: Tree()
    )
    #expect(Verdict(HelperTemplates().read(pair)).direction == expected)
  }

  @Test("other templates are read by others") func foreign() {
    let pair = FilePair(
      path: Array("chart/templates/a.yaml".utf8),
      old: nil,
      new: Array("{{ if .a }}\nkind: Pod\n{{ end }}\n".utf8)
    )
    #expect(Verdict(HelperTemplates().read(pair)).reason == "foreign")
  }
}
