import HCL
import Syntax
import Testing

@Suite("HCL parser")
struct ParserTests {
  static func expression(_ text: String) throws -> String {
    let body = try HCL.parse(Array("x = \(text)\n".utf8))
    return body["x"]?.normalized ?? "no x"
  }

  @Test(
    "expressions",
    arguments: [
      ("1+2*3", "(1 + (2 * 3))"),
      ("1 - 2 - 3", "((1 - 2) - 3)"),
      ("!a && b || c == d", "((!a && b) || (c == d))"),
      ("a ? b : c ? d : e", "(a ? b : (c ? d : e))"),
      ("a-b.c-d", "a-b.c-d"),
      ("-1.5e+3", "-1.5e+3"),
      ("var.a[0].b", "var.a[0].b"),
      ("aws_instance.x.0.id", "aws_instance.x[0].id"),
      ("a.*.b.c", "a[*].b.c"),
      ("a.*.b[0]", "a[*].b[0]"),
      ("a[*].b[0]", "a[*].b[0]"),
      ("a[\n*\n].b", "a[*].b"),
      ("merge(a, b...)", "merge(a, b...)"),
      ("f(\n  a, # one\n  b, /* two */\n)", "f(a, b)"),
      ("provider::aws::arn_parse(a)", "provider::aws::arn_parse(a)"),
      ("[1, \"a\", true, null,]", "[1, \"a\", true, null]"),
      ("{ a = 1, \"b\" : 2\n (c) = 3 }", "{\"a\"=1, \"b\"=2, c=3}"),
      ("{\n  # comment\n  a = 1 // more\n\n  b = 2\n}", "{\"a\"=1, \"b\"=2}"),
      ("[for s in var.l : upper(s) if s != \"\"]", "[for s in var.l : upper(s) if (s != \"\")]"),
      (
        "{for k, v in m : k => v... if v}", "{for k, v in m : k => v... if v}"
      ),
      ("\"a${b}c\"", "\"a${b}c\""),
      ("\"${\"in ${\"deep\"}\"}\"", "\"${\"in ${\"deep\"}\"}\""),
      ("\"$${a} %%{b} $a % \\\" \\u00e9\"", "\"$${a} %%{b} $a % \\\" é\""),
      ("\"%{if a}b%{else}c%{endif}\"", "\"%{if a}b%{else}c%{endif}\""),
      ("\"%{ for x in l ~}  ${x} %{~ endfor }\"", "\"%{for x in l}${x}%{endfor}\""),
      ("<<EOT\n a ${b}\n  c\n EOT", "\" a ${b}\\n  c\\n\""),
      ("<<-EOT\n    a\n      b\n\n    EOT", "\"a\\n  b\\n\\n\""),
      ("<<-EOT\n  ${a}\n    b\n  EOT", "\"${a}\\n  b\\n\""),
      ("f(<<A\nx\nA\n, 1)", "f(\"x\\n\", 1)"),
      ("(\n  a\n  + b\n)", "(a + b)"),
    ]
  )
  func expressions(text: String, expected: String) throws {
    #expect(try Self.expression(text) == expected)
  }

  @Test("blocks, their labels and places")
  func blocks() throws {
    let text = """
      resource "aws_x" y {
        a = 1
        inner { b = 2 }

        empty {}
      }
      """
    let body = try HCL.parse(Array(text.utf8))
    let block = try #require(body.blocks.first)
    #expect(block.labels == ["aws_x", "y"])
    #expect(block.body.attributes.first?.position == Position(line: 2, column: 3))
    #expect(block.body.blocks.map(\.type) == ["inner", "empty"])
    #expect(block.body.blocks.first?.body["b"]?.position == Position(line: 3, column: 15))
  }

  @Test(
    "what is refused, and where",
    arguments: [
      ("a = 1\na = 2\n", "2:1: the argument 'a' stands twice"),
      ("a = \n", "1:5: expected an expression, found the end of the line"),
      ("a = \"x\n\"", "1:7: a line's end within a quoted string"),
      ("a = <<EOT\nx\n", "2:1: a string without an end"),
      ("a {", "1:4: expected '}' at the end of block 'a', found the end of the text"),
      ("a = 1 b = 2\n", "1:7: expected the end of the line, found 'b'"),
      ("a = \"%{if b}\"\n", "1:6: a directive without 'endif'"),
      ("}", "1:1: expected a block or an argument, found '}'"),
      ("a = [1 2]\n", "1:8: expected ']' at the end of a list, found '2'"),
      ("/* a", "1:1: a comment without an end"),
    ]
  )
  func refusals(text: String, expected: String) throws {
    let error = #expect(throws: SyntaxError.self) { try HCL.parse(Array(text.utf8)) }
    #expect(error?.description == expected)
  }

  @Test(
    "depth is limited, whatever nests",
    arguments: ["[", "(", "{a=", "!", "-", "f(", "\"${", "a ? ", "b {\n", "1+", "x[", "a.*[*]."]
  )
  func depth(opening: String) throws {
    let text = "x = " + String(repeating: opening, count: 20_000)
    #expect(throws: SyntaxError.self) { try HCL.parse(Array(text.utf8)) }
    let chain = "x = a" + String(repeating: ".a", count: 20_000) + "\n"
    let error = #expect(throws: SyntaxError.self) { try HCL.parse(Array(chain.utf8)) }
    #expect(error?.reason == "deeper than 100 levels")
  }
}
