import Syntax
import Testing

/// The documents of a text in one line, or why there are none.
func documents(_ text: String, limits: SyntaxLimits = .init()) -> String {
  do throws(SyntaxError) {
    return try YAMLReader.read(Array(text.utf8), limits: limits).map(shown).joined(separator: " | ")
  } catch {
    return error.description
  }
}

@Suite("YAML")
struct YAMLReaderTests {
  @Test(
    "is read by the core schema",
    arguments: [
      ("[null, ~, Null, '', nULL, 'null']", "[null, null, null, '', 'nULL', 'null']"),
      (
        "[true, True, TRUE, false, tRUE, yes, no, on, off, y, n]",
        "[true, true, true, false, 'tRUE', 'yes', 'no', 'on', 'off', 'y', 'n']"
      ),
      (
        "[0, -7, +7, 0o17, 0x1F, 0777, 1_000, 0b1, 1:30, 08]",
        "[0, -7, +7, 0o17, 0x1F, 0777, '1_000', '0b1', '1:30', 08]"
      ),
      (
        "[1.5, .5, 1., -1e3, 6.0E+2, .inf, -.INF, .nan, 1.2.3, 1e, '.', +]",
        "[1.5, .5, 1., -1e3, 6.0E+2, .inf, -.INF, .nan, '1.2.3', '1e', '.', '+']"
      ),
      (
        "[2001-12-14, 12e, 0x, 0o8, -, \"1\", '2']",
        "['2001-12-14', '12e', '0x', '0o8', '-', '1', '2']"
      ),
      ("on: {1: a, true: b, null: c}", "{on: {1: 'a', true: 'b', null: 'c'}}"),
      ("a:\nb: |\n  x\n  y\nc: >-\n  x\n  y\n", "{a: null, b: 'x\ny\n', c: 'x y'}"),
      (
        "- !Ref x\n- !Sub [a, {b: 1}]\n- !!str 5\n- !!int '7'\n- ! '9'\n- !!float 3\n- !!set {a: }",
        "[!Ref 'x', !Sub ['a', {b: 1}], '5', 7, '9', 3, !!set {a: null}]"
      ),
      ("%TAG !e! tag:e.org,2000:\n---\n!e!x y", "tag:e.org,2000:x 'y'"),
      ("", ""), ("# nothing\n", ""), ("---\n", "null"),
      ("a\n---\nb\n...\n---\n- c\n", "'a' | 'b' | ['c']"),
      ("\u{FEFF}a: 1\r\nb: 2\r\n", "{a: 1, b: 2}"),
    ]
  )
  func value(text: String, tree: String) { #expect(documents(text) == tree) }

  @Test(
    "has its anchors and merge keys written out",
    arguments: [
      ("a: &x [1]\nb: *x", "{a: [1], b: [1]}"), ("- &k key\n- *k : 1", "['key', {key: 1}]"),
      ("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}", "{a: {p: 1, q: 2}, b: {q: 3, p: 1}}"),
      (
        "- &x {p: 1}\n- &y {p: 2, r: 3}\n- <<: [*x, *y]\n  s: 4",
        "[{p: 1}, {p: 2, r: 3}, {s: 4, p: 1, r: 3}]"
      ),
      ("'<<': {a: 1}", "{<<: {a: 1}}"), ("- &x 1\n- &x 2\n- *x", "[1, 2, 2]"),
      ("!!merge '<<': {a: 1}", "{a: 1}"),
      ("<<: (( merge ))\na: 1", "{a: 1, <<: '(( merge ))'}"),
      ("<<: [{b: 2}, (( inject c ))]\na: 1", "{a: 1, b: 2, <<: '(( inject c ))'}"),
    ]
  )
  func anchors(text: String, tree: String) { #expect(documents(text) == tree) }

  @Test(
    "is refused where two programs could differ",
    arguments: [
      ("a: 1\nb: 2\na: 3", "3:1: the key 'a' stands here twice"),
      ("1: a\n'1': b", "2:1: the key '1' stands here twice"),
      ("a: &x 1\n---\nb: *x", "3:4: the alias 'x' has no anchor before it"),
      ("&x [*x]", "1:5: the alias 'x' has no anchor before it"),
      ("- &x 1\n- &x [*x]", "2:7: the alias 'x' has no anchor before it"),
      ("? [a]\n: 1", "1:3: a key must be a scalar without a tag"),
      ("!Ref a: 1", "1:1: a key must be a scalar without a tag"),
      ("<<: 1", "1:5: a merge key takes a map or a list of maps"),
      ("<<: (x)", "1:5: a merge key takes a map or a list of maps"),
      ("<<: !t (( x ))", "1:5: a merge key takes a map or a list of maps"),
      ("<<: {a: 1}\n<<: {b: 1}", "2:1: the key '<<' stands here twice"),
      ("!!int x", "1:1: 'x' is no !!int"), ("!!bool yes", "1:1: 'yes' is no !!bool"),
      ("!!str [a]", "1:1: a list or map is no !!str"),
      ("[!a, b]", "1:2: a tag that does not end at a blank"),
      ("[&x !a, b]", "1:2: a tag that does not end at a blank"),
      ("! 9", "1:1: a tag that some programs take for none"), ("!!map a", "1:1: 'a' is no !!map"),
      ("é: 1\né: 'x'\n\ta", "3:1: no YAML: found character that cannot start any token"),
      ("é: [\u{1}]", "1:6: no YAML: control characters are not allowed"),
      ("a: \u{0}", "1:4: a NUL byte"), ("a\rb: 1", "1:2: a carriage return within a line"),
      ("a: 'x\u{2028}b: 1'", "1:6: a line break that not all programs take for one"),
      ("a: \u{85}b", "1:4: a line break that not all programs take for one"),
      ("a\u{FEFF}: 1", "1:2: a byte order mark within the text"),
      ("a: {{ x }}", "1:5: a key must be a scalar without a tag"), ("a: [", "1:5: no YAML"),
    ]
  )
  func refused(text: String, reason: String) { #expect(documents(text).hasPrefix(reason)) }

  @Test("gives every value and key its place, the column in bytes")
  func places() throws {
    let node = try YAMLReader.read(Array("é: {ü: x, b: 'é', c: 1}\nd:\n- 2\n".utf8))[0]
    let inner = try #require(node["é"])
    #expect(inner.position == Position(line: 1, column: 5))
    #expect(inner.object?.map(\.keyPosition.column) == [6, 13, 22])
    #expect(inner.object?.map(\.value.position.column) == [10, 16, 25])
    #expect(node["d"]?.array?.first?.position == Position(line: 3, column: 3))
  }

  @Test("that grows when written out is refused by the limit's name")
  func bombs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(documents(text).hasSuffix("more than 500000 values"))
    var deep = "- &b0 x\n"
    for level in 1..<200 { deep += "- &b\(level) [*b\(level - 1)]\n" }
    #expect(documents(deep).hasSuffix("nested more than 100 deep"))
    #expect(documents(String(repeating: "[", count: 500)) == "1:101: nested more than 100 deep")
    var limits = SyntaxLimits()
    limits.nodes = 5
    #expect(documents("[1, 2, 3, 4, 5]", limits: limits) == "1:14: more than 5 values")
  }
}
