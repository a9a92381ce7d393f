import Detection
import Syntax

/// Secrets that stand in values as they are, and those that are named there.
///
/// Secrets are told by name alone, and their values never said.
enum HelmSecrets {
  static let secret = Kind(
    "helm-secret",
    of: .secret,
    title: "A chart's values hold a secret",
    help: "Whoever reads the repository has it; a value that comes in its place is another secret.",
    example: Kind.Example(
      path: "chart/values.yaml",
      old: "auth:\n  password: \"\"\n",
      new: "auth:\n  password: example\n"
    )
  )

  static func compare(_ values: HelmValues) -> Findings {
    var findings = Findings()
    let before = held(values.leaves.old + values.variables.old)
    let after = held(values.leaves.new + values.variables.new)
    for (title, leaf) in after.sorted(by: { $0.value.node.position < $1.value.node.position }) {
      guard let old = before[title] else {
        findings.observations.append(observation(.widened, nil, leaf, "writes a value of"))
        continue
      }
      guard old.node.text != leaf.node.text else { continue }
      findings.observations.append(observation(.incomparable, old, leaf, "replaces the value of"))
    }
    for (title, leaf) in before where after[title] == nil {
      findings.observations.append(observation(.narrowed, leaf, nil, "no longer writes a value of"))
    }
    findings.add(references(values))
    return findings
  }

  private static func held(_ leaves: [HelmLeaf]) -> [String: HelmLeaf] {
    Dictionary(leaves.filter(isSecret).map { ($0.title, $0) }) { first, _ in first }
  }

  private static func observation(
    _ direction: Direction,
    _ old: HelmLeaf?,
    _ new: HelmLeaf?,
    _ verb: String
  ) -> Observation {
    Observation(
      secret,
      direction,
      direction == .narrowed ? .low : .high,
      line: new?.line,
      oldLine: old?.line,
      summary: "\(verb) '\(new?.title ?? old?.title ?? "")'"
    )
  }

  static func isSecret(_ leaf: HelmLeaf) -> Bool {
    guard let key = leaf.path.last, leaf.node.bool == nil, let text = leaf.node.text,
      !text.isEmpty, !isReference(leaf)
    else { return false }
    let isElsewhere =
      Unfilled.stands(in: text) || text.contains("$") || text.hasPrefix("ENC[")
      || text.hasPrefix("ref+") || text.hasPrefix("vault:") || text.hasPrefix("<")
    return !isElsewhere && SecretName.isMeant(by: KeyWords.words(of: key).joined(separator: "_"))
  }

  /// The name of a Secret, not what is in one.
  static func isReference(_ leaf: HelmLeaf) -> Bool {
    guard let key = leaf.path.last, key.utf8.count >= 6 else { return false }
    let words = KeyWords.words(of: key)
    guard words.contains("secret") || words.contains("secrets") else { return false }
    return words.contains("existing") || words.contains("name") || words.contains("ref")
      || leaf.path.contains("imagePullSecrets")
  }

  private static func references(_ values: HelmValues) -> Findings {
    func facts(_ leaves: [HelmLeaf]) -> Facts {
      var facts = Facts()
      for leaf in leaves where isReference(leaf) {
        guard let name = leaf.node.text, !name.isEmpty else { continue }
        facts.add(
          Fact(
            HostAccessRule.secret,
            slot: leaf.title,
            value: name,
            .medium,
            line: leaf.line,
            "secret",
            "as '\(leaf.title)'",
            verbs: .gives,
            data: [name]
          )
        )
      }
      return facts
    }
    return FactComparison(
      old: facts(values.leaves.old),
      new: facts(values.leaves.new),
      isTemplate: Unfilled.stands(in:)
    ).findings
  }
}
