import GateTesting
import GitObjects
import Testing

@testable import Policy

@Suite("Classes of a change")
struct ClassMatcherTests {
  private static let file = FileChange.Side(mode: .regular, id: .zero)
  private static let link = FileChange.Side(mode: .symlink, id: .zero)
  private static let submodule = FileChange.Side(mode: .gitlink, id: .zero)

  private static let matcher: ClassMatcher = {
    let leaf = Requirement.Leaf(count: 1, from: [])
    var policy = Policy(repository: "x", governance: .approvals(leaf))
    func class_(_ id: String, _ paths: [String], ignore: [String] = []) -> ChangeClass {
      ChangeClass(
        id: ClassID(trusted: id),
        paths: paths.compactMap { PathPattern($0) },
        ignore: ignore.compactMap { PathPattern($0) }
      )
    }
    policy.classes = [
      class_("iam", ["iam/", "**/rbac/*.yaml"]),
      class_("infra", ["*.tf", "/k8s/"], ignore: ["**/README.md"]),
      class_("export", ["jobs/export/"]),
    ]
    return ClassMatcher(
      policy,
      policyFiles: [TreePath(".gate/policy.yaml"), TreePath(".gate/allowed_signers")]
    )
  }()

  private static func classes(
    _ path: [UInt8],
    old: FileChange.Side? = nil,
    new: FileChange.Side? = file
  ) -> String {
    matcher.classes(of: FileChange(path: TreePath(bytes: path), old: old, new: new))
      .map(\.rawValue).joined(separator: " ")
  }

  @Test(
    "by path",
    arguments: [
      ("iam/a", "iam"), ("x/iam/a/b/c", "iam"), ("rbac/a.yaml", "iam"), ("main.tf", "infra"),
      ("iam/main.tf", "iam infra"),
      ("k8s/a/b/c/d", "infra"), ("x/k8s/a", ""), ("k8s/README.md", ""), ("iam/README.md", "iam"),
      ("src/a.c", ""),
      ("jobs/export/a", "export"), ("jobs/export/a/b/c.py", "export"), ("jobs/exports/a", ""),
      ("x/jobs/export/a", ""),
      (".gitattributes", "meta"), ("a/b/.gitattributes", "meta"),
      (".github/workflows/x/y.yml", "meta"), ("CODEOWNERS", "meta"),
      (".gate/policy.yaml", "policy"), (".gate/allowed_signers", "policy"), (".gate/README", ""),
      ("x/.gate/policy.yaml", ""),
    ]
  )
  func paths(_ path: String, _ expected: String) {
    #expect(Self.classes(Array(path.utf8)) == expected)
  }

  @Test(
    "attack 55: twins of a class path in another case, spelling or look-alike letter",
    arguments: [
      ("IAM/x", "iam"), ("Iam /x", "iam"), ("iam./x", "iam"), ("i\u{430}m/x", "iam"),
      ("\u{ff49}am/x", "iam"),
      ("ia\u{200b}m/x", "iam"), ("iam\u{fe0f}/x", "iam"), ("\u{131}am/x", "iam"),
      ("main.TF", "infra"), ("MAIN.tf.", "infra"),
      ("K8S/x", "infra"), ("K8s/a/b", "infra"), (".GitHub/Workflows/a.yml", "meta"),
      (".gate/POLICY.yaml", "policy"),
      (".Gate/policy.yaml ", "policy"), ("jobs/Export/a/b", "export"), ("iamx/y", ""),
      ("aim/x", ""), ("iam\\z", "iam"), ("app\\iam\\z", "iam"), ("iam\\sub/z", "iam"),
      ("iam\u{2044}z", "iam"), ("iam\u{2215}z", "iam"), ("iam:/z", "iam"),
      ("iam::$INDEX_ALLOCATION/z", "iam"), ("x\\main.tf", "infra"), ("main.tf:s", "infra"),
      ("k8s\\README.md", "infra"), (".gate\\policy.yaml", "policy"),
      ("jobs\\export/a", "export"), ("iam:", ""), ("a\\b/c:d", ""), ("i:am/x", ""),
      ("\u{130}am/x", "iam"), ("iam\u{a0}/x", "iam"), ("iam\n/x", "iam"),
      ("\u{1d5c2}\u{1d5ba}\u{1d5c6}/x", "iam"), (".gitlab-ci.yaml", "meta"),
      (".lfsconfig", "meta"), (".github/dependabot.yml", "meta"), ("x/.github/dependabot.yml", ""),
    ]
  )
  func twins(_ path: String, _ expected: String) {
    #expect(Self.classes(Array(path.utf8)) == expected)
  }

  @Test("attack 55: a name that is not UTF-8 is matched by its bytes")
  func notUTF8() {
    #expect(Self.classes(Array("iam/".utf8) + [0xFF]) == "iam")
    #expect(Self.classes(Array("IAM/".utf8) + [0xFF, 0xFE]) == "iam")
    #expect(Self.classes([0xFF] + Array("iam/x".utf8)) == "")
  }

  @Test(
    "attack 54: a link or a submodule in place of a directory of a class is in the class",
    arguments: [
      ("iam", "iam"), ("k8s", "infra"), ("K8S", "infra"), ("x/iam", "iam"), ("jobs", "export"),
      ("jobs/export", "export"),
      ("x/rbac", "iam"), (".github", "meta"), (".gate", "policy"), ("src", ""), ("x/jobs", ""),
    ]
  )
  func links(_ path: String, _ expected: String) {
    let bytes = Array(path.utf8)
    #expect(Self.classes(bytes, new: Self.link) == expected)
    #expect(Self.classes(bytes, new: Self.submodule) == expected)
    #expect(Self.classes(bytes, old: Self.link, new: nil) == expected)
    #expect(Self.classes(bytes, new: Self.file) == "")
  }

  @Test("attack 60: a directory is entered wherever a path below it could be in a class")
  func pruning() {
    var random = SeededGenerator(seed: 51)
    let names = [
      "iam", "IAM", "k8s", "K8S", "jobs", "export", "rbac", "a.yaml", "x", "main.tf", ".github",
      "workflows", ".gate", "policy.yaml",
    ]
    var found = 0
    for _ in 0..<3000 {
      let parts = (0..<random.number(1...5)).map { _ in random.pick(names) }
      guard !Self.classes(Array(parts.joined(separator: "/").utf8)).isEmpty else { continue }
      found += 1
      for count in 1..<parts.count where count < parts.count {
        let directory = parts.prefix(count).joined(separator: "/")
        #expect(Self.matcher.mayMatch(below: Array(directory.utf8)), "\(directory) of \(parts)")
      }
    }
    #expect(found > 500)
  }
}
