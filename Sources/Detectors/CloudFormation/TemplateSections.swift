import AWSPolicy
import Detection
import Syntax

/// What decides what the resources of a template become: parameters, conditions and whatever else stands beside them.
struct TemplateSections {
  let old: Template
  let new: Template

  var findings: Findings {
    var findings = Findings()
    // A template that comes or goes is told by its resources.
    if old.resources.isEmpty || new.resources.isEmpty { return findings }
    let parameters = entries(of: "Parameters")
    findings.observations = parameters.compactMap(Self.hiding)
    for entry in parameters where !Self.decidesTheSame(entry.old, entry.new) {
      doubt(entry.name, entry.new, &findings)
    }
    for entry in entries(of: "Conditions") where !entry.old.says(theSameAs: entry.new) {
      doubt(entry.name, entry.new, &findings)
    }
    for name in new.conditions.unclear(beside: old.conditions) {
      findings.doubt(
        new.sections["Conditions"]?[name]?.position.line,
        "what the condition '\(name)' hangs on changes, and whether it holds is told by a run"
      )
    }
    for name in Set(old.sections.keys).union(new.sections.keys).sorted()
    where name != "Parameters" && name != "Conditions" {
      if Term.same(old.sections[name], new.sections[name]) { continue }
      doubt(name, new.sections[name], &findings)
    }
    return findings
  }

  private func doubt(_ name: String, _ term: Term?, _ findings: inout Findings) {
    findings.doubt(
      term?.position.line,
      "'\(name)' changes, which decides what the resources are"
    )
  }

  private typealias Entry = (name: String, old: Term, new: Term)

  /// What both have: what is new takes effect where a resource names it, and what is gone is named no more.
  private func entries(of section: String) -> [Entry] {
    let before = Dictionary(
      (old.sections[section]?.map ?? []).map { (Term.text(of: $0.key), $0.value) }
    ) { first, _ in first }
    return (new.sections[section]?.map ?? []).compactMap { entry in
      let name = Term.text(of: entry.key)
      return before[name].map { (name, $0, entry.value) }
    }
  }

  static let parameter = Kind(
    "parameter",
    of: .secret,
    title: "A parameter of a template is shown or hidden",
    help: """
      Whoever may describe a stack reads its parameters, unless 'NoEcho' hides them: passwords are given so.
      """,
    example: Kind.Example(
      path: "stack.yaml",
      old: hidden("    NoEcho: true\n"),
      new: hidden("")
    )
  )

  private static func hidden(_ more: String) -> String {
    "Parameters:\n  Password:\n    Type: String\n\(more)"
      + "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"
  }

  private static func hiding(_ entry: Entry) -> Observation? {
    let (was, isNow) = (isHidden(entry.old), isHidden(entry.new))
    if was == isNow { return nil }
    return Observation(
      parameter,
      was ? .widened : .narrowed,
      was ? .high : .low,
      line: entry.new.position.line,
      oldLine: entry.old.position.line,
      summary:
        "\(was ? "shows" : "hides") the parameter '\(entry.name)' in what is told of the stack"
    )
  }

  private static func isHidden(_ parameter: Term) -> Bool {
    parameter["NoEcho"]?.literal?.lowercased() == "true"
  }

  /// A default stands in the resources that name it; what else it may be is up to whoever runs it.
  private static func decidesTheSame(_ old: Term, _ new: Term) -> Bool {
    let isKnown = TemplateScope.standard(old) != nil && TemplateScope.standard(new) != nil
    return (isKnown || Term.same(old["Default"], new["Default"]))
      && Term.same(old["Type"], new["Type"])
  }
}
