import GateTesting
import GitObjects
import Testing

@testable import Policy

@Suite("Path patterns against git check-ignore")
struct PathPatternTests {
  private static func matches(_ pattern: String, _ path: String) -> Bool? {
    PathPattern(pattern).map { $0.matches(TreePath(path).components) }
  }

  @Test(
    "examples",
    arguments: [
      ("*.tf", "main.tf", true), ("*.tf", "a/b/main.tf", true), ("*.tf", "main.tf/x", true),
      ("/*.tf", "main.tf", true), ("/*.tf", "a/main.tf", false), ("iam/", "iam/x", true),
      ("iam/", "a/iam/x", true), ("iam/", "iam", false), ("iam", "iam", true),
      ("iam", "iam/x", true),
      ("/iam/", "a/iam/x", false), ("a/b", "a/b", true), ("a/b", "x/a/b", false),
      ("a/b", "a/b/c", true),
      ("**/rbac/*.yaml", "rbac/a.yaml", true), ("**/rbac/*.yaml", "x/y/rbac/a.yaml", true),
      ("**/rbac/*.yaml", "rbac/x/a.yaml", false), ("a/**", "a/b/c", true), ("a/**", "a", false),
      ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "ab", false),
      ("*", "a/b", true),
      ("[ab].x", "a.x", true), ("[!ab].x", "a.x", false), ("[^ab].x", "c.x", true),
      ("[a-c]", "b", true),
      ("[]-]", "]", true), ("[]-]", "-", true), ("[[:alpha:]]", "x", true),
      ("[[:alpha:]]", "1", false),
      ("[[:digit:]x]", "x", true), ("[\\]]", "]", true), ("[a\\-c]", "b", false),
      ("\\*.tf", "*.tf", true),
      ("\\*.tf", "a.tf", false), ("a?c", "abc", true), ("a?c", "a/c", false), ("?", "é", false),
      ("??", "é", true), ("IAM", "iam", false), (".env*", ".env.local", true),
    ]
  )
  func examples(_ pattern: String, _ path: String, _ expected: Bool) {
    #expect(Self.matches(pattern, path) == expected)
  }

  @Test(
    "refused",
    arguments: [
      "", "/", "//", "a//b", "//a", "!a", "a**b", "a**/b", "***", "a/***", "a[b", "a\\", "[", "[]",
      "[!]", "a/[b/c", "[[:alpha:]", "[[:letter:]]", " ", "iam ", " iam", "iam\\\\ ", "iam\\  ",
    ]
  )
  func refused(_ pattern: String) {
    #expect(PathPattern(pattern) == nil)
  }

  @Test(
    "a blank that is escaped is one of the name, as git reads it",
    arguments: [
      ("iam\\ ", "iam ", true), ("iam[ ]", "iam ", true), ("iam /", "iam /x", true),
      ("iam /", "iam/x", false),
    ]
  )
  func blanks(_ pattern: String, _ path: String, _ expected: Bool) {
    #expect(Self.matches(pattern, path) == expected)
  }

  @Test(
    "says of generated patterns and paths what git check-ignore says",
    arguments: [41, 42] as [UInt64]
  )
  func differential(_ seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let patterns = (0..<300).compactMap { _ in try? PathPattern(Self.pattern(&random)) }
    #expect(patterns.count > 200)
    let scratch = try Scratch()
    try await Tool.succeed("git", ["init", "--quiet"], in: scratch.path)
    var cases: [(pattern: PathPattern, path: [UInt8])] = []
    var input: [UInt8] = []
    for (index, pattern) in patterns.enumerated() {
      try scratch.write(pattern.text + [0x0A], to: "p\(index)/.gitignore")
      for _ in 0..<15 {
        let path = Self.path(&random, near: pattern)
        cases.append((pattern, path))
        input += Array("p\(index)/".utf8) + path + [0]
      }
    }
    let result = try await Tool.run(
      "git",
      ["check-ignore", "--no-index", "--stdin", "-z", "-v", "-n"],
      in: scratch.path,
      input: input
    )
    let fields = result.output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(fields.count == cases.count * 4)
    var matched = 0
    for (index, test) in cases.enumerated() {
      let theirs = !fields[index * 4].isEmpty
      let ours = test.pattern.matches(TreePath(bytes: test.path).components)
      #expect(ours == theirs, "'\(test.pattern)' on '\(Escaped.text(test.path))'")
      if index % 5 == 0 { Self.checkClasses(test.pattern, test.path, matches: theirs) }
      matched += ours ? 1 : 0
    }
    #expect(matched > 300)
  }

  /// The same said by the classes: every path is in this class, but for what the pattern leaves out as it is
  /// written; and in the other whatever the pattern takes, with its twins.
  private static func checkClasses(_ pattern: PathPattern, _ path: [UInt8], matches: Bool) {
    var policy = Policy(
      repository: "x",
      governance: .approvals(Requirement.Leaf(count: 1, from: []))
    )
    let all = [PathPattern("*")].compactMap { $0 }
    policy.classes = [
      ChangeClass(id: ClassID(trusted: "rest"), paths: all, ignore: [pattern]),
      ChangeClass(id: ClassID(trusted: "own"), paths: [pattern]),
    ]
    let change = FileChange(
      path: TreePath(bytes: path),
      old: nil,
      new: FileChange.Side(mode: .regular, id: .zero)
    )
    let classes = ClassMatcher(policy).classes(of: change).map(\.rawValue)
    // Unlike git's, a pattern that leaves out a name leaves out no directory of that name.
    let parts = change.path.components
    let isBelow =
      !pattern.isDirectory
      && parts.indices.contains { $0 > 0 && pattern.matches(Array(parts[..<$0])) }
    if !matches || !isBelow {
      #expect(classes.contains("rest") == !matches, "'\(pattern)' ignoring '\(Escaped.text(path))'")
    }
    if matches { #expect(classes.contains("own"), "'\(pattern)' on '\(Escaped.text(path))'") }
  }

  private static let pieces =
    [
      "a", "b", "c", "/", "/", "*", "*", "?", "**", "**/", "/**/", "/**", "[ab]", "[!a]", "[a-c]",
      "[]a]", "[c-a]",
      "[[:alpha:]]", "[^[:digit:]]", "[a-]", "[-a]", "[\\]]", "\\a", "\\*", "\\?", "\\[", ".", "é",
      "1", "[é]", "-", "]",
      "{a,b}", "[[:upper:]1]", "[.]",
    ].map { Array($0.utf8) } + [[0xFF]]

  private static func pattern(_ random: inout SeededGenerator) -> [UInt8] {
    while true {
      let text = random.text(of: pieces, count: 1...5)
      // What a line of .gitignore cannot say: a comment, blanks at the end.
      if text.first != UInt8(ascii: "#"), text.last != 0x20 { return text }
    }
  }

  /// A path that the pattern could match: its own text with the wildcards filled in, and changed a little.
  private static func path(_ random: inout SeededGenerator, near pattern: PathPattern) -> [UInt8] {
    var path: [UInt8] = []
    let special = Set("*?[]!^\\:".utf8)
    if !random.once(in: 4) {
      for byte in pattern.text {
        path += special.contains(byte) ? random.text(of: fillings, count: 0...2) : [byte]
      }
    }
    while path.isEmpty || random.once(in: 3) { path += random.text(of: fillings, count: 1...3) }
    let components = path.split(separator: UInt8(ascii: "/")).filter { component in
      ![".", "..", ".git", ".gitignore"].contains { component.elementsEqual($0.utf8) }
    }
    return components.isEmpty
      ? [UInt8(ascii: "a")] : Array(components.joined(separator: [UInt8(ascii: "/")]))
  }

  private static let fillings =
    ["a", "b", "c", "/", "/", "x", "-", "]", "*", "é", "1", "ab", "a/b", "A", "."]
    .map { Array($0.utf8) } + [[0xFF]]
}
