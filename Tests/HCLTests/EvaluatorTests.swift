import HCL
import Testing

@Suite("Terraform evaluator")
struct EvaluatorTests {
  static let module = """
    variable "known" { default = ["a", "b"] }
    variable "unknown" {}
    locals {
      name  = "web"
      ports = [80, 443]
      users = { ann = { role = "user" }, bob = { role = "admin" } }
      loop_a = local.loop_b
      loop_b = local.loop_a
      alias = aws_s3_bucket.x.arn
    }
    """

  static func value(_ expression: String) -> String {
    TerraformModule(["main.tf": module + "\noutput \"o\" {\n  value = \(expression)\n}\n"])[
      "output.o"
    ]?["value"]?
    .source ?? "none"
  }

  @Test(
    "expressions",
    arguments: [
      ("local.name", "\"web\""),
      ("\"${local.name}-${var.unknown}-x\"", "\"web-${var.unknown}-x\""),
      ("local.alias", "aws_s3_bucket.x.arn"),
      ("\"${local.alias}/*\"", "\"${aws_s3_bucket.x.arn}/*\""),
      ("var.known[1]", "\"b\""),
      ("local.users.bob.role", "\"admin\""),
      ("local.users[\"ann\"].role", "\"user\""),
      ("[for k, u in local.users : k if u.role == \"admin\"]", "[\"bob\"]"),
      ("{ for k, u in local.users : u.role => k... }", "{admin=[\"bob\"], user=[\"ann\"]}"),
      (
        "[for v in var.unknown : \"${local.name}-${v}\"]",
        "[for item0 in var.unknown : \"web-${item0}\"]"
      ),
      ("values(local.users)[*].role", "[\"user\", \"admin\"]"),
      ("aws_x.y[*].id", "aws_x.y[*].id"),
      ("aws_x.y.*.id", "aws_x.y[*].id"),
      ("1 + 2 * 3", "7"),
      ("local.ports[0] == 80 && !false", "true"),
      ("true || var.unknown", "true"),
      ("var.unknown ? 1 : 2", "(var.unknown ? 1 : 2)"),
      ("var.unknown ? local.name : \"web\"", "\"web\""),
      ("try(local.users.eve.role, \"none\")", "\"none\""),
      ("try(var.unknown.x, 1)", "try(var.unknown.x, 1)"),
      ("can(local.users.eve.role)", "false"),
      ("local.loop_a", "local.loop_a"),
      ("merge({a = 1}, {a = 2, b = 3})", "{a=2, b=3}"),
      ("merge({a = local.name}, var.unknown)", "merge({a=\"web\"}, var.unknown)"),
      ("concat([1], local.ports)", "[1, 80, 443]"),
      ("toset([\"b\", \"a\", \"b\"])", "[\"a\", \"b\"]"),
      ("flatten([[1], [[2]]])", "[1, 2]"),
      ("flatten([[1], var.unknown])", "[1, var.unknown]"),
      ("keys(local.users)", "[\"ann\", \"bob\"]"),
      ("lookup({a = 1}, \"b\", 2)", "2"),
      ("element([1, 2], 3)", "2"),
      ("length(local.users)", "2"),
      ("base64decode(\"aMOpIQ==\")", "\"hé!\""),
      ("base64decode(base64encode(var.unknown))", "base64decode(base64encode(var.unknown))"),
      ("base64encode(\"${var.unknown}!\")", "base64encode(\"${var.unknown}!\")"),
      ("base64decode(base64encode(\"${var.unknown}!\"))", "\"${var.unknown}!\""),
      ("\"${base64encode(\"a\")} ${base64encode(\"ab\")}\"", "\"YQ== YWI=\""),
      ("format(\"%s:%d\", var.unknown, 80)", "\"${var.unknown}:80\""),
      ("formatlist(\"%s!\", [\"a\", \"b\"])", "[\"a!\", \"b!\"]"),
      ("join(\",\", local.ports)", "\"80,443\""),
      ("split(\",\", \"a,b\")", "[\"a\", \"b\"]"),
      ("replace(\"a.b\", \".\", \"-\")", "\"a-b\""),
      ("upper(trimspace(\" x \"))", "\"X\""),
      ("coalesce(null, \"\", \"a\")", "\"a\""),
      ("compact([\"\", \"a\"])", "[\"a\"]"),
      ("contains(keys(local.users), \"ann\")", "true"),
      ("setunion([\"b\"], [\"a\"])", "[\"a\", \"b\"]"),
      ("setsubtract([\"b\", \"a\"], [\"a\"])", "[\"b\"]"),
      ("jsonencode({a = [1, \"x\", var.unknown]})", "jsonencode({a=[1, \"x\", var.unknown]})"),
      ("\"${jsonencode({a = \"q\\\"\"})}!\"", "\"{\\\"a\\\":\\\"q\\\\\\\"\\\"}!\""),
      ("jsondecode(\"{\\\"a\\\": [1.0]}\").a[0]", "1"),
      ("jsondecode(jsonencode({a = var.unknown})).a", "var.unknown"),
      ("cidrsubnet(\"10.0.0.0/8\", 8, 1)", "cidrsubnet(\"10.0.0.0/8\", 8, 1)"),
      ("\"%{ for p in local.ports ~} ${p} %{ endfor }\"", "\"80 443 \""),
      ("\"%{ if true }a%{ else }b%{ endif }\"", "\"a\""),
      ("zipmap([\"a\"], [1])", "{a=1}"),
      ("{ \"${var.unknown}:sub\" = 1 }", "{${var.unknown}:sub=1}"),
    ]
  )
  func expressions(expression: String, expected: String) {
    #expect(Self.value(expression) == expected)
  }

  @Test("bounds hold: doubling texts, lists and chains end as opaque")
  func bounds() {
    var text = "locals {\n  a0 = \"xxxxxxxxxxxxxxxx\"\n  l0 = [var.u]\n"
    for index in 1...60 {
      text += "  a\(index) = \"${local.a\(index - 1)}${local.a\(index - 1)}\"\n"
      text += "  l\(index) = concat(local.l\(index - 1), local.l\(index - 1))\n"
    }
    let doubled = TerraformModule(["main.tf": text + "}\n"])
    #expect(doubled.exceeded != nil)
    let chain =
      "locals {\n" + (1...2000).map { "  a\($0) = local.a\($0 + 1)" }.joined(separator: "\n")
      + "\n}\n"
    #expect(TerraformModule(["main.tf": chain]).exceeded != nil)
  }
}
