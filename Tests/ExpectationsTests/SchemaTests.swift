import Approvals
import FoundationEssentials
import GateTesting
import Policy
import Testing

@Suite("JSON Schemas")
struct SchemaTests {
  private static let hasValidator =
    TestFile.exists("/usr/lib/python3/dist-packages/jsonschema")
    && TestFile.exists("/usr/lib/python3/dist-packages/yaml")

  @Test("the command prints what docs/ holds", arguments: ["policy", "decision"])
  func printed(_ subject: String) async throws {
    let result = try await Tool.succeed(Tool.countersign, ["policy", "schema", subject], in: "/")
    #expect(result.text == (try TestFile.text(PackageFiles.path("docs/\(subject).schema.json"))))
    if subject == "policy" {
      #expect(
        try await Tool.succeed(Tool.countersign, ["policy", "schema"], in: "/").text == result.text
      )
    }
  }

  /// Where in a policy a map with fixed keys stands, and the schema's name for it.
  static let maps: [(schema: String, policy: String)] = [
    ("", "KEY: x"), ("serverKey", "server_keys: {main: {KEY: x}}"),
    ("person", "people: {a: {KEY: x}}"),
    ("keyFiles", "keys: {KEY: x}"), ("requirement", "governance: {KEY: x}"),
    ("agent", "agents: [{KEY: x}]"),
    ("target", "targets: [{KEY: x}]"), ("class", "classes: {a: {KEY: x}}"),
    ("rule", "rules: [{KEY: x}]"),
    ("when", "rules: [{name: a, classes: [b], when: {KEY: x}, refuse: c}]"),
    ("environment", "environments: {a: {KEY: x}}"),
    ("owned", "owned: {KEY: x}"), ("approvals", "approvals: {KEY: x}"),
    ("breakGlass", "break_glass: {KEY: x}"),
  ]

  @Test("the policy's schema has every key that the reader knows, and no other", arguments: maps)
  func keys(_ schema: String, _ fragment: String) throws {
    let known = try Self.knownKeys(fragment.replacing("KEY", with: "zzzzzzzzzzzz"))
    #expect(Set(known) == Set(try Self.properties(schema)))
  }

  /// What the reader says that a map may have, of a key that it does not know.
  private static func knownKeys(_ fragment: String) throws -> [String] {
    var text = "version: 1\nrepository: x\n\(fragment)\n"
    if !fragment.hasPrefix("governance") { text += "governance: {approvals: 1, from: [a]}\n" }
    let error = try thrownError(
      as: PolicyError.self,
      by: try PolicySet.load(name: "p") { _ throws(PolicyError) in Array(text.utf8) }
    )
    let fix = try #require(error?.fix, "\(error?.description ?? "it loads")")
    #expect(fix.hasPrefix("it may have "))
    return fix.dropFirst("it may have ".count).split(separator: ", ").map(String.init)
  }

  private struct Schema: Decodable {
    struct Map: Decodable { let properties: [String: Ignored]? }
    struct Code: Decodable {
      let code: Strings
      struct Strings: Decodable { let `enum`: [String] }
    }
    struct Ignored: Decodable { init(from decoder: any Decoder) {} }
    let properties: [String: Ignored]
    let definitions: [String: Map]

    enum CodingKeys: String, CodingKey { case properties, definitions = "$defs" }
  }

  private static func properties(_ name: String) throws -> [String] {
    let data = Data(try TestFile.read(PackageFiles.path("docs/policy.schema.json")))
    let schema = try JSONDecoder().decode(Schema.self, from: data)
    let properties = name.isEmpty ? schema.properties : schema.definitions[name]?.properties
    return try #require(properties).keys.sorted()
  }

  @Test("the decision's schema has every reason code, and no other")
  func codes() throws {
    struct Decision: Decodable {
      let definitions: Schema.Code
      enum CodingKeys: String, CodingKey { case definitions = "$defs" }
    }
    let data = Data(try TestFile.read(PackageFiles.path("docs/decision.schema.json")))
    let codes = try JSONDecoder().decode(Decision.self, from: data).definitions.code.enum
    #expect(codes.sorted() == ReasonCode.allCases.map(\.rawValue).sorted())
  }

  private static let validate = """
    import json, sys, jsonschema, yaml
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    check = jsonschema.Draft202012Validator(schema)
    for name in sys.argv[2:]:
        errors = list(check.iter_errors(yaml.safe_load(open(name))))
        print(len(errors), *(e.message[:200] for e in errors[:1]))
    """

  @Test(
    "templates are valid by the policy's schema, and what the reader refuses by form is not",
    .enabled(if: hasValidator, "python3-jsonschema and python3-yaml are not installed")
  )
  func policies() async throws {
    let scratch = try Scratch()
    let good =
      TemplateTests.names.map { PackageFiles.path("templates/\($0).yaml") } + [
        try scratch.write(TestServer.policy, to: "server.yaml")
      ]
    let base = "version: 1\nrepository: x\ngovernance: {approvals: 1, from: [a]}\n"
    let bad = try [
      "version: 2\nrepository: x\ngovernance: {approvals: 1, from: [a]}\n",
      "version: 1\nrepository: x\n", base + "rulez: []\n",
      base + "rules: [{name: a, classes: [b]}]\n",
      base + "rules: [{name: a, classes: [b], allow: c, refuse: d}]\n",
      base + "targets: [{ref: main}]\n", base + "people: {A: {}}\n",
      base + "classes: {meta: {paths: [a]}}\n",
      base + "approvals: {valid_for: soon}\n",
      base + "rules: [{name: a, classes: [b], require: {approvals: 0, from: [a]}}]\n",
      base + "agents: [{trailer: a, author: b}]\n",
      base + "rules: [{name: a, classes: [b], require: {all: []}}]\n",
      base + "keys: {ssh: ../x}\n",
    ].enumerated().map { try scratch.write($1, to: "bad\($0).yaml") }
    for file in bad {
      let bytes = try TestFile.read(file)
      #expect(throws: PolicyError.self, "\(String(decoding: bytes, as: UTF8.self))") {
        try PolicySet.load(name: "p") { name throws(PolicyError) in name == "p" ? bytes : [] }
      }
    }
    let result = try await Tool.succeed(
      "python3",
      ["-c", Self.validate, PackageFiles.path("docs/policy.schema.json")] + good + bad,
      in: scratch.path
    )
    let counts = result.text.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    #expect(counts.count == good.count + bad.count)
    for (file, count) in zip(good + bad, counts) {
      #expect((count == "0") == good.contains(file), "\(file)\n\(result.text)")
    }
  }

  @Test(
    "what explain and check print is valid by the decision's schema",
    .enabled(if: hasValidator, "python3-jsonschema and python3-yaml are not installed")
  )
  func decisions() async throws {
    let server = try await TestServer()
    let clone = try await server.clone()
    try await clone.trust()
    try await clone.commit(["iam/a.json": "1", "main.tf": "2", "x.pem": "3", "iam/é\u{1b}": "4"])
    let json = try await clone.countersign(
      "explain",
      "HEAD",
      "--target",
      "refs/heads/main",
      "--format",
      "json"
    )
    #expect(json.code == 1)
    #expect(json.text.contains("approval-missing"))
    let file = try server.scratch.write(json.output, to: "decision.json")
    let ungated = try await clone.countersign(
      "explain",
      "HEAD",
      "--target",
      "refs/heads/x",
      "--format",
      "json"
    )
    #expect(ungated.code == 0)
    let other = try server.scratch.write(ungated.output, to: "ungated.json")
    let records = PackageFiles.path("Tests/ReportTests/Golden/records.json")
    let result = try await Tool.succeed(
      "python3",
      ["-c", Self.validate, PackageFiles.path("docs/decision.schema.json"), file, other, records],
      in: "/"
    )
    #expect(result.text == "0\n0\n0\n")
  }
}
