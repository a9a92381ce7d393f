import Detection
import Detectors
import HCL
import Testing

@Suite("Terraform rules")
struct TerraformRuleTests {
  @Test("examples of kinds are of their kind", arguments: TerraformDetector().kinds)
  func examples(kind: Kind) {
    guard kind.example.path.hasSuffix(".tf") else { return }
    let reading = read(kind.example.old, kind.example.new, path: kind.example.path)
    let found: [Observation] =
      switch reading {
      case .understood(let found), .partial(let found, _, _): found
      case .foreign, .unreadable: []
      }
    #expect(found.contains { $0.kind == kind.name }, "\(reading)")
  }

  static func group(_ rules: String) -> String {
    "resource \"aws_security_group\" \"web\" {\n\(rules)\n}\n"
  }

  static func ingress(_ port: String, _ blocks: String) -> String {
    let ports = port.split(separator: "-")
    return """
        ingress {
          protocol    = "tcp"
          from_port   = \(ports.first ?? "0")
          to_port     = \(ports.last ?? "0")
          cidr_blocks = [\(blocks)]
        }
      """
  }

  @Test(
    "reach through a security group",
    arguments: [
      (
        ingress("80", "\"10.0.0.0/8\""), ingress("80", "\"0.0.0.0/0\""), Direction.widened,
        "0.0.0.0/0 but for"
      ),
      (
        ingress("80", "\"10.0.0.0/9\", \"10.128.0.0/9\""), ingress("80", "\"10.0.0.0/8\""), .equal,
        ""
      ),
      (ingress("80-82", "\"1.2.3.4/32\""), ingress("80-81", "\"1.2.3.4/32\""), .narrowed, "82"),
      (
        ingress("80", "\"1.2.3.4/32\"") + "\n" + ingress("81", "\"1.2.3.4/32\""),
        ingress("80-81", "\"1.2.3.4/32\""), .equal, ""
      ),
      (ingress("80", "var.a"), ingress("80", "var.a, var.b"), .widened, "var.b"),
      (
        ingress("22", "\"1.2.3.4/32\""), ingress("80", "\"1.2.3.4/32\""), .incomparable,
        "opens tcp 80"
      ),
      ("", ingress("22", "\"0.0.0.0/0\""), .widened, "opens tcp 22 from 0.0.0.0/0"),
    ]
  )
  func reach(old: String, new: String, expected: Direction, words: String) {
    let reading = read(Self.group(old), Self.group(new))
    #expect(verdict(of: reading) == expected)
    #expect(words.isEmpty || said(reading).contains { $0.contains(words) }, "\(said(reading))")
    #expect(verdict(Self.group(new), Self.group(old)) == expected.reversed)
  }

  @Test(
    "other changes",
    arguments: [
      (
        "resource \"github_membership\" \"x\" {\n  username = \"ann\"\n  role = \"member\"\n}\n",
        "resource \"github_membership\" \"x\" {\n  username = \"ann\"\n  role = \"admin\"\n}\n",
        Direction.widened, "raises ann from member to admin"
      ),
      (
        "locals {\n  admins = [\"ann\"]\n}\n", "locals {\n  admins = [\"ann\", \"bob\"]\n}\n",
        .widened,
        "adds bob to admins"
      ),
      (
        "resource \"aws_db_instance\" \"x\" {\n  backup_retention_period = 7\n}\n",
        "resource \"aws_db_instance\" \"x\" {\n  backup_retention_period = 0\n}\n", .widened,
        "backup_retention_period from '7' to '0'"
      ),
      (
        "resource \"aws_instance\" \"x\" {\n  tags = { a = 1 }\n}\n",
        "resource \"aws_instance\" \"x\" {\n  tags = { a = 2 }\n}\n", .equal, ""
      ),
      (
        "resource \"google_project_iam_member\" \"x\" {\n  member = \"user:a\"\n  role = \"roles/viewer\"\n}\n",
        "resource \"google_project_iam_member\" \"x\" {\n  member = \"user:a\"\n  role = \"roles/secretmanager.secretAccessor\"\n}\n",
        .incomparable, ""
      ),
      (
        "resource \"kubernetes_service_account\" \"x\" {\n  metadata {\n    annotations = { \"eks.amazonaws.com/role-arn\" = \"a\" }\n  }\n}\n",
        "resource \"kubernetes_service_account\" \"x\" {\n  metadata {\n    annotations = { \"eks.amazonaws.com/role-arn\" = \"b\" }\n  }\n}\n",
        .unknown, ""
      ),
      (
        group(ingress("0-0", "\"1.2.3.4/32\"")), group(ingress("0-65535", "\"1.2.3.4/32\"")),
        .widened, "opens tcp 1-65535"
      ),
      (
        "resource \"acme_grant\" \"x\" {\n  to = 1\n}\n",
        "resource \"acme_grant\" \"x\" {\n  to = 2\n}\n", .unknown, ""
      ),
      (
        "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"b\"\n}\n",
        "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"b\"\n}\nmoved {\n  from = aws_s3_bucket.a\n  to = aws_s3_bucket.b\n}\n",
        .equal, ""
      ),
      (
        "variable \"c\" { default = \"10.0.0.0/8\" }\n" + group(ingress("80", "var.c")),
        "variable \"c\" { default = \"0.0.0.0/0\" }\n" + group(ingress("80", "var.c")), .widened,
        "opens tcp 80"
      ),
    ]
  )
  func others(old: String, new: String, expected: Direction, words: String) {
    let reading = read(old, new)
    #expect(verdict(of: reading) == expected)
    #expect(words.isEmpty || said(reading).contains { $0.contains(words) }, "\(said(reading))")
  }
}
