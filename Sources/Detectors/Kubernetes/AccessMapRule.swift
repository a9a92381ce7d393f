import Detection
import Syntax

/// ConfigMaps that say who is who: `aws-auth` of EKS, `policy.csv` of Argo CD.
enum AccessMapRule: KubernetesRule {
  static let map = Kind(
    "kubernetes-access-map",
    of: .iam,
    title: "Somebody from outside is mapped to a group of the cluster",
    help:
      "The aws-auth ConfigMap gives IAM roles, users and accounts groups of the cluster; a policy.csv gives people roles in a deployer.",
    example: Kind.Example(
      path: "cluster/aws-auth.yaml",
      old: awsAuthExample(""),
      new: awsAuthExample(
        "- {rolearn: \"arn:aws:iam::111122223333:role/ci\", groups: [\"system:masters\"]}"
      )
    )
  )
  static let kinds = [map]

  private static func awsAuthExample(_ entries: String) -> String {
    """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: aws-auth, namespace: kube-system}
    data:
      mapRoles: |
        \(entries)

    """
  }

  static func compare(_ old: KubernetesManifest, _ new: KubernetesManifest) -> Findings {
    var doubts = Findings()
    let comparison = FactComparison(
      old: facts(of: old, &doubts),
      new: facts(of: new, &doubts),
      isTemplate: Unfilled.stands(in:)
    )
    var findings = comparison.findings
    findings.add(doubts)
    return findings
  }

  private static func facts(of manifest: KubernetesManifest, _ doubts: inout Findings) -> Facts {
    var facts = Facts()
    for object in manifest.objects(of: "ConfigMap") {
      for entry in object.node["data"]?.object ?? [] {
        guard let text = entry.value.text else { continue }
        if object.name == "aws-auth" {
          awsAuth(object, entry, text, &facts, &doubts)
        } else if entry.key.hasPrefix("policy") && entry.key.hasSuffix(".csv") {
          lines(object, entry, text, &facts)
        }
      }
    }
    return facts
  }

  private static func awsAuth(
    _ object: KubernetesObject,
    _ entry: Node.Member,
    _ text: String,
    _ facts: inout Facts,
    _ doubts: inout Findings
  ) {
    let line = entry.value.position.line
    guard let documents = try? YAMLReader.read(Array(text.utf8)) else {
      doubts.doubt(line, "'\(entry.key)' of \(object.title) is no YAML")
      return
    }
    for item in documents.first?.items ?? [] {
      let who =
        (item["rolearn"] ?? item["userarn"])?.text
        ?? item.text.map { "every identity of account \($0)" } ?? item.compact
      // A block scalar begins on the line of its mark.
      let place = line + item.position.line
      for group in item["groups"]?.items ?? [Node(.string("no group"), at: item.position)] {
        let name = group.text ?? ""
        let isMaster = name == "system:masters" || name == "no group" && item.text != nil
        facts.add(
          Fact(
            map,
            slot: "\(object.identity)\u{0}\(who)\u{0}\(name)",
            value: item["username"]?.text,
            isMaster ? .critical : .high,
            line: place,
            "\(who) to group '\(name)' as",
            "in \(object.title)",
            verbs: Fact.Verbs(comes: "maps", goes: "no longer maps")
          )
        )
      }
    }
  }

  private static func lines(
    _ object: KubernetesObject,
    _ entry: Node.Member,
    _ text: String,
    _ facts: inout Facts
  ) {
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let fields = raw.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
      guard let first = fields.first, !first.hasPrefix("#") else { continue }
      let denies = first == "p" && fields.last == "deny"
      facts.add(
        Fact(
          map,
          slot: "\(object.identity)\u{0}\(fields.joined(separator: ","))",
          rank: denies ? -1 : 1,
          fields.last == "role:admin" ? .critical : .high,
          line: entry.value.position.line + 1 + index,
          "'\(fields.joined(separator: ", "))'",
          "in '\(entry.key)' of \(object.title)"
        )
      )
    }
  }
}
