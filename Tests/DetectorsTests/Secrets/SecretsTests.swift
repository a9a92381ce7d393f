import Detection
import Detectors
import Testing

@Suite("Rules of .sops.yaml")
struct SopsConfigTests {
  private static func rules(_ rules: String...) -> String {
    "creation_rules:\n" + rules.map { "- {\($0)}\n" }.joined()
  }
  private static let prod = "path_regex: prod, age: 'a1,a2'"

  static let cases: [DetectorCase] = [
    .init(
      "recipient added",
      ".sops.yaml",
      rules(prod),
      rules("path_regex: prod, age: 'a1, a3,a2'"),
      .widened,
      "secret.sops-recipient",
      line: 2,
      says: "lets age 'a3' decrypt files of 'prod'",
      .critical
    ),
    .init(
      "written otherwise",
      ".sops.yaml",
      rules(prod),
      "# c\ncreation_rules:\n  - age: [a2, a1]\n    path_regex: prod\n",
      .equal
    ),
    .init(
      "another kind of key",
      ".sops.yaml",
      rules(prod),
      rules(prod + ", kms: 'arn:aws:kms:x'"),
      .widened,
      "secret.sops-recipient",
      says: "kms 'arn:aws:kms:x'"
    ),
    .init(
      "rule gone",
      ".sops.yaml",
      rules("path_regex: a, pgp: F", prod),
      rules("path_regex: a, pgp: F"),
      .widened,
      "secret.sops-rule",
      line: 3,
      says: "removes the rule that encrypts files of 'prod' to age 'a1'",
      .high
    ),
    .init(
      "rule in front",
      ".sops.yaml",
      rules(prod),
      rules("age: x", prod),
      .incomparable,
      "secret.sops-rule",
      says: "first that matches"
    ),
    .init(
      "narrower regex",
      ".sops.yaml",
      rules(prod),
      rules("path_regex: prod/x, age: 'a1,a2'"),
      .widened,
      "secret.sops-rule",
      back: .widened
    ),
    .init(
      "fewer groups",
      ".sops.yaml",
      rules("shamir_threshold: 2, key_groups: [{age: [a]}, {age: [b]}]"),
      rules("shamir_threshold: 1, key_groups: [{age: [a]}, {age: [b]}]"),
      .widened,
      "secret.sops-threshold",
      says: "from 2 to 1",
      .critical
    ),
    .init(
      "what is encrypted",
      ".sops.yaml",
      rules("age: a, encrypted_regex: '^(data)$'"),
      rules("age: a"),
      .incomparable,
      "secret.sops-rule",
      says: "changes 'encrypted_regex'"
    ),
    .init(
      "stores",
      ".sops.yaml",
      rules("age: a"),
      rules("age: a") + "stores: {yaml: {indent: 2}}\n",
      .unknown,
      says: "3: settings"
    ),
    .init("broken", ".sops.yaml", rules("age: a"), "a: [", .unknown, says: "no YAML"),
  ]

  @Test("are told when they change", arguments: cases + cases.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(SopsConfigDetector()) }

  @Test("are of their kinds")
  func examples() { checkExamples(of: [SopsConfigDetector()]) }
}

@Suite("Files that sops encrypts")
struct SopsFileTests {
  private static func file(_ values: String, _ recipients: String, _ rest: String = "") -> String {
    "\(values)\nsops:\n  age:\n\(recipients)  lastmodified: x\n  mac: ENC[AES256_GCM,data:\(rest)]\n\(rest)"
  }
  private static let a = "  - {recipient: age1a, enc: p}\n"
  private static let b = "  - {recipient: age1b, enc: q}\n"
  private static let one = "x: {y: 'ENC[AES256_GCM,data:one]'}"

