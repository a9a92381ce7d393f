import GateTesting
import Testing

@Suite("Changes held back by what they mean")
struct MeaningTests {
  private static let policy = """
    classes:
      iam: {paths: ["iam/"], detect: [iam]}
      network: {detect: [network]}
      private-key: {content: ["@private-keys"]}
    rules:
      - name: access
        classes: [iam, network]
        when: {direction: [widened, incomparable]}
        require: {approvals: 1, from: [security]}
      - name: harmless
        classes: [iam, network]
        when: {direction: [equal, narrowed]}
        allow: formatting and narrowing need nobody
      - {name: no-keys, classes: [private-key], refuse: private keys are never pushed}

    """

  private static func policyFile(_ actions: String, resource: String = "arn:aws:s3:::a/*") -> String
  {
    """
    {
      "Version": "2012-10-17",
      "Statement": [{"Effect": "Allow", "Action": [\(actions)], "Resource": "\(resource)"}]
    }

    """
  }

  private static let path = "iam/deploy.json"
  private static let narrow = policyFile("\"s3:GetObject\"")
  private static let wide = policyFile("\"s3:GetObject\", \"s3:PutObject\"")

  private static func world() async throws -> World {
    try await World.make(policy: policy, seed: [path: narrow, "README.md": "hello\n"])
  }

  private static let open = """
    resource "aws_security_group_rule" "ssh" {
      type              = "ingress"
      protocol          = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_blocks       = ["0.0.0.0/0"]
      security_group_id = "sg-1"
    }

    """

  struct Push: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [String: String]
    /// What the refusal says; `nil` where nobody is asked.
    let says: String?
    var code = "approval-missing"
    var testDescription: String { name }
  }

  static let pushes: [Push] = [
    .init(
      name: "a wider policy is held back, with the action",
      files: [path: wide],
      says: "s3:PutObject"
    ),
    .init(
      name: "a reformatted one asks nobody",
      files: [path: narrow.replacing("\n", with: " \n").replacing("Allow", with: "Allow")],
      says: nil
    ),
    .init(
      name: "a narrower one asks nobody",
      files: [path: policyFile("\"s3:GetObject\"", resource: "arn:aws:s3:::a/b/*")],
      says: nil
    ),
    .init(
      name: "one that does not parse is held back",
      files: [path: narrow.replacing("}]", with: "}")],
      says: "changes iam/deploy.json: "
    ),
    .init(
      name: "a key that stands twice is no policy",
      files: [
        path: narrow.replacing(
          "\"Effect\": \"Allow\"",
          with: "\"Effect\": \"Deny\", \"Effect\": \"Allow\""
        )
      ],
      says: "changes iam/deploy.json: "
    ),
    .init(
      name: "what no detector of the class reads is held back",
      files: ["iam/notes.xyz": "anything\n"],
      says: "adds iam/notes.xyz"
    ),
    .init(
      name: "access is seen where no path says so",
      files: [
        "infra/main.tf": """
        resource "aws_iam_role_policy" "deploy" {
          role   = "deploy"
          policy = jsonencode({
            Version   = "2012-10-17"
            Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }]
          })
        }

        """
      ],
      says: "iam:PassRole"
    ),
    .init(
      name: "an open port is seen",
      files: [
        "infra/net.tf": open
      ],
      says: "infra/net.tf:"
    ),
    .init(name: "a file of no meaning asks nobody", files: ["docs/iam.md": "hello\n"], says: nil),
    .init(
      name: "a private key is refused wherever it lies",
      files: ["docs/how-to.md": "so:\n-----BEGIN OPENSSH PRIVATE KEY-----\n"],
      says: "private keys are never pushed",
      code: "refused-by-rule"
    ),
  ]

  static let disguises: [Push] = [
    .init(
      name: "a file too long to be read",
      files: ["net.tf": String(repeating: "# padding, padding, padding\n", count: 160_000) + open],
      says: "net.tf, which is too long to be read"
    ),
    .init(
      name: "text that turns its direction",
      files: ["net.tf": "# \u{202E}nothing\u{202C}\n" + open],
      says: "net.tf, which has characters that turn"
    ),
    .init(
      name: "text in another normal form",
      files: ["net.tf": "# e\u{301}\n" + open],
      says: "net.tf, which is not in Unicode's normal form C"
    ),
    .init(
      name: "a pointer to a large file",
      files: [
        "net.tf": "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
      ],
      says: "net.tf, which is an LFS pointer"
    ),
    .init(
      name: "a key behind megabytes of anything",
      files: [
        "notes.txt": String(repeating: "padding, padding, padding\n", count: 200_000)
          + "-----BEGIN PRIVATE KEY-----\n"
      ],
      says: "private keys are never pushed",
      code: "refused-by-rule"
    ),
    .init(
      name: "a large file of another kind asks nobody",
      files: ["logo.svg": String(repeating: "<g/>\n", count: 1_000_000)],
      says: nil
    ),
  ]

  @Test("no disguise takes a file out of a class that reads it", arguments: disguises)
  func disguised(_ push: Push) async throws { try await asked(push) }

  @Test("what is asked is what the bytes mean", arguments: pushes)
  func asked(_ push: Push) async throws {
    let world = try await Self.world()
    let tip = try await world.clone.commit(push.files)
    let result = try await world.clone.push("\(tip):refs/heads/main")
    guard let says = push.says else { return try await world.expectAccepted(result) }
    try await world.expectRefused(result, push.code, tip: tip, at: world.start)
    #expect(result.remoteText.unwrapped.contains(says), "\(result.errorText)")
  }

  @Test("a link does not bring in what it leads to", arguments: ["net.tf", "infra"])
  func link(_ path: String) async throws {
    let world = try await Self.world()
    try await world.clone.commit(["docs/example.txt": Self.open])
    try await Tool.succeed("ln", ["-s", "docs/example.txt", path], in: world.clone.path)
    try await world.clone.git("add", path)
    let tip = try await world.clone.commit([:], message: "link")
    let push = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(push, "approval-missing", tip: tip, at: world.start)
    #expect(push.remoteText.contains("adds the link \(path)"), "\(push.remoteText)")
  }

  @Test("approved, it lands, and the record says which way it went")
  func approved() async throws {
    let world = try await Self.world()
    let tip = try await world.land([Self.path: Self.wide])
    let record = try await world.server.records(on: tip)
    #expect(record.contains("finding iam widened "), "\(record)")
    let audit = try await world.server.countersign("audit", "verify")
    #expect(audit.isSuccess, "\(audit)")
  }

  @Test("whoever made a harmless step had a hand in what it became")
  func harmlessStep() async throws {
    let world = try await Self.world()
    try await world.clone.commit([Self.path: "\n" + Self.narrow], as: "alice")
    let tip = try await world.clone.commit([Self.path: "\n" + Self.wide], as: "bob")
    let range = "\(world.start)..\(tip)"
    try await world.approve(range, by: "alice")
    let alone = try await world.clone.push("\(tip):refs/heads/main")
    try await world.expectRefused(alone, "approval-missing", tip: tip, at: world.start)
    try await world.approve(range, by: "dana")
    try await world.expectAccepted(try await world.clone.push("\(tip):refs/heads/main"))
  }
}
