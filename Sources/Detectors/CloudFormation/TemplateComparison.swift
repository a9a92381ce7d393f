import AWSPolicy
import Detection
import HCL
import Syntax

/// Compares two templates, resource by resource.
struct TemplateComparison {
  let old: Template
  let new: Template
  let path: [UInt8]
  let owned: [String]

  var findings: Findings {
    var findings = resources
    findings.add(TemplateSections(old: old, new: new).findings)
    return findings
  }

  /// What the resources say, without what decides over them.
  var resources: Findings {
    var findings = Findings()
    var pairs: [Pair] = []
    for name in Set(old.resources.keys).union(new.resources.keys).sorted() {
      let pair = (old.resources[name], new.resources[name])
      pairs.append(pair)
      findings.add(conditioned(pair))
    }
    findings.add(judged(pairs))
    findings.add(ServerlessAccess.findings(old, new))
    return findings
  }

  private typealias Pair = (old: Template.Resource?, new: Template.Resource?)

  private func judged(_ pairs: [Pair]) -> Findings {
    var findings = Findings()
    var changes: [BlockChange] = []
    for pair in pairs { compare(pair.old, pair.new, &changes, &findings) }
    let judgment = TerraformRules.judgment(of: changes, owned: owned)
    findings.add(judgment.findings)
    for change in changes { decided(change, judgment.explained[change.address] ?? [], &findings) }
    return findings
  }

  /// Another condition lets a resource come or go, if anything is to be said of that.
  private func conditioned(_ pair: Pair) -> Findings {
    var findings = Findings()
    guard let old = pair.old, let new = pair.new, old.type == new.type else { return findings }
    let (before, after) = (old.attributes["Condition"], new.attributes["Condition"])
    guard !Term.same(before, after) else { return findings }
    let said = [judged([(old, nil)]), judged([(nil, new)])].flatMap(\.observations)
    guard let worst = said.max(by: { $0.severity < $1.severity }),
      let kind = (PolicyComparison.kinds + TerraformRules.kinds + [AWSKinds.attachment])
        .first(where: { $0.name == worst.kind })
    else { return findings }
    let name = after.map { "the condition '\($0.described)'" } ?? "no condition"
    findings.observations.append(
      Observation(
        kind,
        .incomparable,
        worst.severity,
        line: (after ?? new.properties).position.line,
        oldLine: (before ?? old.properties).position.line,
        summary: "lets \(name) decide whether \(new.type) '\(new.name)' is there",
        environments: worst.environments
      )
    )
    return findings
  }

  private func compare(
    _ old: Template.Resource?,
    _ new: Template.Resource?,
    _ changes: inout [BlockChange],
    _ findings: inout Findings
  ) {
    if let old, let new, old.type != new.type {
      compare(old, nil, &changes, &findings)
      compare(nil, new, &changes, &findings)
      return
    }
    guard let resource = new ?? old else { return }
    if let old, let new, old.says(theSameAs: new) { return }
    if resource.type == "AWS::Lambda::Permission" {
      return findings.add(
        PolicyComparison(subject: resource.name, role: .resource, owned: owned)
          .findings(old: old.map(permission), new: new.map(permission))
      )
    }
    let shape = TemplateShape.types[resource.type]
    if let shape {
      let policies = TemplatePolicies(old: old, new: new, shape: shape, owned: owned)
      findings.add(policies.findings)
    }
    if let old, let new, !Term.same(old.boot, new.boot) {
      findings.doubt(
        (new.boot ?? new.properties).position.line,
        "what \(resource.type) '\(resource.name)' runs when it starts changes"
      )
    }
    if let name = unknownAttribute(old, new) {
      findings.doubt(
        (new ?? resource).position.line,
        "'\(name)' of \(resource.type) '\(resource.name)' changes, and what that means is not known"
      )
    }
    let judged = shape?.judged ?? []
    let blocks = (
      old.flatMap { TemplateBlock($0, without: judged) },
      new.flatMap { TemplateBlock($0, without: judged) }
    )
    guard blocks.0 != nil || blocks.1 != nil else {
      return findings.doubt(
        new?.position.line,
        "\(resource.type) '\(resource.name)' changes, which is not judged"
      )
    }
    changes.append(
      BlockChange(
        old: blocks.0,
        new: blocks.1,
        environments: Stage.named(in: path).map(\.rawValue).sorted(),
        isForgotten: old?.attributes["DeletionPolicy"]?.literal?.hasPrefix("Retain") ?? false
      )
    )
  }

  /// What stands beside the properties of a resource, and nobody judges.
  private func unknownAttribute(_ old: Template.Resource?, _ new: Template.Resource?) -> String? {
    guard let old, let new else { return nil }
    return Set(old.attributes.keys).union(new.attributes.keys).sorted().first {
      !Self.judgedAttributes.contains($0) && !Term.same(old.attributes[$0], new.attributes[$0])
    }
  }

  private static let judgedAttributes: Set<String> = [
    "Condition", "DeletionPolicy", "UpdateReplacePolicy", "CreationPolicy", "UpdatePolicy",
    "Connectors", Template.loop,
  ]

  /// What a condition or a macro puts in the place of more than a value may hold anything.
  private func decided(
    _ change: BlockChange,
    _ explained: Set<String>,
    _ findings: inout Findings
  ) {
    let open = change.differences.first { difference in
      !Residue.isExplained(difference.path, by: explained)
        && !NeutralArguments.contains(difference)
        && (difference.path.contains(Template.loop)
          || [difference.old, difference.new].contains { $0.map(Self.isDecided) ?? false })
    }
    guard let open else { return }
    findings.doubt(
      change.newLine(open.new) ?? change.oldLine(open.old),
      "'\(change.spelled(open.path))' of \(change.address) changes, which something else decides"
    )
  }

  private static func isDecided(_ value: Value) -> Bool {
    value.asList.contains { item in
      guard let text = item.opaque, text.replacing("${", with: "").utf8.contains(UInt8(ascii: "{"))
      else { return false }
      return text.hasPrefix("If ") || text.hasPrefix("Transform ")
    }
  }

  private func permission(_ resource: Template.Resource) -> Term {
    LambdaPermission.document(at: resource.position) { resource[$0] }
  }
}

extension BlockChange {
  /// Of resources of a template, whose lines are those of the file that changed.
  fileprivate init(
    old: TemplateBlock?,
    new: TemplateBlock?,
    environments: [String],
    isForgotten: Bool
  ) {
    self.init(
      old: old?.block,
      new: new?.block,
      differences: BlockComparison.differences(old?.block, new?.block),
      place: ChangePlace(oldFile: 0, newFile: 0, fallbackLine: nil, environments: environments),
      isForgotten: isForgotten,
      spelling: (old?.spelling ?? [:]).merging(new?.spelling ?? [:]) { $1 }
    )
  }
}

extension TerraformJudgment {
  fileprivate var findings: Findings {
    var findings = Findings()
    findings.observations = observations
    if let doubt = doubts.first { findings.doubt(doubt.line, doubt.reason) }
    return findings
  }
}
