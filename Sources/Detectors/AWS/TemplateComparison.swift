import AWSPolicy
import Detection
import Syntax

/// Compares two templates, resource by resource.
struct TemplateComparison {
  let old: Template
  let new: Template
  let owned: [String]

  var findings: Findings {
    var findings = Findings()
    for name in Set(old.resources.keys).union(new.resources.keys).sorted() {
      compare(old.resources[name], new.resources[name], &findings)
    }
    let sections = Set(old.sections.keys).union(new.sections.keys).sorted()
    for name in sections where !same(old.sections[name], new.sections[name]) {
      let isWhole = old.resources.isEmpty || new.resources.isEmpty
      if !isWhole {
        findings.doubt(
          new.sections[name]?.position.line,
          "'\(name)' changes, which decides what the resources are"
        )
      }
    }
    return findings
  }

  private func compare(
    _ old: Template.Resource?,
    _ new: Template.Resource?,
    _ findings: inout Findings
  ) {
    if let old, let new, old.type != new.type {
      compare(old, nil, &findings)
      compare(nil, new, &findings)
      return
    }
    guard let resource = new ?? old else { return }
    if let old, let new, old.properties.says(theSameAs: new.properties),
      same(old.attributes, new.attributes)
    {
      return
    }
    if resource.type == "AWS::Lambda::Permission" {
      findings.add(
        PolicyComparison(subject: resource.name, role: .resource, owned: owned)
          .findings(old: old.map(permission), new: new.map(permission))
      )
      return
    }
    guard let shape = TemplateShape.types[resource.type] else {
      findings.doubt(
        new?.position.line,
        "\(resource.type) '\(resource.name)' changes, which is not judged"
      )
      return
    }
    let pair = ResourcePair(old: old, new: new, shape: shape, owned: owned)
    findings.add(pair.findings)
    if let old, let new, !same(old.attributes, new.attributes) {
      findings.doubt(new.position.line, "the attributes of '\(new.name)' change")
    }
  }

  private func permission(_ resource: Template.Resource) -> Term {
    LambdaPermission.document(at: resource.position) { resource[$0] }
  }

  private func same(_ old: Term?, _ new: Term?) -> Bool {
    guard let old, let new else { return old == nil && new == nil }
    return old.says(theSameAs: new)
  }

  private func same(_ old: [String: Term], _ new: [String: Term]) -> Bool {
    Set(old.keys) == Set(new.keys) && old.keys.allSatisfy { same(old[$0], new[$0]) }
  }
}

/// One resource of a type whose policies are known, on both sides.
struct ResourcePair {
  let old: Template.Resource?
  let new: Template.Resource?
  let shape: TemplateShape
  let owned: [String]

  var findings: Findings {
    var findings = Findings()
    for (property, role) in shape.documents.sorted(by: { $0.key < $1.key }) {
      findings.add(document(old?[property], new?[property], role, ""))
    }
    for property in shape.inline { findings.add(inline(property)) }
    for property in shape.attachments { findings.add(attachments(property)) }
    if let boundary = shape.boundary, let old, let new {
      findings.add(
        AttachmentComparison(subject: subject).boundary(old: old[boundary], new: new[boundary])
      )
    }
    if let line = strayLine {
      findings.doubt(line, "other properties of '\(new?.name ?? "")' change, which are not judged")
    }
    return findings
  }

  private var subject: String {
    let resource = new ?? old
    let name = resource?[shape.naming]?.literal ?? resource?.name ?? ""
    return shape.noun.contains(" ") ? "\(shape.noun) \(name)" : "\(shape.noun)/\(name)"
  }

  private func document(_ old: Term?, _ new: Term?, _ role: PolicyRole, _ name: String) -> Findings
  {
    PolicyComparison(subject: subject, role: role, owned: owned).findings(old: old, new: new)
  }

  /// Policies by name, since their order says nothing.
  private func inline(_ property: String) -> Findings {
    var findings = Findings()
    let (before, after) = (named(old?[property]), named(new?[property]))
    for name in Set(before.keys).union(after.keys).sorted() {
      findings.add(
        document(before[name].map(policy), after[name].map(policy), .identity, name)
      )
    }
    return findings
  }

  private func named(_ list: Term?) -> [String: Term] {
    var found: [String: Term] = [:]
    for (index, item) in (list?.list ?? []).enumerated() {
      found[item["PolicyName"]?.described ?? "\(index)"] = item
    }
    return found
  }

  private func policy(_ item: Term) -> Term { item["PolicyDocument"] ?? item }

  /// References; of SAM's policies also documents, which count by their statements.
  private func attachments(_ property: String) -> Findings {
    let before = (old?[property]).map(\.list) ?? []
    let after = (new?[property]).map(\.list) ?? []
    var findings = AttachmentComparison(subject: subject)
      .findings(old: before.filter { !isDocument($0) }, new: after.filter { !isDocument($0) })
    let documents = (before.filter(isDocument), after.filter(isDocument))
    if !documents.0.isEmpty || !documents.1.isEmpty {
      findings.add(document(joined(documents.0), joined(documents.1), .identity, property))
    }
    return findings
  }

  private func isDocument(_ term: Term) -> Bool { term["Statement"] != nil }

  private func joined(_ documents: [Term]) -> Term? {
    guard let first = documents.first else { return nil }
    let statements = documents.flatMap { $0["Statement"]?.list ?? [] }
    let version = documents.compactMap { $0["Version"] }.first
    var entries = [
      Term.Entry(
        key: [.literal("Statement")],
        position: first.position,
        value: Term(.list(statements), at: first.position)
      )
    ]
    if let version {
      entries.append(.init(key: [.literal("Version")], position: first.position, value: version))
    }
    return Term(.map(entries), at: first.position)
  }

  /// The first line of a property that is neither judged nor harmless and differs.
  private var strayLine: Int? {
    guard let old, let new else { return nil }
    let judged = Set(shape.documents.keys).union(shape.inline).union(shape.attachments)
      .union([shape.boundary ?? "", shape.naming]).union(shape.harmless).union(TemplateShape.always)
    let names = Set((old.properties.map ?? []).map { Term.text(of: $0.key) })
      .union((new.properties.map ?? []).map { Term.text(of: $0.key) })
    for name in names.subtracting(judged).sorted() {
      let (before, after) = (old[name], new[name])
      if let before, let after, before.says(theSameAs: after) { continue }
      return (after ?? before)?.position.line
    }
    return nil
  }
}
