import Syntax
import Testing

/// The documents of a template in one line, or why there are none.
private func template(_ text: String) -> String {
  do throws(SyntaxError) {
    return try YAMLReader.readTemplate(Array(text.utf8)).documents.map(shown)
      .joined(separator: " | ")
  } catch {
    return error.description
  }
}

@Suite("Templates")
struct TemplatesTests {
  @Test(
    "leave the text around them readable",
    arguments: [
      (
        "a: {{ .Values.x }}\nb: \"p-{{ .y | quote }}\"\n",
        "{a: '{{ .Values.x }}', b: 'p-{{ .y | quote }}'}"
      ),
      ("{{- if .Values.on }}\na: 1\n{{- else if x }}\nb: 2\n  {{- end }}\n", "{a: 1, b: 2}"),
      ("a:\n  {{- toYaml .Values.x | nindent 2 }}\nb: 1", "{a: null, b: 1}"),
      ("{{ .k }}-x: {{ .v }}", "{{{ .k }}-x: '{{ .v }}'}"),
      ("{{/* it's a comment }} */}}\na: 1 {{- /* quiet */}}", "{a: 1}"),
      ("{% for user in users %}\n- {{ user }}\n{% endfor %}{# it's #}\n", "['{{ user }}']"),
      ("a: ${{ secrets.X }}", "{a: '${{ secrets.X }}'}"),
      (
        "a: {{ \"}}\" }}\nb: {{ `}}\\` }}\nc: {{ '\\'}}' }}",
        "{a: '{{ \"}}\" }}', b: '{{ `}}\\` }}', c: '{{ '\\'}}' }}'}"
      ),
      ("a: {{ x\n  y }}\nb: 2", "{a: '{{ x\n  y }}', b: 2}"),
      ("[{{ a }}, {{ a }}]", "['{{ a }}', '{{ a }}']"),
      ("a: 1\r\n{{ end }}\r\nb: 2\r\n", "{a: 1, b: 2}"),
      ("a: {{ x", "1:4: a template's action that does not end"),
      ("a: \u{F0000}0\u{F0001}{{ x }}", "1:1: a character for private use"),
      ("{{ if x }}\na: 1\n{{ else }}\na: 2\n{{ end }}", "4:1: the key 'a' stands here twice"),
    ]
  )
  func read(text: String, tree: String) { #expect(template(text) == tree) }

  @Test("keep every line at its number")
  func lines() throws {
    let text = "{{- if x\n  y }}\na: {{ p\n  q }}\nb: 2\n"
    let (documents, templates) = try YAMLReader.readTemplate(Array(text.utf8))
    #expect(documents.first?["b"]?.position == Position(line: 5, column: 4))
    #expect(templates.actions.map(\.position.line) == [1, 3])
    #expect(templates.actions.map(\.isWholeLine) == [true, false])
    #expect(documents.first?["a"]?.isTemplated == true)
    #expect(documents.first?["b"]?.isTemplated == false)
    #expect(templates.bytes.count { $0 == 0x0A } == 5)
  }

  @Test(
    "are told from what only looks like them",
    arguments: [
      ("a: {b: {c: 1}}", false), ("a: ${{ x }}", false), ("a: '{{ x }}'", true),
      ("# {% if %}", true),
      ("a: { { b", false), ("", false), ("{#c#}", true), ("{", false), ("echo ${#list[@]}", false),
    ]
  )
  func present(text: String, isPresent: Bool) {
    #expect(Templates.arePresent(in: Array(text.utf8)) == isPresent)
  }
}
