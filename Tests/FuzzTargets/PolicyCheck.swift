import GitObjects
import Policy

/// A policy, alone: every key file it names is empty.
enum PolicyCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    let lines = bytes.count { $0 == 0x0A } + bytes.count { $0 == 0x0D } + 2
    let policies: PolicySet
    do throws(PolicyError) {
      policies = try PolicySet.load(name: "policy.yaml") { name throws(PolicyError) in
        name == "policy.yaml" ? bytes : []
      }
    } catch {
      // libyaml counts other line ends too: NEL, LS and PS.
      try require(error.line >= 0 && error.line <= lines + bytes.count / 2, "the error is nowhere")
      try require(error.description.utf8.isPrintable, "the error is not safe to print")
      return
    }
    try require(bytes.isUTF8 && !bytes.contains(0), "it is no text")
    try require(bytes.count <= 1 << 20, "it is longer than the limit")
    for warning in policies.lint(at: Timestamp(seconds: 1_790_000_000)) {
      try require(warning.description.utf8.isPrintable, "a warning is not safe to print")
    }
    let matcher = ClassMatcher(policies.policy, policyFiles: [TreePath("policy.yaml")])
    for path in ["policy.yaml", "iam/a.yaml", "k8s/x/y.tf", "CODEOWNERS"] {
      let side = FileChange.Side(mode: .regular, id: .zero)
      let change = FileChange(path: TreePath(path), old: nil, new: side)
      let classes = matcher.classes(of: change)
      try require(Set(classes).count == classes.count, "a class stands twice")
      try require(path != "policy.yaml" || classes.contains(.policy), "the policy is in no class")
    }
  }
}

/// A pattern and a path, with a newline between them.
enum PathPatternCheck {
  static func run(_ bytes: [UInt8]) throws(Violation) {
    guard let end = bytes.firstIndex(of: 0x0A) else { return }
    guard let pattern = try? PathPattern(Array(bytes[..<end])) else { return }
    let path = TreePath(bytes: Array(bytes[(end + 1)...].filter { $0 != 0 }.prefix(4096)))
    let components = path.components
    guard !components.isEmpty else { return }
    if pattern.matches(components) {
      // A directory that matches holds nothing that does not.
      try require(pattern.matches(components + [[0x78]]), "what lies below a match does not")
    }
    try require(
      (try? PathPattern(pattern.text)) == pattern,
      "it is another pattern the second time"
    )
  }
}
