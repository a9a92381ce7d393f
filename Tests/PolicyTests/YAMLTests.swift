import GateTesting
import Policy
import Testing

@Suite("YAML that is read in one way only")
struct YAMLTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let error: String?

    init(_ what: String, _ text: String, _ error: String?) {
      testDescription = what
      bytes = Array(text.utf8)
      self.error = error
    }

    init(_ what: String, bytes: [UInt8], _ error: String?) {
      testDescription = what
      self.bytes = bytes
      self.error = error
    }
  }

  static let base =
    "version: 1\nrepository: x\npeople: {a: {}}\ngroups: {g: [a]}\ngovernance: {approvals: 1, from: [g]}\n"

  static func error(_ bytes: [UInt8]) throws -> String? {
    try thrownError(
      as: PolicyError.self,
      by: try PolicySet.load(name: "policy.yaml") { _ throws(PolicyError) in bytes }
    )?.description
  }

  @Test(
    "attack 63: duplicate keys, anchors, tags and the rest",
    arguments: [
      Case("good", base, nil),
      Case(
        "in braces",
        "{version: 1, repository: x, people: {a: {}}, groups: {g: [a]}, governance: {approvals: 1, from: [g]}}",
        nil
      ),
      Case("quoted", base.replacing("version: 1", with: "\"version\": '1'"), nil),
      Case("a document mark", "---\n\(base)...\n", nil),
      Case("a comment", "# x\n\(base)", nil),
      Case("a mark of byte order", bytes: [0xEF, 0xBB, 0xBF] + Array(base.utf8), nil),
      Case(
        "a key twice",
        base + "repository: y\n",
        "policy.yaml:6:1: the key 'repository' stands here twice; keep one"
      ),
      Case(
        "a key twice, once quoted",
        base + "\"repository\": y\n",
        "policy.yaml:6:1: the key 'repository' stands here twice; keep one"
      ),
      Case(
        "a person twice",
        base.replacing("{a: {}}", with: "{a: {}, a: {}}"),
        "policy.yaml:3:17: the key 'a' stands here twice; keep one"
      ),
      Case(
        "an anchor",
        base.replacing("[a]", with: "&x [a]"),
        "policy.yaml:4:13: anchors are not read; write it out"
      ),
      Case(
        "an alias",
        base + "contributors: *x\n",
        "policy.yaml:6:15: aliases are not read; write it out"
      ),
      Case(
        "a merge key",
        base.replacing("{a: {}}", with: "{<<: {}, a: {}}"),
        "policy.yaml:3:10: merge keys are not read; write it out"
      ),
      Case(
        "a tag",
        base.replacing("version: 1", with: "version: !!int 1"),
        "policy.yaml:1:10: tags are not read"
      ),
      Case(
        "a second document",
        "\(base)---\nversion: 1\n",
        "policy.yaml:6:1: a second document begins here"
      ),
      Case("NUL", "\(base)#\0\n", "policy.yaml:6:2: a NUL byte"),
      Case(
        "not UTF-8",
        bytes: Array(base.utf8) + [0x23, 0xFF, 0x0A],
        "policy.yaml:6:1: not UTF-8"
      ),
      Case("UTF-16", bytes: [0xFF, 0xFE, 0x76], "policy.yaml:1:1: not UTF-8"),
      Case(
        "a line break of YAML 1.1 alone",
        "\(base)# x\u{85}repository: y\n",
        "policy.yaml:6:4: a line break that not all programs take for one"
      ),
      Case(
        "a line that ends as on an old Macintosh",
        "\(base)# x\rrepository: y\n",
        "policy.yaml:6:4: a carriage return within a line"
      ),
      Case("nothing", "", "policy.yaml: it is empty"),
      Case("a comment alone", "# x\n", "policy.yaml: it is empty"),
      Case("a list", "- a\n", "policy.yaml:1:1: the policy must be a map"),
      Case("a word", "x\n", "policy.yaml:1:1: the policy must be a map"),
      Case("a map as a key", "{{a: b}: c}", "policy.yaml:1:2: a key must be plain text"),
      Case(
        "deep nesting",
        String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
        "policy.yaml:1:33: nested more than 32 deep"
      ),
      Case(
        "more than 1 MiB",
        base + String(repeating: "#", count: 1 << 20),
        "policy.yaml:1:1: longer than 1048576 bytes"
      ),
      Case("one more brace", "\(base)}\n", "policy.yaml:6:1: no YAML: did not find expected key"),
      Case(
        "a tab",
        "version:\t1\n\tx: y\n",
        "policy.yaml:2:1: no YAML: found a tab character that violates indentation"
      ),
    ]
  )
  func traps(_ test: Case) throws {
    #expect(try Self.error(test.bytes) == test.error)
  }
}
