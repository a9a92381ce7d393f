import Syntax
import Testing

@testable import HCL

@Suite("Terraform's syntax before 0.12")
struct OldSyntaxTests {
  @Test(
    "what only older Terraform took is read as it did",
    arguments: [
      ("\"a\" = \"1\"\n\"b\" = [\"x\"]\n", "a=\"1\" b=[\"x\"]"),
      ("m {\n  \"rest.action\" = \"true\"\n}\n", "m{rest.action=\"true\"}"),
      ("p {\n  field.delim = \"\\t\"\n}\n", "p{field.delim=\"\\t\"}"),
      ("a = \"%{User-Agent}i\"\n", "a=\"%%{User-Agent}i\""),
      ("a = 1\nb = 2\na = 3\n", "b=2 a=3"),
      ("a = \"${var.18f_x}\"\nb = \"${r.0.x}\"\n", "a=\"${var.18f_x}\" b=\"${r[0].x}\""),
    ]
  )
  func old(text: String, expected: String) throws {
    #expect(throws: SyntaxError.self) { try HCL.parse(Array(text.utf8)) }
    #expect(Self.told(try HCL.parseTerraform(Array(text.utf8))) == expected)
  }

  @Test("what both read differently is read as today")
  func today() throws {
    let text = Array("a = \"%{ if true }x%{ endif }\"\n".utf8)
    #expect(Self.told(try HCL.parseTerraform(text)) == Self.told(try HCL.parse(text)))
  }

  @Test(
    "what neither reads is today's error",
    arguments: ["a = \n", "\"a\n", "a.b.c\n", "r \"x\" {\n  \"a\" = \n}\n", "a = 'x'\n"]
  )
  func neither(text: String) {
    let today = #expect(throws: SyntaxError.self) { try HCL.parse(Array(text.utf8)) }
    let both = #expect(throws: SyntaxError.self) { try HCL.parseTerraform(Array(text.utf8)) }
    #expect(both?.description == today?.description)
  }

  private static func told(_ body: Body) -> String {
    let attributes = body.attributes.map { "\($0.name)=\($0.value.normalized)" }
    let blocks = body.blocks.map { "\($0.type){\(told($0.body))}" }
    return (attributes + blocks).joined(separator: " ")
  }
}