  static let cases: [DetectorCase] = [
    .init(
      "recipient",
      "s.yaml",
      file(one, a),
      file(one, a + b),
      .widened,
      "secret.recipient",
      line: 5,
      says: "lets age 'age1b' decrypt the file",
      .critical
    ),
    .init(
      "encrypted anew for the same",
      "s.yaml",
      file(one, a),
      file(one, "  - {enc: z, recipient: age1a}\n", ""),
      .equal
    ),
    .init(
      "value",
      "s.yaml",
      file(one, a),
      file("x: {y: 'ENC[AES256_GCM,data:two]'}", a),
      .incomparable,
      "secret.replaced",
      line: 1,
      says: "replaces the secret 'x.y'"
    ),
    .init(
      "value added",
      "s.yaml",
      file(one, a),
      file(one + "\nz: ENC[AES256_GCM,data:n]", a),
      .incomparable,
      "secret.replaced",
      line: 2,
      says: "adds the secret 'z'"
    ),
    .init(
      "in clear",
      "s.yaml",
      file(one, a),
      file("x: {y: hunter2}", a),
      .widened,
      "secret.plain",
      line: 1,
      says: "stores 'x.y' in clear",
      .critical
    ),
    .init("plain value", "s.yaml", file(one + "\nn: 1", a), file(one + "\nn: 2", a), .equal),
    .init(
      "new file",
      "s.json",
      nil,
      #"{"k": "ENC[AES256_GCM,data:a]", "sops": {"kms": [{"arn": "arn:x", "role": "r"}]}}"#,
      .widened,
      "secret.recipient",
      says: "kms 'arn:x, role r'"
    ),
    .init(
      "a file encrypted whole",
      "keys/deploy.key",
      #"{"data": "ENC[AES256_GCM,data:a]", "sops": {"age": [{"recipient": "age1a"}]}}"#,
      #"{"data": "ENC[AES256_GCM,data:b]", "sops": {"age": [{"recipient": "age1a"}]}}"#,
      .incomparable,
      "secret.replaced",
      says: "replaces the secret 'data'"
    ),
    .init(
      "a file that was encrypted whole",
      "keys/deploy.key",
      #"{"data": "ENC[AES256_GCM,data:a]", "sops": {"age": [{"recipient": "age1a"}]}}"#,
      "-----BEGIN PRIVATE KEY-----\n",
      .widened,
      "secret.plain",
      says: "stores 'data' in clear"
    ),
    .init(
      "a manifest of which nothing is in clear",
      "enc.yaml",
      "kind: ENC[AES256_GCM,b]\nsops: {mac: 'ENC[AES256_GCM,c]'}\n",
      "kind: ENC[AES256_GCM,d]\nsops: {mac: 'ENC[AES256_GCM,e]'}\n",
      .incomparable,
      "secret.replaced",
      says: "replaces the secret 'kind'"
    ),
    .init(
      "other format",
      "s.env",
      "K=ENC[AES256_GCM,data:a]\n",
      "K=ENC[AES256_GCM,data:b]\n",
      .unknown,
      says: "not read"
    ),
    .init("decrypted", "s.yaml", file(one, a), "x: {y: hunter2}\n", .widened, "secret.plain"),
  ]

  @Test("are told when they change", arguments: cases + cases.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(SopsFileDetector()) }

  @Test("are of their kinds")
  func examples() { checkExamples(of: [SopsFileDetector()]) }
}

@Suite("Secret objects")
struct SecretObjectTests {
  private static func sealed(_ values: String, _ notes: String = "") -> String {
    "kind: SealedSecret\nmetadata: {name: s, namespace: n\(notes)}\nspec:\n  encryptedData: {\(values)}\n"
  }
  private static func external(_ spec: String) -> String {
    "kind: ExternalSecret\nmetadata: {name: s}\nspec:\n  secretStoreRef: {name: v, kind: SecretStore}\n\(spec)\n"
  }
  private static let wide = ", annotations: {sealedsecrets.bitnami.com/namespace-wide: 'true'}"

  static let cases: [DetectorCase] = [
    .init(
      "scope",
      "s.yaml",
      sealed("a: AgX"),
      sealed("a: AgX", wide),
      .widened,
      "secret.sealed-scope",
      line: 2,
      says: "namespace-wide"
    ),
    .init(
      "value",
      "s.yaml",
      sealed("a: AgX"),
      sealed("a: AgY"),
      .incomparable,
      "secret.sealed-value",
      line: 4,
      says: "changes 'a' of SealedSecret n/s"
    ),
    .init("order", "s.yaml", sealed("a: AgX, b: AgY"), sealed("b: AgY, a: AgX"), .equal),
    .init(
      "another secret",
      "s.yaml",
      external("  data: [{remoteRef: {key: db}}]"),
      external("  data: [{remoteRef: {key: db}}, {remoteRef: {key: root, property: p}}]"),
      .widened,
      "secret.external-reference",
      line: 5,
      says: "read 'root#p'"
    ),
    .init(
      "all that match",
      "s.yaml",
      external("  data: []"),
      external("  dataFrom: [{find: {name: {regexp: '.*'}}}]"),
      .widened,
      "secret.external-reference",
      .critical
    ),
    .init(
      "another store",
      "s.yaml",
      external("  data: []"),
      external("  data: []").replacing("kind: SecretStore", with: "kind: ClusterSecretStore"),
      .incomparable,
      "secret.external-target",
      line: 4,
      says: "'secretStoreRef'"
    ),
    .init(
      "by a value",
      "s.yaml",
      external("  data: [{remoteRef: {key: a}}]"),
      external("  data: [{remoteRef: {key: {{ .x }}}}]"),
      .unknown,
      says: "template"
    ),
  ]

  @Test("are told when they change", arguments: cases + cases.map(\.reversed))
  func tell(expected: DetectorCase) { expected.check(SecretObjectDetector()) }

  @Test("are of their kinds")
  func examples() { checkExamples(of: [SecretObjectDetector()]) }
}
