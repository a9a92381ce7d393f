package import Detection
import Syntax

/// Values of Helm's charts: what their conventional keys mean, whatever the templates make of them.
///
/// Where a key goes without a value the chart has one of its own, which is not known here.
package struct HelmDetector: Detector {
  private static let rules: [any KubernetesRule.Type] = [
    PodPrivilegeRule.self, HostAccessRule.self, CommandRule.self, ServiceAccountRule.self,
    ServiceRule.self, LoadBalancerRanges.self, RBACRoleRule.self, RBACBindingRule.self,
    NetworkPolicyRule.self, ImageRule.self, DestructionRule.self,
  ]

  package init() {}

  package var kinds: [Kind] { Self.rules.flatMap { $0.kinds } + Self.own }

  /// Kinds that only values of charts have.
  static let own = [HelmSwitches.guarded, HelmSecrets.secret] + HelmResidue.kinds

  package func read(_ pair: FilePair) -> Reading {
    guard HelmName.isValues(pair.path) else { return .foreign }
    let old: HelmText
    let new: HelmText
    do throws(SyntaxError) {
      old = try HelmText(pair.old)
      new = try HelmText(pair.new)
    } catch {
      return .unreadable(line: error.position.line, reason: error.reason)
    }
    // What sops encrypted is told with its recipients.
    guard old.isValues, new.isValues, (new.root ?? old.root)?["sops"] == nil else {
      return .foreign
    }
    var findings = Self.findings(old.root, new.root, tellsPeople: false)
    if let line = new.firstActionUnlike(old) {
      findings.doubt(line, "a template decides what counts here")
    }
    return findings.reading
  }

  /// What a difference between two charts' values means, whichever file they stand in.
  ///
  /// People who stand in lists are told where rosters do not read: not of a file of values.
  static func findings(_ old: Node?, _ new: Node?, tellsPeople: Bool = true) -> Findings {
    var values = HelmValues(old, new)
    values.run()
    var findings = Findings()
    let before = KubernetesManifest(values.objects.old)
    let after = KubernetesManifest(values.objects.new)
    for rule in rules { findings.add(rule.compare(before, after)) }
    findings.add(
      FactComparison(
        old: values.facts.old,
        new: values.facts.new,
        isTemplate: Unfilled.stands(in:)
      ).findings
    )
    findings.add(HelmSecrets.compare(values))
    findings.add(HelmResidue.compare(values, tellsPeople: tellsPeople))
    return findings
  }
}

enum HelmName {
  /// By the names that people give such files.
  static func isValues(_ path: [UInt8]) -> Bool {
    let file = FileName(path)
    let name = file.withoutTemplateSuffix.lowercased()
    guard let dot = name.lastIndex(of: "."), [".yaml", ".yml"].contains(name[dot...]) else {
      return false
    }
    let words = name[..<dot].split { $0 == "." || $0 == "-" || $0 == "_" }
    return words.first == "values" || words.last == "values" || file.directories.last == "values"
  }
}

/// One side of a values file.
struct HelmText {
  /// `nil` where there is nothing.
  let root: Node?
  let isValues: Bool
  private let actions: [Templates.Action]

  /// Aliases write a few lines out to many.
  private static let limits = {
    var limits = SyntaxLimits.small
    limits.nodes = 30_000
    return limits
  }()

  init(_ bytes: [UInt8]?) throws(SyntaxError) {
    let bytes = bytes ?? []
    try Self.limits.check(bytes)
    let documents: [Node]
    var actions: [Templates.Action] = []
    if Templates.arePresent(in: bytes) {
      do {
        documents = try YAMLReader.read(bytes, limits: Self.limits)
      } catch {
        let (read, templates) = try YAMLReader.readTemplate(bytes, limits: Self.limits)
        documents = read
        actions = templates.actions.filter(\.isWholeLine)
      }
    } else {
      documents = try YAMLReader.read(bytes, limits: Self.limits)
    }
    self.actions = actions
    root = documents.first.flatMap { $0.object == nil ? nil : $0 }
    // An object of a cluster is read as that.
    let isObject = root.map { KubernetesObject($0) != nil } ?? false
    isValues = documents.count < 2 && !isObject && (documents.first?.isNull ?? true || root != nil)
  }

  func firstActionUnlike(_ other: HelmText) -> Int? {
    if actions.map(\.text) == other.actions.map(\.text) { return nil }
    return zip(actions, other.actions).first { $0.text != $1.text }?.0.position.line
      ?? actions.last?.position.line ?? 1
  }
}
