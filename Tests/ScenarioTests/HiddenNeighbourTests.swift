import GateTesting
import Testing

/// What a file means may depend on files beside it, and whoever wants to hide that can push these first: nothing that
/// is added asks for an approval.
@Suite("Neighbours that are hidden from the detectors")
struct HiddenNeighbourTests {
  private static let policy = """
    classes: {network: {detect: [network]}}
    rules:
      - name: access
        classes: [network]
        when: {direction: [widened, incomparable, unknown]}
        require: {approvals: 1, from: [security]}
      - name: harmless
        classes: [network]
        when: {direction: [equal, narrowed]}
        allow: formatting and narrowing need nobody

    """

  private static let rule = """
    resource "aws_security_group_rule" "ssh" {
      type              = "ingress"
      protocol          = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_blocks       = [var.cidr]
      security_group_id = "sg-1"
    }

    """

  private static func variable(_ range: String) -> String {
    "variable \"cidr\" {\n  default = \"\(range)\"\n}\n"
  }

  struct Hiding: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// How the file that the variable is used in goes on, and the endings of 600 files beside it.
    var padding = ""
    var others: String?
    /// What the refusal says of the variable that is opened to everybody.
    let says: String
  }

  static let hidings: [Hiding] = [
    .init(
      testDescription: "by many files of any kind, which a module has nothing to do with",
      others: "txt",
      says: "opens tcp 22 from 0.0.0.0/0"
    ),
    .init(
      testDescription: "by more files of Terraform than are read",
      others: "tf",
      says: "a folder of more than 500 files of Terraform"
    ),
    .init(
      testDescription: "by a file that is too long to be read",
      padding: String(repeating: "# nothing\n", count: 500_000),
      says: "a file that it goes with could not be read, or is too long"
    ),
  ]

  @Test("a change is not harmless because it cannot be told", arguments: hidings)
  func hidden(_ hiding: Hiding) async throws {
    var seed = [
      "README.md": "hello\n", "net/vars.tf": Self.variable("10.0.0.0/8"),
      "net/rule.tf": Self.rule + hiding.padding,
    ]
    for number in 0..<(hiding.others == nil ? 0 : 600) {
      seed["net/a\(number).\(hiding.others ?? "")"] = "# \(number)\n"
    }
    let world = try await World.make(policy: Self.policy, seed: seed)
    _ = try await world.clone.commit(["net/vars.tf": Self.variable("0.0.0.0/0")])
    let before = try await world.main
    let push = try await world.clone.push("HEAD:refs/heads/main")
    let said = push.remoteText.replacing("countersign:", with: "").split(
      whereSeparator: \.isWhitespace
    )
    .joined(separator: " ")
    #expect(said.contains(hiding.says) && said.contains("approval-missing"), "\(push)")
    #expect(try await world.main == before)
  }
}
