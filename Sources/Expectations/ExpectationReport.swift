internal import Classifier
internal import GitObjects
package import Policy
internal import Syntax

/// Holds a policy to expectations, and says what differs.
package struct ExpectationReport: Sendable {
  package private(set) var passed = 0
  package private(set) var failed = 0
  /// A line for each expectation that does not hold, `-` what was expected and `+` what is.
  package private(set) var lines: [String] = []

  package init(_ expectations: ExpectationFile, of policies: PolicySet) throws(PolicyError) {
    let matcher = ClassMatcher(policies.policy)
    for path in expectations.paths {
      let change = FileChange(
        path: TreePath(path.path),
        old: nil,
        new: FileChange.Side(mode: .regular, id: .zero)
      )
      let classes = matcher.classes(of: change).map(\.rawValue).sorted()
      count(
        "path '\(Escaped.text(path.path))'",
        at: path.position,
        in: expectations.file,
        [("classes", path.classes, classes)]
      )
    }
    let judgment = try CaseJudgment(policies)
    for test in expectations.cases {
      let actual = try judgment.outcome(of: test, file: expectations.file)
      count(
        "'\(Escaped.text(test.name))'",
        at: test.position,
        in: expectations.file,
        Self.compared(test.expected, actual)
      )
    }
  }

  private typealias Comparison = (what: String, expected: [String], actual: [String])

  private static func compared(_ expected: ExpectedCase.Outcome, _ actual: ExpectedCase.Outcome)
    -> [Comparison]
  {
    let pairs: [(String, [String]?, [String]?)] = [
      ("outcome", expected.outcome.map { [$0] }, actual.outcome.map { [$0] }),
      ("classes", expected.classes, actual.classes),
      ("directions", expected.directions, actual.directions),
      ("kinds", expected.kinds, actual.kinds), ("rules", expected.rules, actual.rules),
      ("approvers", expected.approvers, actual.approvers),
      ("reasons", expected.reasons, actual.reasons),
      ("ignored", expected.ignored, actual.ignored),
    ]
    return pairs.compactMap { what, expected, actual in expected.map { (what, $0, actual ?? []) } }
  }

  private mutating func count(
    _ what: String,
    at position: Position,
    in file: String,
    _ comparisons: [Comparison]
  ) {
    let different = comparisons.filter { $0.expected != $0.actual }
    guard !different.isEmpty else {
      passed += 1
      return
    }
    failed += 1
    lines.append("\(file):\(position.line): \(what)")
    for (what, expected, actual) in different {
      lines.append("-   \(what): \(Self.spell(expected))")
      lines.append("+   \(what): \(Self.spell(actual))")
    }
  }

  private static func spell(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.map { Escaped.text($0) }.joined(separator: ", ")
  }

  /// `12 expectations hold`, `3 hold, 1 does not`.
  package var summary: String {
    if failed == 0 { return passed == 1 ? "1 expectation holds" : "\(passed) expectations hold" }
    return
      "\(passed) \(passed == 1 ? "holds" : "hold"), \(failed) \(failed == 1 ? "does" : "do") not"
  }
}
