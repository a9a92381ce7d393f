import Syntax
import Testing

@Suite("JSON")
struct JSONReaderTests {
  @Test(
    "is read as it is written",
    arguments: [
      (
        #"{"a": [1, -0, 1.50e+3, true, false, null], "b": {}}"#,
        "{a: [1, -0, 1.50e+3, true, false, null], b: {}}"
      ),
      ("\u{FEFF} \"x\" \r\n", "'x'"),
      (#""\"\\\/\b\f\n\r\tA\u00e9""#, "'\"\\/\u{8}\u{c}\n\r\tA\u{e9}'"),
      (#""\ud83d\ude00\uD834\uDD1E""#, "'😀𝄞'"),
      ("[]", "[]"), ("\"\u{7f}\u{2028}\"", "'\u{7f}\u{2028}'"), ("[[[0]]]", "[[[0]]]"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
    ]
  )
  func value(text: String, tree: String) {
    #expect(outcome { () throws(SyntaxError) in try JSONReader.read(Array(text.utf8)) } == tree)
  }

  @Test(
    "is refused where two programs could differ",
    arguments: [
      (#"{"Effect": "Deny", "Effect": "Allow"}"#, "1:20: the key 'Effect' stands here twice"),
      (#"{"a": 1, "\u0061": 2}"#, "1:10: the key 'a' stands here twice"),
      ("{\"\u{e9}\": 1, \"e\u{301}\": 2}", "1:11: the key 'e\u{301}' stands here twice"),
      ("", "1:1: expected a value"), ("[1] x", "1:5: expected the end of the text"),
      ("[1,]", "1:4: expected a value"), (#"{"a":1,}"#, "1:8: expected a key in double quotes"),
      ("{a: 1}", "1:2: expected a key in double quotes"), ("[01]", "1:3: expected ',' or ']'"),
      ("[1.]", "1:4: expected a digit"), ("[.5]", "1:2: expected a value"),
      ("[+1]", "1:2: expected a value"), ("[1e]", "1:4: expected a digit"),
      ("NaN", "1:1: expected a value"), ("[Infinity]", "1:2: expected a value"),
      ("// c\n1", "1:1: expected a value"), ("['a']", "1:2: expected a value"),
      ("[\n\n  \"a\tb\"]", "3:5: a control character in a string"),
      ("\"a\nb\"", "1:3: a control character in a string"),
      (#""\ud800""#, "1:2: half a surrogate pair"),
      (#""\udc00\ud800""#, "1:2: half a surrogate pair"),
      (#""\ud800\u0041""#, "1:2: half a surrogate pair"),
      (#""\x41""#, "1:2: an escape that JSON does not have"),
      (#""\u00g0""#, "1:2: an escape that JSON does not have"),
      ("\"abc", "1:1: a string that does not end"), ("\"abc\\", "1:5: an escape that does not end"),
      ("1\u{FEFF}", "1:2: expected the end of the text"), ("\u{a0}1", "1:1: expected a value"),
      ("tru", "1:1: expected a value"), ("nullx", "1:5: expected the end of the text"),
      ("{\"a\" 1}", "1:6: expected ':'"), ("[1 2]", "1:4: expected ',' or ']'"),
      ("{\"a\":1 \"b\":2}", "1:8: expected ',' or '}'"), ("\u{c}1", "1:1: expected a value"),
    ]
  )
  func refused(text: String, reason: String) {
    #expect(outcome { () throws(SyntaxError) in try JSONReader.read(Array(text.utf8)) } == reason)
  }

  @Test("gives every value and key its place")
  func places() throws {
    let node = try JSONReader.read(Array("{\n  \"é\": [\n    7]}".utf8))
    let member = try #require(node.object?.first)
    #expect(member.keyPosition == Position(line: 2, column: 3))
    #expect(member.value.position == Position(line: 2, column: 9))
    #expect(member.value.array?.first?.position == Position(line: 3, column: 5))
  }

  @Test(
    "that is not UTF-8 is refused at its line",
    arguments: [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80]]
  )
  func encoding(bytes: [UInt8]) {
    let text = Array("[\n\"".utf8) + bytes + Array("\"]".utf8)
    #expect(
      outcome { () throws(SyntaxError) in try JSONReader.read(text) } == "2:1: not UTF-8"
    )
  }

  @Test("beyond a limit is refused by the limit's name")
  func limits() {
    var limits = SyntaxLimits()
    limits.bytes = 40
    limits.depth = 3
    limits.nodes = 5
    let cases = [
      (String(repeating: " ", count: 41), "1:1: longer than 40 bytes"),
      ("[[[[]]]]", "1:4: nested more than 3 deep"), ("[1,2,3,4,5]", "1:10: more than 5 values"),
      ("[[[1]]]", "[[[1]]]"),
    ]
    for (text, expected) in cases {
      #expect(
        outcome { () throws(SyntaxError) in try JSONReader.read(Array(text.utf8), limits: limits) }
          == expected
      )
    }
  }
}
