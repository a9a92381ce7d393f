import Syntax
import Testing

private func toml(_ text: String, limits: SyntaxLimits = .init()) -> String {
  outcome { () throws(SyntaxError) in try TOMLReader.read(Array(text.utf8), limits: limits) }
}

@Suite("TOML")
struct TOMLReaderTests {
  @Test(
    "is read as version 1.0 has it",
    arguments: [
      ("", "{}"), ("# only\r\n", "{}"),
      ("a = 1 # c\n\"b c\" = '\\'\n'd.e'.f = \"\\u00e9\\t\"", "{a: 1, b c: '\\', d.e: {f: 'é\t'}}"),
      ("[a]\nb.c = 1\nb.d = 2\n[a.b.e]\nf = 3", "{a: {b: {c: 1, d: 2, e: {f: 3}}}}"),
      ("[a.b.c]\nx = 1\n[a]\ny = 2", "{a: {b: {c: {x: 1}}, y: 2}}"),
      (
        "[[p]]\nn = 1\n[p.q]\nr = 2\n[[p]]\n[[p.s]]\n[[p.s]]\nt = 3",
        "{p: [{n: 1, q: {r: 2}}, {s: [{}, {t: 3}]}]}"
      ),
      ("a = { b = 1, c.d = [1, { e = 2 }] }", "{a: {b: 1, c: {d: [1, {e: 2}]}}}"),
      ("a = [ # c\n 1,\n\n 2, # d\n]", "{a: [1, 2]}"),
      (
        "a = \"\"\"\nx\\\n   y \"\"z\"\"\"\"\"\nb = '''\\x'y''''",
        "{a: 'xy \"\"z\"\"', b: '\\x'y''}"
      ),
      (
        "a = [1_000, +1, -0, 0xDEAD_beef, 0o17, 0b1, 1.5, 6e-3, +inf, -nan, true]",
        "{a: [1000, +1, -0, 0xDEADbeef, 0o17, 0b1, 1.5, 6e-3, +inf, -nan, true]}"
      ),
      (
        "a = [1979-05-27, 07:32:00.99, 1979-05-27T07:32:00Z, 1979-05-27 07:32:00-07:00]",
        "{a: [!!timestamp '1979-05-27', !!timestamp '07:32:00.99', !!timestamp '1979-05-27T07:32:00Z', !!timestamp '1979-05-27 07:32:00-07:00']}"
      ),
      ("1 = 1\n- = 2\n\"\" = 3", "{1: 1, -: 2, : 3}"), ("a = \"x\"\r\nb = 2\r\n", "{a: 'x', b: 2}"),
      ("[ a . 'b' ]", "{a: {b: {}}}"),
    ]
  )
  func value(text: String, tree: String) { #expect(toml(text) == tree) }

  @Test(
    "is refused at the place that is wrong",
    arguments: [
      ("a = 1\na = 2", "2:1: the key 'a' stands here twice"),
      ("[a]\n[a]", "2:2: the key 'a' stands here twice"),
      ("a.b = 1\na.b = 2", "2:3: the key 'b' stands here twice"),
      ("a = 1\na.b = 2", "2:1: the key 'a' stands here twice"),
      ("a = {}\n[a.b]", "2:2: the key 'a' stands here twice"),
      ("[a]\nb.c = 1\n[a.b]", "3:4: the key 'b' stands here twice"),
      ("[a.b.c]\n[a]\nb.c.d = 1", "3:1: the key 'b' stands here twice"),
      ("a = [1]\n[[a]]", "2:3: the key 'a' stands here twice"),
      ("[a]\n[[a]]", "2:3: the key 'a' stands here twice"),
      ("[[a]]\n[a]", "2:2: the key 'a' stands here twice"),
      ("a = {b = 1, b = 2}", "1:13: the key 'b' stands here twice"),
      ("a = {b = 1,}", "1:12: expected a key"), ("a = {\n}", "1:6: expected a key"),
      ("a = [1 2]", "1:8: expected ',' or ']'"), ("a = [,]", "1:6: expected a value"),
      ("a = 1 b = 2", "1:7: expected the end of the line"), ("a", "1:2: expected '='"),
      ("= 1", "1:1: expected a key"), ("a = ", "1:5: expected a value"),
      ("[a", "1:3: expected ']'"),
      ("[[a] ]", "1:5: expected ']'"), ("[]", "1:2: expected a key"),
      ("a. = 1", "1:4: expected a key"),
      ("a = 01", "1:5: '01' is no value"), ("a = 1__0", "1:5: '1__0' is no value"),
      ("a = 1.", "1:5: '1.' is no value"), ("a = .5", "1:5: '.5' is no value"),
      ("a = +0x1", "1:5: '+0x1' is no value"), ("a = 0x_1", "1:5: '0x_1' is no value"),
      ("a = 1979-02-30", "1:5: '1979-02-30' is no value"),
      ("a = 25:00:00", "1:5: '25:00:00' is no value"),
      ("a = 07:32", "1:5: '07:32' is no value"), ("a = True", "1:5: 'True' is no value"),
      ("a = \"\\x41\"", "1:6: an escape that TOML does not have"),
      ("a = \"\\ud800\"", "1:6: an escape for no character"),
      ("a = \"b\nc\"", "1:7: a control character in a string"),
      ("a = '''b\u{1}'''", "1:9: a control character in a string"),
      ("a = \"\"\"b\rc\"\"\"", "1:9: a control character in a string"),
      ("a = \"b", "1:5: a string that does not end"),
      ("'''a''' = 1", "1:1: a string of several lines is no key"),
      ("# \u{7f}", "1:3: a control character in a comment"),
      ("a = 1\rb = 2", "1:6: expected the end of the line"),
      ("\u{a0}a = 1", "1:1: expected a key"), ("é = 1", "1:1: expected a key"),
    ]
  )
  func refused(text: String, reason: String) { #expect(toml(text) == reason) }

  @Test("beyond a limit is refused by the limit's name")
  func limits() {
    var limits = SyntaxLimits()
    limits.depth = 4
    #expect(toml("a.b.c.d.e = 1", limits: limits) == "1:10: nested more than 4 deep")
    #expect(toml("[a.b]\nc.d = 1", limits: limits) == "{a: {b: {c: {d: 1}}}}")
    #expect(toml("[a.b]\nc = [[]]", limits: limits) == "2:6: nested more than 4 deep")
    #expect(toml("a = [[[[]]]]", limits: limits) == "1:8: nested more than 4 deep")
    limits.nodes = 4
    #expect(toml("a = [1, 2, 3, 4]", limits: limits) == "1:12: more than 4 values")
  }
}
