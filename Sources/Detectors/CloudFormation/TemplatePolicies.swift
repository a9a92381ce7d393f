import AWSPolicy
import Detection
import Syntax

/// The policies of one resource whose type has some, on both sides.
struct TemplatePolicies {
  let old: Template.Resource?
  let new: Template.Resource?
  let shape: TemplateShape
  let owned: [String]

  var findings: Findings {
    var findings = Findings()
    for (property, role) in shape.documents.sorted(by: { $0.key < $1.key }) {
      findings.add(whole(property, role))
    }
    for property in shape.inline { findings.add(inline(property)) }
    for property in shape.attachments { findings.add(attachments(property)) }
    if let boundary = shape.boundary, let old, let new {
      findings.add(
        AttachmentComparison(subject: subject).boundary(old: old[boundary], new: new[boundary])
      )
    }
    return findings
  }

  private var subject: String {
    let resource = new ?? old
    let name = resource?[shape.naming]?.literal ?? resource?.name ?? ""
    return shape.noun.contains(" ") ? "\(shape.noun) \(name)" : "\(shape.noun)/\(name)"
  }

  /// Of a resource that is on both sides, what holds without a policy counts where it has none.
  private func whole(_ property: String, _ role: PolicyRole) -> Findings {
    guard let old, let new, let absence = PolicyAbsence.byType[new.type] else {
      return document(old?[property], new?[property], role, "")
    }
    return PolicyComparison(subject: subject, role: role, owned: owned)
      .findings(
        old: old[property].map(\.document),
        new: new[property].map(\.document),
        absence: absence
      )
  }

  private func document(_ old: Term?, _ new: Term?, _ role: PolicyRole, _ name: String) -> Findings
  {
    PolicyComparison(subject: subject, role: role, owned: owned)
      .findings(old: old.map(\.document), new: new.map(\.document))
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
    var findings = AttachmentComparison(subject: subject, effect: effect)
      .findings(old: before.filter { !isDocument($0) }, new: after.filter { !isDocument($0) })
    let documents = (before.filter(isDocument), after.filter(isDocument))
    if !documents.0.isEmpty || !documents.1.isEmpty {
      findings.add(document(joined(documents.0), joined(documents.1), .identity, property))
    }
    return findings
  }

  /// What a policy does to whomever it is attached to.
  private var effect: PolicyEffect? {
    guard shape.noun == "policy" else { return nil }
    return (new ?? old)?["PolicyDocument"].map { PolicyEffect($0.document) }
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
}

extension Term {
  /// What a text says that is a policy's JSON.
  fileprivate var document: Term {
    literal.flatMap { EmbeddedPolicy.document(in: $0, at: position) }.map { Term($0) } ?? self
  }
}
