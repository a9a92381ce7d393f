import HCL
import Testing

@Suite("Terraform modules")
struct ModuleTests {
  @Test("count and for_each make instances where they are known")
  func instances() {
    let module = TerraformModule([
      "main.tf": """
      resource "a" "counted" {
        count = 2
        name  = "n${count.index}"
      }
      resource "a" "each" {
        for_each = toset(["x", "y"])
        name     = each.value
      }
      resource "a" "none" {
        count = 0
      }
      resource "a" "unknown" {
        for_each = var.u
        name     = each.key
      }
      resource "a" "dynamic" {
        dynamic "in" {
          for_each = [1, 2]
          content { port = in.value }
        }
        dynamic "out" {
          for_each = var.u
          iterator = it
          content { port = it.value }
        }
      }
      """
    ])
    #expect(
      module.blocks.map(\.address) == [
        "a.counted", "a.counted[1]", "a.each[\"x\"]", "a.each[\"y\"]", "a.unknown", "a.dynamic",
      ]
    )
    #expect(module["a.counted[1]"]?["name"]?.literal == "n1")
    #expect(module["a.each[\"y\"]"]?["name"]?.literal == "y")
    #expect(module["a.unknown"]?["name"]?.opaque == "each.key")
    #expect(module["a.unknown"]?.repetition?.opaque == "var.u")
    #expect(module["a.dynamic"]?.blocks("in").compactMap { $0["port"]?.literal } == ["1", "2"])
    #expect(module["a.dynamic"]?.blocks("out").first?[Value.dynamicName]?.opaque == "var.u")
  }

  @Test("variables' values: defaults, files of values, overrides")
  func values() {
    let module = TerraformModule([
      "main.tf":
        "variable \"a\" { default = 1 }\nvariable \"b\" { default = 1 }\nresource \"r\" \"x\" {\n  a = var.a\n  b = var.b\n  c = 1\n}\n",
      "terraform.tfvars": "a = 2\nb = 2\n",
      "z.auto.tfvars": "b = 3\n",
      "x_override.tf": "resource \"r\" \"x\" {\n  c = 2\n}\n",
    ])
    let block = module["r.x"]
    #expect(block?["a"]?.literal == "2")
    #expect(block?["b"]?.literal == "3")
    #expect(block?["c"]?.literal == "2")
    #expect(block?["b"].map { module.paths[$0.origin.file] } == Array("z.auto.tfvars".utf8))
  }

  @Test("JSON files say the same")
  func json() {
    let module = TerraformModule([
      "main.tf.json": """
      {"//": "comment", "locals": {"n": "web"},
       "resource": {"r": {"x": {"name": "${local.n}-1", "ports": [80],
         "dynamic": {"in": {"for_each": [1], "content": {"port": "${in.value}"}}}}}}}
      """
    ])
    #expect(module["r.x"]?["name"]?.literal == "web-1")
    #expect(module["r.x"]?.blocks("in").first?["port"]?.literal == "1")
    #expect(module["r.x"]?["name"]?.origin.line == 2)
  }

  @Test("a policy document is the JSON that it renders")
  func documents() {
    let module = TerraformModule([
      "main.tf": """
      data "aws_iam_policy_document" "base" {
        statement {
          sid     = "a"
          actions = ["s3:GetObject"]
          resources = ["${aws_s3_bucket.b.arn}/&{aws:username}"]
          principals {
            type        = "AWS"
            identifiers = ["1"]
          }
          principals {
            type        = "AWS"
            identifiers = ["2"]
          }
          condition {
            test     = "StringEquals"
            variable = "${var.p}:sub"
            values   = ["x"]
          }
        }
      }
      data "aws_iam_policy_document" "more" {
        source_policy_documents = [data.aws_iam_policy_document.base.json, var.u]
        statement {
          effect  = "Deny"
          actions = ["*"]
        }
      }
      output "o" { value = data.aws_iam_policy_document.more.json }
      """
    ])
    #expect(
      module["output.o"]?["value"]?.pieces?.rendered
        == "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Allow\","
        + "\"Action\":[\"s3:GetObject\"],\"Resource\":[\"${aws_s3_bucket.b.arn}/${aws:username}\"],"
        + "\"Principal\":{\"AWS\":[\"1\",\"2\"]},"
        + "\"Condition\":{\"StringEquals\":{\"${var.p}:sub\":[\"x\"]}}},\"${var.u}\","
        + "{\"Effect\":\"Deny\",\"Action\":[\"*\"]}]}"
    )
  }

  @Test("a heredoc's JSON has its atoms and its lines")
  func heredoc() throws {
    let module = TerraformModule([
      "main.tf": """
      resource "r" "x" {
        policy = <<EOF
      {
        "Resource": "${aws_s3_bucket.b.arn}/*",
        "Action": ${jsonencode(var.actions)}
      }
      EOF
      }
      """
    ])
    let document = try #require(module["r.x"]?["policy"]?.document)
    #expect(document["Resource"]?.pieces == [.atom("aws_s3_bucket.b.arn"), .literal("/*")])
    #expect(document["Resource"]?.origin.line == 4)
    #expect(document["Action"]?.opaque == "jsonencode(var.actions)")
  }

  @Test("files, templates and called modules are read from the tree")
  func files() throws {
    let texts = [
      "m/main.tf": """
      module "c" {
        source = "../c"
        name   = "web"
      }
      output "f" { value = file("${path.module}/x/a.txt") }
      output "t" { value = templatefile("x/t.tpl", { n = [1, 2] }) }
      output "e" { value = file("../../etc/passwd") }
      """,
      "m/x/a.txt": "A", "m/x/t.tpl": "%{ for i in n }<${i}>%{ endfor }",
      "c/main.tf":
        "variable \"name\" {}\nresource \"r\" \"x\" {\n  n = var.name\n  b = aws_b.y.id\n}\n",
    ]
    let module = TerraformModule(texts, folder: "m")
    #expect(module["output.f"]?["value"]?.literal == "A")
    #expect(module["output.t"]?["value"]?.literal == "<1><2>")
    #expect(module["output.e"]?["value"]?.opaque == "file(\"../../etc/passwd\")")
    let call = try #require(module["module.c"])
    let child = try #require(
      module.called(by: call, of: Files(texts: texts), cache: ParseCache())
    )
    #expect(child["module.c.r.x"]?["n"]?.literal == "web")
    #expect(child["module.c.r.x"]?["b"]?.opaque == "module.c.aws_b.y.id")
  }

  @Test(
    "a path without a beginning is from where Terraform runs: the root's folder, or whichever has the file"
  )
  func relativeFiles() throws {
    let texts = [
      "live/main.tf": "module \"c\" {\n  source = \"../c\"\n}\n",
      "live/own.txt": "root's", "live/two.txt": "root's", "c/two.txt": "module's", "c/x.txt": "c",
      "c/d/all.txt": "top",
      "c/main.tf": """
      output "root" { value = file("own.txt") }
      output "mine" { value = file("x.txt") }
      output "top" { value = file("c/d/all.txt") }
      output "named" { value = file("${path.root}/own.txt") }
      output "two" { value = file("two.txt") }
      output "none" { value = file("nowhere.txt") }
      """,
    ]
    let module = TerraformModule(texts, folder: "live")
    let call = try #require(module["module.c"])
    let child = try #require(
      module.called(by: call, of: Files(texts: texts), cache: ParseCache())
    )
    func value(_ name: String) -> String? { child["module.c.output.\(name)"]?["value"]?.literal }
    #expect(value("root") == "root's")
    #expect(value("mine") == "c")
    #expect(value("top") == "top")
    #expect(value("named") == "root's")
    #expect(value("two") == nil)
    #expect(value("none") == nil)
  }

  @Test("a template_file is the text that it renders, and unknown where its template is")
  func templateFiles() {
    let module = TerraformModule([
      "main.tf": """
      data "template_file" "t" {
        template = "${file("${path.module}/t.json")}"
        vars {
          bucket = "logs"
          role   = "${aws_iam_role.r.arn}"
        }
      }
      data "template_file" "u" {
        template = "${var.text}"
      }
      resource "template_file" "v" {
        template = "a $${b}"
        vars     = { b = "c" }
      }
      data "template_file" "w" {
        template = "$${missing}"
      }
      output "t" { value = data.template_file.t.rendered }
      output "u" { value = "${data.template_file.u.rendered}" }
      output "v" { value = template_file.v.rendered }
      output "w" { value = data.template_file.w.rendered }
      """, "t.json": "{\"Bucket\": \"${bucket}\", \"Role\": \"${role}\"}",
    ])
    let document = module["output.t"]?["value"]?.document
    #expect(document?["Bucket"]?.literal == "logs")
    #expect(document?["Role"]?.pieces == [.atom("aws_iam_role.r.arn")])
    #expect(module["output.u"]?["value"]?.opaque == "{template=var.text}.rendered")
    #expect(module["output.v"]?["value"]?.literal == "a c")
    #expect(module["output.w"]?["value"]?.opaque == "{template=\"$${missing}\"}.rendered")
  }

  @Test(
    "a long text of what is not known has one short name on both sides, and another text another"
  )
  func longTexts() {
    let cache = ParseCache()
    func value(_ last: String) -> String? {
      let keys = (0..<100).map { "a\($0) = var.a\($0)" }.joined(separator: "\n")
      let text = "output \"x\" {\n  value = merge(var.all, {\n\(keys)\nz = var.\(last)\n})\n}\n"
      let module = TerraformModule(reading: [], of: Files(texts: ["m.tf": text]), cache: cache)
      return module["output.x"]?["value"]?.opaque
    }
    #expect(value("y")?.hasPrefix("merge(var.all, {a0=var.a0, ") == true)
    #expect((value("y")?.utf8.count ?? .max) < 300)
    #expect(value("y") == value("y"))
    #expect(value("y") != value("z"))
    #expect(value("\u{E9}") != value("e\u{301}"))
  }
}
