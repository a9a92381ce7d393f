import Detection
import Syntax

/// Values that no part knows, and whose names say that they may matter.
enum HelmResidue {
  static let access = kind(.iam, "allowedTeams: [a]\n", "allowedTeams: [a, b]\n")
  static let network = kind(.network, "gateway: {listeners: 1}\n", "gateway: {listeners: 2}\n")
  static let kinds = [access, network]

  private static func kind(_ family: Family, _ old: String, _ new: String) -> Kind {
    Kind(
      "helm-value",
      of: family,
      title: "A chart is given another value whose name is one of access or networks",
      help: """
        What the chart makes of it stands in its templates, or in the program that it installs. One more in a list of \
        what is allowed is told as more; any other difference as another value.
        """,
      example: Kind.Example(path: "chart/values.yaml", old: old, new: new)
    )
  }

  /// More values are not told one by one.
  private static let limit = 100

  static func compare(_ values: HelmValues, tellsPeople: Bool) -> Findings {
    func isCareful(_ leaf: HelmLeaf) -> Bool {
      Self.isCareful(leaf, tellsPeople: tellsPeople)
    }
    var findings = Findings()
    for doubt in values.doubts { findings.doubt(doubt.line, doubt.reason) }
    let before = table(values.leaves.old)
    let after = table(values.leaves.new)
    for leaf in values.leaves.new where !same(before[leaf.title], leaf) && isCareful(leaf) {
      // That a secret no longer stands here is told with the secrets.
      if let old = before[leaf.title], HelmSecrets.isSecret(old) { continue }
      findings.observations.append(observation(before[leaf.title], leaf))
    }
    for leaf in values.leaves.old where after[leaf.title] == nil && isCareful(leaf) {
      findings.observations.append(observation(leaf, nil))
    }
    if findings.observations.count > limit {
      findings.observations.removeSubrange(limit...)
      findings.doubt(nil, "more than \(limit) values of access or networks differ")
    }
    return findings
  }

  private static func observation(_ old: HelmLeaf?, _ new: HelmLeaf?) -> Observation {
    let leaf = new ?? old
    let path = leaf?.path ?? []
    let title = leaf?.title ?? ""
    let isNetwork = !words(of: path).isDisjoint(with: networks)
    let direction: Direction =
      switch (old, new) {
      case (nil, _) where isGranted(path): .widened
      case (_, nil) where isGranted(path): .narrowed
      default: .incomparable
      }
    let verb = old == nil ? "sets" : new == nil ? "no longer sets" : "changes"
    return Observation(
      isNetwork ? network : access,
      direction,
      direction == .narrowed ? .low : .medium,
      line: new?.line,
      oldLine: old?.line,
      summary: "\(verb) the value '\(title)' of a chart"
    )
  }

  /// Whether it is one of a list or map of what is allowed.
  private static func isGranted(_ path: [String]) -> Bool {
    guard let list = path.dropLast().last else { return false }
    let words = words(of: [list])
    return !words.isDisjoint(with: granting) && words.isDisjoint(with: denying)
  }

  private static func words(of path: [String]) -> Set<String> {
    Set(path.flatMap(KeyWords.words).map { $0.lowercased() })
  }

  private static let granting: Set<String> = [
    "allow", "allowed", "whitelist", "allowlist", "trusted", "permitted",
  ]
  private static let denying: Set<String> = [
    "deny", "denied", "block", "blocked", "except", "exclude", "excluded", "not",
  ]
  private static let networks: Set<String> = [
    "network", "ingress", "egress", "cidr", "cidrs", "firewall", "expose", "exposed", "external",
    "host", "hosts", "gateway", "listener", "listeners", "port", "ports", "url", "endpoint",
    "endpoints", "domain", "domains", "cors", "origins",
  ]

  private static func table(_ leaves: [HelmLeaf]) -> [String: HelmLeaf] {
    Dictionary(leaves.map { ($0.title, $0) }) { first, _ in first }
  }

  private static func same(_ old: HelmLeaf?, _ new: HelmLeaf) -> Bool {
    old?.node.isEquivalent(to: new.node) ?? new.node.isNull
  }

  private static func isCareful(_ leaf: HelmLeaf, tellsPeople: Bool) -> Bool {
    if HelmSecrets.isSecret(leaf) || HelmSecrets.isReference(leaf) || !tellsPeople && isPerson(leaf)
    {
      return false
    }
    return CarefulWords.stand(in: leaf.path)
  }

  /// Somebody in a list of people, which rosters tell.
  private static func isPerson(_ leaf: HelmLeaf) -> Bool {
    guard leaf.node.string != nil, let list = leaf.path.dropLast().last else { return false }
    return RosterLexicon.meaning(of: list) == .people
  }
}
