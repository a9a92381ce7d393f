import Detection
import Detectors
import Testing

@Suite("What else decides who decrypts")
struct SopsPlaceTests {
  private static func rule(_ more: String) -> String {
    "creation_rules:\n  - path_regex: prod\n\(more)"
  }
  private static func file(_ lines: String, _ more: String = "") -> String {
    "a: 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]'\n\(lines)sops:\n  age: [{recipient: age1a, enc: x}]\n"
      + "  mac: 'ENC[AES256_GCM,data:m]'\n\(more)"
  }

  static let rules: [DetectorCase] = [
    DetectorCase(
      "a group merged into a group",
      ".sops.yaml",
      rule("    key_groups:\n      - age: [age1a]\n"),
      rule("    key_groups:\n      - age: [age1a]\n        merge: [{age: [age1b]}]\n"),
      .widened,
      "secret.sops-recipient",
      line: 5,
      says: "lets age 'age1b' decrypt",
      .critical
    ),
    DetectorCase(
      "a program that encrypts",
      ".sops.yaml",
      rule("    age: age1a\n"),
      rule("    age: age1a\n    plugins: [{binary_name: x}]\n"),
      .incomparable,
      "secret.sops-rule",
      says: "other settings"
    ),
    DetectorCase(
      "recipients in another order",
      ".sops.yaml",
      rule("    age: age1a,age1b\n"),
      rule("    age: |\n      age1b,\n      age1a\n"),
      .equal
    ),
  ]

  static let files: [DetectorCase] = [
    DetectorCase(
      "a value that comes in clear",
      "secrets.yaml",
      file(""),
      file("password: hunter2\n"),
      .widened,
      "secret.plain",
      line: 2,
      says: "adds 'password' in clear",
      back: .equal
    ),
    DetectorCase(
      "one that says so by its name",
      "s.yaml",
      file(""),
      file("b_unencrypted: c\n"),
      .equal
    ),
    DetectorCase(
      "one among encrypted values, where a rule says which are",
      "s.yaml",
      file("", "  encrypted_regex: ^a$\n"),
      file("b: c\n", "  encrypted_regex: ^a$\n"),
      .incomparable,
      "secret.plain",
      back: .equal
    ),
    DetectorCase(
      "one in another place",
      "s.yaml",
      file("metadata: {name: x}\n", "  encrypted_regex: ^a$\n"),
      file("metadata: {name: x, namespace: y}\n", "  encrypted_regex: ^a$\n"),
      .equal
    ),
  ]

  @Test("rules", arguments: rules + rules.map(\.reversed))
  func rule(_ testCase: DetectorCase) { testCase.check(SopsConfigDetector()) }

  @Test("files", arguments: files + files.map(\.reversed))
  func file(_ testCase: DetectorCase) { testCase.check(SopsFileDetector()) }

  @Test("rules nearer to a file take the place of others")
  func nearer() {
    let text = Self.rule("    age: age1a\n")
    let tree = TextTree(texts: [".sops.yaml": text])
    let pair = FilePair(
      path: Array("prod/.sops.yaml".utf8),
      old: nil,
      new: Array(text.utf8),
      oldTree: tree,
      newTree: tree
    )
    let verdict = Verdict(SopsConfigDetector().read(pair))
    #expect(verdict.direction == .incomparable, "\(verdict)")
    #expect(verdict.observations.contains { $0.summary.contains("the rules of '.sops.yaml'") })
  }
}
